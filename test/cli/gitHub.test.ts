/** `stacks`, `comment` and `issue`: the commands that workflows are made of, against the local GitHub. */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../src/cli/run";
import { stackSummaries } from "../../src/cli/stacks";
import { engineSettings } from "../../src/cli/engine/settings";
import { openPullRequest } from "../../src/github";
import { CatalogError } from "@harness-catalog/problems";
import { packageRoot } from "../../src/paths/packageRoot";
import { exampleCatalog } from "../plan/support";
import { memoryIo } from "../support/io";
import { botToken, gitHubForTest, pushBranch, repository, type GitHubForTest } from "../support/localGitHub";

const cli = async (cwd: string, env: Record<string, string>, ...argv: string[]) => {
  const io = memoryIo({ cwd, env });
  return { code: await run(argv, io), out: io.out(), err: io.err() };
};

describe("stacks", () => {
  it("come in the order in which changes reach them, production last", async () => {
    const { code, out } = await cli(packageRoot(), {}, "stacks", "--output", "json");
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), [
      { stack: "nonprod", account: "acme-nonprod", environments: ["int", "pre"], production: false },
      { stack: "dev", account: null, environments: ["int", "pre", "prod"], production: true },
      { stack: "prod", account: "acme-prod", environments: ["prod"], production: true },
    ]);
  });

  it("can be narrowed down to those of accounts, and of one kind", async () => {
    const of = async (...options: string[]) => {
      const { out } = await cli(
        packageRoot(),
        {},
        "stacks",
        "--with-account",
        "--output",
        "json",
        ...options,
      );
      return (JSON.parse(out) as { stack: string }[]).map(({ stack }) => stack);
    };
    assert.deepEqual(await of(), ["nonprod", "prod"]);
    assert.deepEqual(await of("--only", "production"), ["prod"]);
    assert.deepEqual(await of("--only", "nonproduction"), ["nonprod"]);
    assert.match((await cli(packageRoot(), {}, "stacks", "--only", "some")).err, /\[CMD001\]/);
  });

  it("a stack that hosts an environment nobody declares is refused with its file", () => {
    const { int: _, ...environments } = exampleCatalog().platform.environments;
    assert.throws(
      () => stackSummaries(packageRoot(), environments),
      (error: unknown) =>
        error instanceof CatalogError && /Pulumi\.\w+\.yaml:1:1 .*"int"/.test(error.message),
    );
  });
});

describe("what CI hands over as empty text", () => {
  const settings = (env: Record<string, string>) => () =>
    engineSettings(
      memoryIo({ env: { HARNESS_CATALOG_STATE: "/nonexistent/state", ...env } }),
      packageRoot(),
      "prod",
    );

  it("is no backend and no passphrase", () => {
    assert.throws(settings({ PULUMI_BACKEND_URL: "" }), /PULUMI_BACKEND_URL is set to nothing.*CMD009/);
    assert.throws(
      settings({ PULUMI_BACKEND_URL: "s3://state", PULUMI_CONFIG_PASSPHRASE: "" }),
      /PULUMI_CONFIG_PASSPHRASE is set to nothing.*CMD009/,
    );
  });
});

