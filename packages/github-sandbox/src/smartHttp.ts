/** Clone, fetch and push over HTTP, by git's own `http-backend`. */
import { spawn } from "node:child_process";
import type { Context, Hono } from "hono";
import { repositoryNamed, type Env, type Parts } from "./call";

export function smartHttp(app: Hono<Env>, parts: Parts): void {
  const serve = async (context: Context<Env>) => {
    const [, owner = "", name = "", path = ""] = urlPath.exec(new URL(context.req.url).pathname) ?? [];
    const { fullName } = repositoryNamed(parts, `${owner}/${name}`);
    const input = Buffer.from(await context.req.arrayBuffer());
    return fromCgi(await httpBackend(parts.store.gitDir(fullName), path, context, input));
  };
  app.get("/:owner/:repo{[^/]+\\.git}/info/refs", serve);
  app.post("/:owner/:repo{[^/]+\\.git}/:service{git-upload-pack|git-receive-pack}", serve);
}

const urlPath = /^\/([^/]+)\/([^/]+)\.git\/(.*)$/;

function httpBackend(dir: string, path: string, context: Context<Env>, input: Buffer): Promise<Buffer> {
  const { PATH, HOME } = process.env;
  const env: NodeJS.ProcessEnv = {
    PATH,
    HOME,
    GIT_PROJECT_ROOT: dir,
    GIT_HTTP_EXPORT_ALL: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    PATH_INFO: `/${path}`,
    REQUEST_METHOD: context.req.method,
    QUERY_STRING: new URL(context.req.url).search.slice(1),
    CONTENT_TYPE: context.req.header("content-type") ?? "",
    CONTENT_LENGTH: String(input.length),
    HTTP_CONTENT_ENCODING: context.req.header("content-encoding") ?? "",
    GIT_PROTOCOL: context.req.header("git-protocol") ?? "",
    REMOTE_USER: context.get("login"),
  };
  return new Promise((resolve, reject) => {
    const child = spawn("git", ["http-backend"], { env });
    const out: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stdin.on("error", () => undefined);
    child.once("error", reject);
    child.once("close", () => resolve(Buffer.concat(out)));
    child.stdin.end(input);
  });
}

/** CGI output: header lines, an empty line, the body. */
function fromCgi(output: Buffer): Response {
  const end = output.indexOf("\r\n\r\n");
  const headers = new Headers();
  let status = 200;
  for (const line of output.subarray(0, end).toString().split("\r\n")) {
    const [name = "", value = ""] = line.split(/:\s*/, 2);
    if (name.toLowerCase() === "status") status = Number.parseInt(value, 10);
    else if (name !== "") headers.set(name, value);
  }
  return new Response(new Uint8Array(output.subarray(end + 4)), { status, headers });
}
