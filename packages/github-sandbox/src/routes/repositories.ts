/** Repositories, their branches, files and archives. */
import type { Context, Hono } from "hono";
import { notFound, refusal, repositoryOf, type Env, type Parts } from "../call";
import { git, gitText, resolveName } from "../git";
import { repositoryView, userView } from "../views";

export function repositoryRoutes(app: Hono<Env>, parts: Parts): void {
  const baseOf = (context: Context<Env>) => new URL(context.req.url).origin;
  const dirOf = (context: Context<Env>) => parts.store.gitDir(repositoryOf(parts, context).fullName);

  app.get("/user", (context) => context.json(userView(context.get("login"))));
  app.get("/repos/:owner/:repo", (context) =>
    context.json(repositoryView(baseOf(context), repositoryOf(parts, context))),
  );

  app.get("/repos/:owner/:repo/branches/:branch{.+}", async (context) => {
    const name = context.req.param("branch");
    const sha = await resolveName(dirOf(context), `refs/heads/${name}`);
    if (sha === undefined) throw refusal(404, { message: "Branch not found" });
    return context.json({ name, commit: { sha }, protected: false });
  });

  app.get("/repos/:owner/:repo/commits", async (context) => {
    const dir = dirOf(context);
    const from = await commitOf(dir, context.req.query("sha") ?? "HEAD");
    const size = Math.min(100, Math.max(1, Number(context.req.query("per_page") ?? 30) || 30));
    const lines = await gitText(dir, ["log", `--max-count=${size}`, "--format=%H %T %s", from]);
    const commits = lines.split("\n").map((line) => {
      const [sha, tree, ...subject] = line.split(" ");
      return { sha, commit: { message: subject.join(" "), tree: { sha: tree } } };
    });
    return context.json(commits);
  });

  app.get("/repos/:owner/:repo/commits/:ref{.+}", async (context) => {
    const dir = dirOf(context);
    const sha = await commitOf(dir, context.req.param("ref"));
    const [tree = "", parents = "", message = ""] = (
      await gitText(dir, ["show", "-s", "--format=%T%x00%P%x00%B", sha])
    ).split("\0");
    const commit = { message: message.trim(), tree: { sha: tree } };
    return context.json({
      sha,
      commit,
      parents: parents
        .split(" ")
        .filter(Boolean)
        .map((one) => ({ sha: one })),
    });
  });

  app.get("/repos/:owner/:repo/contents/:path{.+}", async (context) => {
    const dir = dirOf(context);
    const path = context.req.param("path");
    const sha = await commitOf(dir, context.req.query("ref") ?? "HEAD");
    const blob = await resolveName(dir, `${sha}:${path}`);
    if (blob === undefined || (await gitText(dir, ["cat-file", "-t", blob])) !== "blob") throw notFound();
    const { stdout } = await git(dir, ["cat-file", "blob", blob]);
    if (context.req.header("accept")?.includes("raw")) return context.body(new Uint8Array(stdout));
    const name = path.split("/").at(-1);
    const content = stdout.toString("base64");
    return context.json({
      type: "file",
      encoding: "base64",
      size: stdout.length,
      name,
      path,
      content,
      sha: blob,
    });
  });

  app.get("/repos/:owner/:repo/:format{tarball|zipball}/:ref{.+}", async (context) => {
    const dir = dirOf(context);
    const sha = await commitOf(dir, context.req.param("ref"));
    const { fullName } = repositoryOf(parts, context);
    const format = context.req.param("format") === "tarball" ? "tar.gz" : "zip";
    const prefix = `${fullName.replace("/", "-")}-${sha.slice(0, 7)}/`;
    const { stdout } = await git(dir, ["archive", `--format=${format}`, `--prefix=${prefix}`, sha]);
    const headers = {
      "Content-Type": format === "zip" ? "application/zip" : "application/x-gzip",
      ETag: `"${sha}"`,
    };
    return context.body(new Uint8Array(stdout), 200, headers);
  });
}

async function commitOf(dir: string, ref: string): Promise<string> {
  const name = ref.replace(/^heads\//, "");
  const sha = (await resolveName(dir, `refs/heads/${name}`)) ?? (await resolveName(dir, `${name}^{commit}`));
  if (sha === undefined) throw refusal(422, { message: `No commit found for SHA: ${ref}` });
  return sha;
}
