import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { connect, openPullRequest } from "../../src/github";
import { startGitHub } from "@harness-catalog/github-sandbox";
import {
  botToken,
  gitHubForTest,
  gitIn,
  gitOverHttp,
  otherToken,
  pushBranch,
  repository,
  type GitHubForTest,
} from "../support/localGitHub";

describe("the local GitHub", () => {
  let test: GitHubForTest;
  before(async () => {
    test = await gitHubForTest();
  });
  after(() => test.close());

  const call = (path: string, token = botToken, init: RequestInit = {}) =>
    fetch(`${test.server.url}${path}`, { ...init, headers: { authorization: `Bearer ${token}` } });
  const remote = (token: string) =>
    test.server.url.replace("//", `//x-access-token:${token}@`) + `/${repository}.git`;

  it("lets nobody in without a token it knows", async () => {
    assert.equal((await call("/user", "guess")).status, 401);
    assert.equal((await call("/user", "constructor")).status, 401);
    assert.deepEqual(await (await call("/user", otherToken)).json(), { login: "ann", type: "User" });
    await assert.rejects(
      gitOverHttp(test.dir, "clone", "--quiet", remote("guess"), "no"),
      /Authentication failed/,
    );
  });

  it("clones and pushes over HTTP", async () => {
    await gitOverHttp(test.dir, "clone", "--quiet", remote(botToken), "clone");
    const clone = join(test.dir, "clone");
    assert.equal(readFileSync(join(clone, "README.md"), "utf8"), "hello\n");
    gitIn(clone, "commit", "--quiet", "--allow-empty", "-m", "Second");
    await gitOverHttp(clone, "push", "--quiet", "origin", "HEAD:refs/heads/pushed");
    assert.equal(gitIn(test.server.gitDir(repository), "log", "-1", "--format=%s", "pushed"), "Second");
  });

  it("writes a commit by its git data API", async () => {
    const { owner, repo, octokit } = test.github;
    const { git } = octokit.rest;
    const head = (await git.getRef({ owner, repo, ref: "heads/main" })).data.object.sha;
    const base = (await octokit.rest.repos.getCommit({ owner, repo, ref: head })).data.commit.tree.sha;
    const blob = (await git.createBlob({ owner, repo, content: "aGk=", encoding: "base64" })).data.sha;
    const entry = { mode: "100644", type: "blob" } as const;
    const tree = await git.createTree({
      owner,
      repo,
      base_tree: base,
      tree: [
        { ...entry, path: "a/b.txt", sha: blob },
        { ...entry, path: "README.md", sha: null },
      ],
    });
    const commit = await git.createCommit({
      owner,
      repo,
      message: "By API",
      tree: tree.data.sha,
      parents: [head],
    });
    await git.createRef({ owner, repo, ref: "refs/heads/by-api", sha: commit.data.sha });
    const dir = test.server.gitDir(repository);
    assert.equal(gitIn(dir, "ls-tree", "-r", "--name-only", "by-api"), "a/b.txt");
    assert.equal(gitIn(dir, "show", "by-api:a/b.txt"), "hi");
    await assert.rejects(
      git.createRef({ owner, repo, ref: "refs/heads/by-api", sha: head }),
      /Reference already exists/,
    );
    const back = { owner, repo, ref: "heads/by-api", sha: head };
    await assert.rejects(
      git.updateRef({
        ...back,
        sha: (await git.createCommit({ owner, repo, message: "x", tree: base })).data.sha,
      }),
      /not a fast forward/,
    );
    await git.updateRef({ ...back, force: true });
    await git.deleteRef({ owner, repo, ref: "heads/by-api" });
    await assert.rejects(git.getRef({ owner, repo, ref: "heads/by-api" }), /Not Found/);
  });

  it("serves files and archives", async () => {
    const { owner, repo, octokit } = test.github;
    const file = (await octokit.rest.repos.getContent({ owner, repo, path: "README.md" })).data;
    assert.ok("content" in file && Buffer.from(file.content, "base64").toString() === "hello\n");
    await assert.rejects(octokit.rest.repos.getContent({ owner, repo, path: "nothing" }), /Not Found/);
    const archive = await octokit.rest.repos.downloadTarballArchive({ owner, repo, ref: "main" });
    assert.deepEqual([...new Uint8Array(archive.data as ArrayBuffer).slice(0, 2)], [0x1f, 0x8b]);
  });

  it("refuses a pull request that exists, changes nothing, or comes from nowhere", async () => {
    const { owner, repo, octokit } = test.github;
    const pull = { owner, repo, base: "main", title: "t" };
    pushBranch(test, "twice", "twice.txt", "x\n");
    await octokit.rest.pulls.create({ ...pull, head: "twice" });
    await assert.rejects(
      octokit.rest.pulls.create({ ...pull, head: `${owner}:twice` }),
      /already exists for company:twice/,
    );
    await assert.rejects(
      octokit.rest.pulls.create({ ...pull, head: "main" }),
      /No commits between main and main/,
    );
    await assert.rejects(
      octokit.rest.pulls.create({ ...pull, head: "none" }),
      /"field":"head","code":"invalid"/,
    );
  });

  it("squashes, merges, and refuses a conflict or a head that moved", async () => {
    const { owner, repo, octokit } = test.github;
    const dir = test.server.gitDir(repository);
    const open = async (branch: string, file: string, text: string) => {
      pushBranch(test, branch, file, text);
      return (
        await openPullRequest(test.github, {
          head: branch,
          base: "main",
          title: `Title of ${branch}`,
          body: "",
        })
      ).number;
    };
    const squash = await open("squash", "s.txt", "1\n");
    const conflict = await open("conflict", "s.txt", "2\n");
    const merge = await open("merge", "m.txt", "1\n");
    const order = { owner, repo, pull_number: squash, merge_method: "squash" } as const;
    await assert.rejects(
      octokit.rest.pulls.merge({ ...order, sha: "0".repeat(40) }),
      /Head branch was modified/,
    );
    await octokit.rest.pulls.merge(order);
    assert.equal(
      gitIn(dir, "log", "-1", "--format=%s|%an|%aI", "main"),
      `Title of squash (#${squash})|catalog-bot[bot]|2026-01-05T10:00:00+00:00`,
    );
    await assert.rejects(octokit.rest.pulls.merge({ ...order, pull_number: conflict }), /not mergeable/);
    await octokit.rest.pulls.merge({ owner, repo, pull_number: merge });
    assert.equal(gitIn(dir, "log", "-1", "--format=%P", "main").split(" ").length, 2);
    assert.equal(gitIn(dir, "show", "main:s.txt"), "1");
  });

  it("calls webhooks with a signature", async () => {
    const calls: { headers: IncomingHttpHeaders; body: string }[] = [];
    const listener = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        calls.push({ headers: request.headers, body });
        response.end();
      });
    });
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/hook`;
    const { owner, repo, octokit } = test.github;
    const hook = { owner, repo, config: { url, secret: "s3cret" }, events: ["pull_request"] };
    const { data } = await octokit.rest.repos.createWebhook(hook);
    assert.equal(data.config.secret, "********");
    pushBranch(test, "hooked", "h.txt", "1\n");
    await openPullRequest(test.github, { head: "hooked", base: "main", title: "Hooked", body: "" });
    await test.server.settled();
    assert.equal(calls.length, 1);
    const [{ headers, body }] = calls as [(typeof calls)[0]];
    assert.equal(headers["x-github-event"], "pull_request");
    assert.equal(
      headers["x-hub-signature-256"],
      `sha256=${createHmac("sha256", "s3cret").update(body).digest("hex")}`,
    );
    const { action, pull_request: pull } = JSON.parse(body) as {
      action: string;
      pull_request: { head: { ref: string } };
    };
    assert.deepEqual([action, pull.head.ref], ["opened", "hooked"]);
    await octokit.rest.repos.deleteWebhook({ owner, repo, hook_id: data.id });
    listener.close();
    listener.closeAllConnections();
  });

  it("keeps everything when it is started again", async () => {
    const { number } = await openPullRequest(test.github, {
      head: pushAnd("again"),
      base: "main",
      title: "Again",
      body: "",
    });
    const again = await startGitHub({ dir: join(test.dir, "server"), tokens: { t: "ann" } });
    const github = await connect({
      apiUrl: again.url,
      repository,
      credentials: { type: "token", token: "t" },
    });
    const { owner, repo, octokit } = github;
    assert.equal((await octokit.rest.pulls.get({ owner, repo, pull_number: number })).data.title, "Again");
    await again.close();
  });

  function pushAnd(branch: string): string {
    pushBranch(test, branch, `${branch}.txt`, "1\n");
    return branch;
  }
});
