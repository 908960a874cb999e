/** Whose artifact is taken for the record of a stack: names can be given by anybody who opens a pull request. */
import assert from "node:assert/strict";
import { run } from "../../src/cli/run";
import { memoryIo } from "../support/io";
import { botToken, gitHubForTest, repository, type GitHubForTest } from "../support/localGitHub";

describe("the run that published the record of a stack", () => {
  let test: GitHubForTest;
  beforeEach(async () => {
    test = await gitHubForTest();
  });
  afterEach(() => test.close());

  const ours = {
    event: "push",
    branch: "main",
    path: ".github/workflows/deploy.yml",
    headRepository: repository,
    artifacts: ["plan-prod", "record-prod"],
  };
  const add = (change: Partial<Parameters<GitHubForTest["server"]["addRun"]>[1]> = {}) =>
    test.server.addRun(repository, { ...ours, ...change });
  const found = async (...argv: string[]) => {
    const env = { GITHUB_API_URL: test.server.url, GITHUB_REPOSITORY: repository, GITHUB_TOKEN: botToken };
    const io = memoryIo({ env });
    const code = await run(["find-record", "--stack", "prod", ...argv], io);
    assert.equal(code, 0, io.err());
    return io.out().trim();
  };

  it("is the last one of a deployment or of a night", async () => {
    assert.equal(await found(), "");
    add();
    const second = add();
    assert.equal(await found(), String(second));
    const nightly = add({ event: "schedule", path: ".github/workflows/drift.yml@refs/heads/main" });
    assert.equal(await found(), String(nightly));
    add({ artifacts: ["record-nonprod"] });
    assert.equal(await found(), String(nightly));
    assert.equal(await found("--base", "release"), "");
  });

  for (const [what, change] of Object.entries({
    "of a pull request, whatever its workflow is called": { event: "pull_request" },
    "of a pull request from main into another branch": { event: "pull_request", branch: "main" },
    "of a fork's branch of the same name": { headRepository: "somebody/platform-next" },
    "of another branch": { branch: "a-branch" },
    "of another workflow": { path: ".github/workflows/test.yml" },
    "that has expired": { expired: true },
  }))
    it(`is none ${what}`, async () => {
      const before = add();
      add(change);
      assert.equal(await found(), String(before));
    });

  it("is found behind more than a page of others", async () => {
    const before = add();
    for (let i = 0; i < 101; i++) add({ event: "pull_request" });
    assert.equal(await found(), String(before));
  });

  it("needs a stack", async () => {
    const io = memoryIo({});
    assert.equal(await run(["find-record"], io), 1);
    assert.match(io.err(), /find-record has no --stack .*\[CMD001\]/s);
  });
});
