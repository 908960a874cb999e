/** `owners` against the local GitHub: whose word is missing, and what stands on the commit. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../src/cli/run";
import { connect, openPullRequest } from "../../src/github";
import { basePlatform, baseServices } from "../catalog/base";
import { memoryIo } from "../support/io";
import {
  botToken,
  gitHubForTest,
  otherToken,
  paymentsToken,
  platformToken,
  pushBranch,
  repository,
  type GitHubForTest,
} from "../support/localGitHub";

const platform = basePlatform
  .replace("role: platform }", "role: platform, github: core }")
  .replace('slack: "#payments",', 'slack: "#payments", github: payments,')
  .replace("connectors:\n", "github: { owner: shop, visibility: private }\nconnectors:\n");

describe("owners", () => {
  let test: GitHubForTest;
  let count = 0;
  before(async () => {
    test = await gitHubForTest();
    folder("base", platform, baseServices);
  });
  after(() => test.close());

  const folder = (name: string, platformText: string, services: string) => {
    mkdirSync(join(test.dir, name));
    writeFileSync(join(test.dir, name, "platform.yaml"), platformText);
    writeFileSync(join(test.dir, name, "services.yaml"), services);
  };
  const as = (token: string) =>
    connect({
      apiUrl: test.server.url,
      repository,
      credentials: { type: "token", token },
      retryUnit: 1,
    });

  /** A pull request by ann whose catalog is that of the base with something replaced. */
  const pullRequest = async (piece: string, replacement: string, platformText = platform) => {
    const branch = `change-${count++}`;
    folder(branch, platformText, baseServices.replace(piece, replacement));
    const commit = pushBranch(test, branch, `${branch}.txt`, replacement);
    const text = { head: branch, base: "main", title: branch, body: "" };
    const { number } = await openPullRequest(await as(otherToken), text);
    return { branch, commit, number };
  };
  const review = async (token: string, number: number, event: "APPROVE" | "REQUEST_CHANGES" | "COMMENT") => {
    const { owner, repo, octokit } = await as(token);
    await octokit.rest.pulls.createReview({ owner, repo, pull_number: number, event });
  };
  const owners = async (branch: string, ...argv: string[]) => {
    const env = { GITHUB_API_URL: test.server.url, GITHUB_REPOSITORY: repository, GITHUB_TOKEN: botToken };
    const io = memoryIo({ cwd: test.dir, env });
    const code = await run(["owners", "--against", "base", "--catalog", branch, ...argv], io);
    return { code, out: io.out(), err: io.err() };
  };
  /** What `--status` puts on the commit. */
  const status = async ({ branch, commit }: { branch: string; commit: string }) => {
    const { code, err } = await owners(branch, "--status", "--commit", commit);
    assert.equal(code, 0, err);
    const { owner, repo, octokit } = test.github;
    const { data } = await octokit.rest.repos.getCombinedStatusForRef({ owner, repo, ref: commit });
    return data.statuses.map(({ context, state, description }) => `${context} ${state}: ${description}`);
  };

  it("a change needs a member of the entry's team, other than who proposes it", async () => {
    const request = await pullRequest("    regions: [north]\n", "    regions: [north]\n    size: small\n");
    const number = String(request.number);
    assert.deepEqual(await status(request), ["owners pending: waits for an approval of payments"]);
    const refused = await owners(request.branch, "--pull-request", number);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /pull request \d+ waits for an approval of payments .*\[GIT004\]/s);

    await review(platformToken, request.number, "APPROVE");
    assert.deepEqual(await status(request), ["owners pending: waits for an approval of payments"]);
    await review(paymentsToken, request.number, "APPROVE");
    assert.deepEqual(await status(request), ["owners success: approved by bob for payments"]);
    const passed = await owners(request.branch, "--pull-request", number);
    assert.deepEqual(
      [passed.code, passed.out],
      [0, "ledger is changed\npayments: approved by bob (ledger)\n"],
    );
  });

  it("a change of hands needs the old team and the new one", async () => {
    const request = await pullRequest(
      "team: payments\n    regions: [north]\n",
      "team: platform\n    regions: [north]\n",
    );
    const waiting = (teams: string) => [`owners pending: waits for an approval of ${teams}`];
    assert.deepEqual(await status(request), waiting("payments, platform"));
    await review(platformToken, request.number, "APPROVE");
    assert.deepEqual(await status(request), waiting("payments"));
    await review(paymentsToken, request.number, "APPROVE");
    assert.deepEqual(await status(request), [
      "owners success: approved by bob for payments, carol for platform",
    ]);
    const { out } = await owners(request.branch);
    assert.match(out, /^ledger is HANDED OVER from payments to platform$/m);
  });

  it("an approval that is taken back, or was for an older commit, is none; a comment takes none back", async () => {
    const request = await pullRequest("    regions: [north]\n", "    regions: [north]\n    size: small\n");
    await review(paymentsToken, request.number, "APPROVE");
    await review(paymentsToken, request.number, "COMMENT");
    assert.match((await status(request))[0] ?? "", /success/);
    await review(paymentsToken, request.number, "REQUEST_CHANGES");
    assert.match((await status(request))[0] ?? "", /pending/);
    await review(paymentsToken, request.number, "APPROVE");
    assert.match((await status(request))[0] ?? "", /success/);
    const commit = pushBranch(test, request.branch, "more.txt", "more");
    assert.match((await status({ ...request, commit }))[0] ?? "", /pending/);
    const old = await owners(request.branch, "--status", "--commit", request.commit);
    assert.equal(old.out, "no open pull request into main ends in this commit\n");
  });

  it("an approval of the same commit on its way to another branch is none", async () => {
    const request = await pullRequest("    regions: [north]\n", "    regions: [north]\n    size: small\n");
    pushBranch(test, "aside", "aside.txt", "aside");
    // Beside what stands in this branch already, the change looks harmless.
    const text = { head: request.branch, base: "aside", title: "harmless", body: "" };
    const { owner, repo, octokit } = await as(otherToken);
    const { number } = (await octokit.rest.pulls.create({ owner, repo, ...text })).data;
    assert.notEqual(number, request.number);
    await review(paymentsToken, number, "APPROVE");
    assert.deepEqual(await status(request), ["owners pending: waits for an approval of payments"]);
    const { out } = await owners(request.branch, "--status", "--commit", request.commit, "--base", "aside");
    assert.match(out, new RegExp(`^pull request ${number}: success`));
  });

  it("who approves is what the base branch says, not the pull request", async () => {
    const swapped = platform.replace("github: payments,", "github: core,");
    const request = await pullRequest(
      "    regions: [north]\n",
      "    regions: [north]\n    size: small\n",
      swapped,
    );
    await review(platformToken, request.number, "APPROVE");
    assert.deepEqual(await status(request), ["owners pending: waits for an approval of payments"]);
  });

  it("a catalog that is not valid is refused, one without a changed entry passes", async () => {
    const broken = await pullRequest("    regions: [north]\n", "    regions: [nowhere]\n");
    assert.match((await status(broken))[0] ?? "", /^owners failure: the catalog is not valid: \d+ problems/);
    assert.deepEqual(await status(await pullRequest("    team", "    # whose\n    team")), [
      "owners success: no entry changes",
    ]);
  });

  it("says what it needs", async () => {
    cpSync(join(test.dir, "base"), join(test.dir, "same"), { recursive: true });
    assert.equal((await owners("same")).out, "no entry changes\n");
    assert.equal((await owners("same", "--output", "markdown")).out, "");
    assert.match((await owners("same", "--status")).err, /--status has no --commit .*\[CMD001\]/s);
    const io = memoryIo({ cwd: test.dir });
    assert.equal(await run(["owners", "--catalog", "same"], io), 1);
    assert.match(io.err(), /owners has no --against .*\[CMD001\]/s);
  });
});