describe("comment and issue", function () {
  this.timeout(60_000);
  let gitHub: GitHubForTest;
  let number = 0;
  let env: Record<string, string> = {};

  before(async () => {
    gitHub = await gitHubForTest();
    const commit = pushBranch(gitHub, "add-cart", "a.txt", "a\n");
    ({ number } = await openPullRequest(gitHub.github, {
      head: "add-cart",
      base: "main",
      title: "Add",
      body: "",
    }));
    const event = join(gitHub.dir, "event.json");
    writeFileSync(event, JSON.stringify({ pull_request: { number, head: { sha: commit } } }));
    env = {
      GITHUB_API_URL: gitHub.server.url,
      GITHUB_SERVER_URL: gitHub.server.url,
      GITHUB_REPOSITORY: repository,
      GITHUB_TOKEN: botToken,
      GITHUB_EVENT_PATH: event,
      GITHUB_RUN_ID: "7",
    };
    mkdirSync(join(gitHub.dir, "cwd"));
  });
  after(() => gitHub.close());

  const work = (...argv: string[]) => cli(join(gitHub.dir, "cwd"), env, ...argv);
  const write = (text: string) => writeFileSync(join(gitHub.dir, "cwd", "plan.md"), text);
  const comments = async () => {
    const { owner, repo, octokit } = gitHub.github;
    const { data } = await octokit.rest.issues.listComments({ owner, repo, issue_number: number });
    return data.map(({ body }) => body ?? "");
  };

  it("each stack has one comment, found again whatever it says", async () => {
    write("### Plan A\n");
    assert.match((await work("comment", "--stack", "prod", "--body", "plan.md")).out, /^comment created: /);
    assert.match(
      (await work("comment", "--stack", "nonprod", "--body", "plan.md")).out,
      /^comment created: /,
    );
    assert.match((await work("comment", "--stack", "prod", "--body", "plan.md")).out, /^comment unchanged: /);
    write("### Plan B\n");
    assert.match((await work("comment", "--stack", "prod", "--body", "plan.md")).out, /^comment updated: /);
    const all = await comments();
    assert.equal(all.length, 2);
    assert.match(
      all[0] ?? "",
      /^<!-- harness-catalog plan prod -->\n### Plan B\n\n<sub>for commit [0-9a-f]{7}, in \[this run\]/,
    );
    assert.match(all[1] ?? "", /^<!-- harness-catalog plan nonprod -->\n### Plan A/);
  });

  it("a body that is too long is cut, not refused", async () => {
    write("x".repeat(70_000));
    assert.equal((await work("comment", "--stack", "prod", "--body", "plan.md")).code, 0);
    const [first = ""] = await comments();
    assert.ok(first.length <= 65_536);
    assert.match(first, /cut here; the whole text is in the run\.\n\n<sub>for commit/);
  });

  for (const [title, argv, code] of [
    ["comment without a body", ["comment", "--stack", "prod"], "CMD001"],
    ["comment with a body that is not there", ["comment", "--body", "none.md"], "CMD017"],
    ["issue without a subject", ["issue", "--close"], "CMD001"],
    ["issue about markup", ["issue", "--about", "a --> b", "--close"], "CMD001"],
    ["issue without a title", ["issue", "--about", "x", "--body", "plan.md"], "CMD001"],
  ] as const) {
    it(`${title} is refused`, async () => {
      const { code: exit, err } = await work(...argv);
      assert.equal(exit, 1);
      assert.ok(err.includes(`[${code}]`), err);
    });
  }

  it("says what is missing of GitHub: credentials, repository, pull request, a readable event", async () => {
    write("text\n");
    const without = async (name: string, more: Record<string, string> = {}) => {
      const { [name]: _, ...rest } = env;
      return (await cli(join(gitHub.dir, "cwd"), { ...rest, ...more }, "comment", "--body", "plan.md")).err;
    };
    assert.match(await without("GITHUB_TOKEN"), /\[GIT001\]/);
    assert.match(await without("GITHUB_REPOSITORY"), /\[GIT002\]/);
    assert.match(await without("GITHUB_EVENT_PATH"), /no pull request is known .*--pull-request.*\[CMD001\]/);
    assert.match(await without("", { GITHUB_EVENT_PATH: "/nonexistent" }), /\[CMD018\]/);
    assert.match(await without("", { GITHUB_TOKEN: "wrong" }), /401.*\[GIT003\]/);
  });

  it("an issue is opened, kept up to date, closed, and opened anew", async () => {
    const about = ["issue", "--about", "drift of prod"];
    write("one\n");
    assert.match((await work(...about, "--close")).out, /^no open issue about drift of prod/);
    const open = [...about, "--title", "Stack prod differs", "--body", "plan.md"];
    const first = (await work(...open)).out;
    assert.match(first, /^issue created: /);
    assert.match((await work(...open)).out, /^issue unchanged: /);
    write("two\n");
    assert.match((await work(...open)).out, /^issue updated: /);
    assert.match((await work(...about, "--close")).out, /^issue closed: /);
    assert.match((await work(...about, "--close")).out, /^no open issue/);
    const second = (await work(...open)).out;
    assert.match(second, /^issue created: /);
    assert.notEqual(second, first);
  });
});
