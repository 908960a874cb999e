/** Git data: blobs, trees, commits and refs, written into the real repository. */
import { rm } from "node:fs/promises";
import type { Context, Hono } from "hono";
import {
  bodyOf,
  instant,
  notFound,
  refusal,
  repositoryOf,
  textOf,
  unprocessable,
  type Env,
  type Parts,
} from "../call";
import { git, gitText, identity, resolveName } from "../git";

interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly sha?: string | null;
  readonly content?: string;
}

export function gitDataRoutes(app: Hono<Env>, parts: Parts): void {
  const dirOf = (context: Context<Env>) => parts.store.gitDir(repositoryOf(parts, context).fullName);

  app.post("/repos/:owner/:repo/git/blobs", async (context) => {
    const body = await bodyOf(context);
    const encoding = body["encoding"] === "base64" ? "base64" : "utf8";
    const content = typeof body["content"] === "string" ? body["content"] : "";
    return context.json({ sha: await writeBlob(dirOf(context), Buffer.from(content, encoding)) }, 201);
  });

  app.post("/repos/:owner/:repo/git/trees", async (context) => {
    const body = await bodyOf(context);
    if (!Array.isArray(body["tree"])) throw unprocessable("Tree", "tree", "missing_field");
    const base = typeof body["base_tree"] === "string" ? body["base_tree"] : undefined;
    const sha = await writeTree(dirOf(context), base, body["tree"] as TreeEntry[]);
    return context.json({ sha, truncated: false }, 201);
  });

  app.get("/repos/:owner/:repo/git/trees/:sha", async (context) => {
    const sha = context.req.param("sha");
    const flags = context.req.query("recursive") === undefined ? [] : ["-r", "-t"];
    const { code, stdout } = await git(dirOf(context), ["ls-tree", "-z", ...flags, "--end-of-options", sha]);
    if (code !== 0) throw notFound();
    const api = new URL(context.req.url);
    const tree = stdout
      .toString()
      .split("\0")
      .filter(Boolean)
      .map((line) => treeView(line, api));
    return context.json({ sha, tree, truncated: false });
  });

  app.get("/repos/:owner/:repo/git/blobs/:sha", async (context) => {
    const sha = context.req.param("sha");
    const { code, stdout } = await git(dirOf(context), ["cat-file", "blob", sha]);
    if (code !== 0) throw notFound();
    return context.json({ sha, size: stdout.length, encoding: "base64", content: stdout.toString("base64") });
  });

  app.post("/repos/:owner/:repo/git/commits", async (context) => {
    const body = await bodyOf(context);
    const tree = textOf(body, "tree", "Commit");
    const message = textOf(body, "message", "Commit");
    const parents = Array.isArray(body["parents"]) ? (body["parents"] as string[]) : [];
    const flags = parents.flatMap((parent) => ["-p", parent]);
    const env = identity(context.get("login"), instant(parts));
    const run = { input: message, env };
    const { code, stdout } = await git(dirOf(context), ["commit-tree", tree, ...flags], run);
    if (code !== 0) throw refusal(422, { message: "Tree SHA does not exist" });
    return context.json({ sha: stdout.toString().trim(), tree: { sha: tree }, message }, 201);
  });

  app.get("/repos/:owner/:repo/git/:kind{ref|refs}/:ref{.+}", async (context) => {
    const ref = `refs/${context.req.param("ref")}`;
    const sha = await resolveName(dirOf(context), ref);
    if (sha === undefined) throw notFound();
    return context.json(refView(ref, sha));
  });

  app.post("/repos/:owner/:repo/git/refs", async (context) => {
    const body = await bodyOf(context);
    const ref = textOf(body, "ref", "Reference");
    const sha = textOf(body, "sha", "Reference");
    const dir = dirOf(context);
    if (!/^refs\/heads\/[^/]/.test(ref)) throw refusal(422, { message: "Reference name is not valid" });
    if ((await resolveName(dir, ref)) !== undefined)
      throw refusal(422, { message: "Reference already exists" });
    if ((await git(dir, ["update-ref", ref, sha])).code !== 0) {
      throw refusal(422, { message: "Object does not exist" });
    }
    return context.json(refView(ref, sha), 201);
  });

  app.patch("/repos/:owner/:repo/git/refs/:ref{.+}", async (context) => {
    const body = await bodyOf(context);
    const dir = dirOf(context);
    const ref = `refs/${context.req.param("ref")}`;
    const sha = textOf(body, "sha", "Reference");
    const old = await resolveName(dir, ref);
    if (old === undefined) throw refusal(422, { message: "Reference does not exist" });
    const forward = (await git(dir, ["merge-base", "--is-ancestor", old, sha])).code === 0;
    if (!forward && body["force"] !== true) throw refusal(422, { message: "Update is not a fast forward" });
    await gitText(dir, ["update-ref", ref, sha]);
    return context.json(refView(ref, sha));
  });

  app.delete("/repos/:owner/:repo/git/refs/:ref{.+}", async (context) => {
    const dir = dirOf(context);
    const ref = `refs/${context.req.param("ref")}`;
    if ((await resolveName(dir, ref)) === undefined)
      throw refusal(422, { message: "Reference does not exist" });
    await gitText(dir, ["update-ref", "-d", ref]);
    return context.body(null, 204);
  });
}

/** One line of `git ls-tree`: mode, type and object, a tab, the path. */
function treeView(line: string, api: URL) {
  const [head = "", path = ""] = line.split("\t", 2);
  const [mode, type, sha = ""] = head.split(" ");
  const folder = `${api.origin}${api.pathname.replace(/\/trees\/.*$/, "")}`;
  return { path, mode, type, sha, url: `${folder}/${type === "tree" ? "trees" : "blobs"}/${sha}` };
}

function refView(ref: string, sha: string) {
  return { ref, object: { sha, type: "commit" } };
}

function writeBlob(dir: string, content: Buffer): Promise<string> {
  return gitText(dir, ["hash-object", "-w", "--stdin"], { input: content });
}

/** Writes a tree that starts as `base`; an entry whose sha is null is taken out. */
async function writeTree(
  dir: string,
  base: string | undefined,
  entries: readonly TreeEntry[],
): Promise<string> {
  const env = { GIT_INDEX_FILE: `${dir}/index-${process.pid}-${treesWritten++}` };
  if (base !== undefined && (await git(dir, ["read-tree", base], { env })).code !== 0) {
    throw refusal(422, { message: "base_tree is not a valid tree oid" });
  }
  const lines: string[] = [];
  for (const { path, mode, sha, content } of entries) {
    if (sha === null) lines.push(`0 ${"0".repeat(40)}\t${path}`);
    else lines.push(`${mode} ${sha ?? (await writeBlob(dir, Buffer.from(content ?? "")))}\t${path}`);
  }
  const { code } = await git(dir, ["update-index", "--index-info"], { input: lines.join("\n") + "\n", env });
  if (code !== 0) throw refusal(422, { message: "tree.sha is not a valid blob" });
  const tree = await gitText(dir, ["write-tree"], { env });
  await rm(env.GIT_INDEX_FILE, { force: true });
  return tree;
}

/** Makes the names of index files of parallel requests differ. */
let treesWritten = 0;
