import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { CatalogError } from "@harness-catalog/problems";
import {
  accessFromEnv,
  closeIssue,
  connect,
  findPullRequest,
  openPullRequest,
  putComment,
  putIssue,
} from "../../src/github";
import {
  botToken,
  gitHubForTest,
  otherToken,
  pushBranch,
  repository,
  type GitHubForTest,
} from "../support/localGitHub";

const marker = "<!-- harness-catalog plan dev -->";

async function failure(work: Promise<unknown>): Promise<CatalogError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof CatalogError, String(error));
  return error;
}

describe("github: the client", () => {
  let test: GitHubForTest;
  before(async () => {
    test = await gitHubForTest();
  });
  after(() => test.close());

  async function opened(branch: string) {
    pushBranch(test, branch, `${branch}.txt`, "x\n");
    return openPullRequest(test.github, { head: branch, base: "main", title: branch, body: "why" });
  }

  it("opens a pull request once, and brings its text up to date", async () => {
    const commit = pushBranch(test, "add-cart", "cart.txt", "cart\n");
    const text = { head: "add-cart", base: "main", title: "Add service: cart", body: "body" };
    const first = await openPullRequest(test.github, text);
    assert.deepEqual(
      { ...first, url: undefined },
      {
        ...text,
        url: undefined,
        number: first.number,
        state: "open",
        merged: false,
        headCommit: commit,
        isNew: true,
      },
    );
    const second = await openPullRequest(test.github, { ...text, body: "other" });
    assert.deepEqual([second.number, second.isNew, second.body], [first.number, false, "other"]);
  });

  it("knows a merged pull request", async () => {
    const { number } = await opened("to-merge");
    const { owner, repo, octokit } = test.github;
    await octokit.rest.pulls.merge({ owner, repo, pull_number: number, merge_method: "squash" });
    assert.equal(await findPullRequest(test.github, "to-merge"), undefined);
    const found = await findPullRequest(test.github, "to-merge", "all");
    assert.deepEqual([found?.number, found?.state, found?.merged], [number, "closed", true]);
  });

  it("keeps one comment a marker, below more than a page of others", async () => {
    const { number } = await opened("commented");
    const { owner, repo, octokit } = test.github;
    for (let i = 0; i < 120; i++) {
      await octokit.rest.issues.createComment({ owner, repo, issue_number: number, body: `chat ${i}` });
    }
    const steps = [
      await putComment(test.github, number, marker, "one"),
      await putComment(test.github, number, marker, "one"),
      await putComment(test.github, number, marker, "two"),
      await putComment(test.github, number, "<!-- harness-catalog plan prod -->", "other stack"),
    ];
    assert.deepEqual(
      steps.map(({ done }) => done),
      ["created", "unchanged", "updated", "created"],
    );
    await octokit.rest.issues.createComment({
      owner,
      repo,
      issue_number: number,
      body: `${marker}\nby a lost answer`,
    });
    await putComment(test.github, number, marker, "three");
    const query = { owner, repo, issue_number: number, per_page: 100 };
    const all = await octokit.paginate(octokit.rest.issues.listComments, query);
    const bodies = all.map(({ body }) => body).filter((body) => !body?.startsWith("chat"));
    assert.deepEqual(bodies, [`${marker}\nthree`, "<!-- harness-catalog plan prod -->\nother stack"]);
  });

  it("keeps one issue a subject and closes it", async () => {
    const issue = {
      marker: "<!-- drift dev -->",
      title: "Drift in dev",
      body: "1",
      labels: ["drift"],
    } as const;
    const created = await putIssue(test.github, issue);
    assert.equal(created.done, "created");
    assert.equal((await putIssue(test.github, issue)).done, "unchanged");
    const updated = await putIssue(test.github, { ...issue, body: "2" });
    assert.deepEqual([updated.number, updated.done], [created.number, "updated"]);
    assert.equal((await closeIssue(test.github, issue, "clean"))?.done, "closed");
    assert.equal(await closeIssue(test.github, issue, "clean"), undefined);
    assert.equal((await putIssue(test.github, issue)).number, created.number + 1);
  });

  it("knows its comment and its issue by their author: a marker is anybody's", async () => {
    const { number } = await opened("imitated");
    const credentials = { type: "token", token: otherToken } as const;
    const ann = await connect({ apiUrl: test.server.url, repository, credentials, retryUnit: 1 });
    const { owner, repo, octokit } = ann;
    const place = { owner, repo, issue_number: number };
    await octokit.rest.issues.createComment({ ...place, body: `${marker}\nno changes, says Ann` });
    assert.equal((await putComment(test.github, number, marker, "2 deletions")).done, "created");
    await octokit.rest.issues.createComment({ ...place, body: `${marker}\nstill no changes` });
    assert.equal((await putComment(test.github, number, marker, "3 deletions")).done, "updated");
    const { data } = await octokit.rest.issues.listComments(place);
    assert.deepEqual(
      data.map(({ user, body }) => [user?.login, body?.split("\n")[1]]),
      [
        ["ann", "no changes, says Ann"],
        ["catalog-bot[bot]", "3 deletions"],
        ["ann", "still no changes"],
      ],
    );

    const issue = {
      marker: "<!-- drift imitated -->",
      title: "Drift",
      body: "1",
      labels: ["drift"],
    } as const;
    const own = { owner, repo, title: "Drift", body: `${issue.marker}\nnothing to see`, labels: ["drift"] };
    const imitated = await octokit.rest.issues.create(own);
    assert.equal(await closeIssue(test.github, issue, "clean"), undefined);
    assert.equal((await putIssue(test.github, issue)).done, "created");
    assert.equal(
      (await octokit.rest.issues.get({ ...place, issue_number: imitated.data.number })).data.state,
      "open",
    );
  });

  it("says what GitHub refused, and how to cure it", async () => {
    const missing = await failure(
      openPullRequest(test.github, { head: "nowhere", base: "main", title: "x", body: "" }),
    );
    assert.match(missing.message, /opening a pull request for nowhere: GitHub answers 422 .*GIT003/s);
    const credentials = { type: "token", token: "wrong" } as const;
    const stranger = await connect({ apiUrl: test.server.url, repository, credentials, retryUnit: 1 });
    const refused = await failure(findPullRequest(stranger, "x"));
    assert.match(refused.message, /401 Bad credentials.*renew it/s);
    assert.ok(!refused.message.includes("wrong)"));
  });

  it("repeats calls that a busy GitHub refuses, and does not repeat a pull request that was opened", async () => {
    const seen: string[] = [];
    const answers = [502, 429, 200];
    const busy = createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      const status = answers.shift() ?? 200;
      response
        .writeHead(status, { "Content-Type": "application/json" })
        .end(status === 200 ? "[]" : '{"message":"busy"}');
    });
    await new Promise<void>((resolve) => busy.listen(0, "127.0.0.1", resolve));
    const apiUrl = `http://127.0.0.1:${(busy.address() as AddressInfo).port}`;
    const github = await connect({
      apiUrl,
      repository,
      credentials: { type: "token", token: botToken },
      retryUnit: 1,
    });
    assert.equal(await findPullRequest(github, "x"), undefined);
    assert.equal(seen.length, 3);
    busy.close();
    busy.closeAllConnections();
  });
});

describe("github: credentials", () => {
  it("come from a token or an App, the App first", () => {
    const base = { GITHUB_REPOSITORY: repository };
    assert.deepEqual(accessFromEnv({ ...base, GH_TOKEN: "t" }), {
      apiUrl: "https://api.github.com",
      repository,
      credentials: { type: "token", token: "t" },
    });
    const app = { GITHUB_APP_ID: "1", GITHUB_APP_INSTALLATION_ID: "2", GITHUB_APP_PRIVATE_KEY: "k" };
    assert.deepEqual(accessFromEnv({ ...base, ...app, GITHUB_TOKEN: "t" }).credentials, {
      type: "app",
      appId: "1",
      installationId: "2",
      privateKey: "k",
    });
  });

  it("are missed, and so is a repository", () => {
    assert.throws(() => accessFromEnv({ GITHUB_REPOSITORY: repository }), /GIT001/);
    assert.throws(() => accessFromEnv({ GITHUB_TOKEN: "t" }), /no repository is named.*GIT002/s);
    assert.throws(
      () => accessFromEnv({ GITHUB_TOKEN: "t" }, "just-a-name"),
      /"just-a-name" is no repository/,
    );
  });
});
