/** Proposals as pull requests of the local GitHub, git over HTTP with a token. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { readTemplateLibrary } from "../../src/catalog/library/read";
import { closePullRequest, findPullRequest } from "../../src/github";
import type { Changes } from "../../src/proposals/change";
import { pullRequestsOn } from "../../src/proposals/gitHub";
import { gitSettings } from "../../src/proposals/git/environment";
import { Repository } from "../../src/proposals/git/repository";
import type { ProposalPlace } from "../../src/proposals/place";
import { propose } from "../../src/proposals/propose";
import type { PullRequests } from "../../src/proposals/pullRequests";
import { botToken, gitHubWithCatalog, gitIn, repository, type GitHubForTest } from "../support/localGitHub";

const add = (values: Record<string, unknown> = {}): Changes => [
  { kind: "add", entry: { name: "mail", team: "payments", regions: ["north"], ...values } },
];

describe("proposals on GitHub", function () {
  this.timeout(60_000);

  let hub: GitHubForTest;
  let clones = 0;
  beforeEach(async () => {
    hub = await gitHubWithCatalog();
  });
  afterEach(() => hub.close());

  const place = (
    pullRequests: PullRequests = pullRequestsOn(hub.github),
    token = botToken,
  ): ProposalPlace => {
    const remote = `${hub.server.url}/${repository}.git`;
    const env = { PATH: process.env["PATH"], HOME: hub.dir, GIT_CONFIG_GLOBAL: "/dev/null" };
    return {
      repository: new Repository({
        remote,
        base: "main",
        folder: join(hub.dir, `clone-${(clones += 1)}`),
        git: () => Promise.resolve(gitSettings(remote, env, { token })),
      }),
      folder: "catalog",
      pullRequests,
      library: readTemplateLibrary(),
      author: { name: "harness-catalog", email: "harness-catalog@example.com" },
      account: "acme",
    };
  };
  const ask = (changes: Changes, at = place(), replace = false) =>
    propose(at, { changes, by: "ann", mayReplace: () => replace });
  const inGit = (...args: string[]) => gitIn(hub.server.gitDir(repository), ...args);

  it("one branch and one pull request, however often it is asked for", async () => {
    const first = await ask(add());
    const { number, url, state } = first.pullRequest!;
    assert.equal(state, "open");
    const again = await ask(add());
    assert.deepEqual(
      [again.status, again.pullRequest?.number, again.commit],
      ["exists", number, first.commit],
    );
    const found = await findPullRequest(hub.github, "add-mail", "all");
    assert.deepEqual(
      [found?.number, found?.url, found?.title, found?.base],
      [number, url, "Add service: mail", "main"],
    );
    assert.match(found!.body, /^### Adds mail\n/);
    assert.match(found!.body, /- creates 3: `service mail`, `pipeline mail_cd`, `triggers mail_new_image`/);
  });

  const killed: readonly (readonly [string, (real: PullRequests) => PullRequests])[] = [
    [
      "before the pull request is opened",
      (real) => ({ ...real, open: () => Promise.reject(new Error("killed")) }),
    ],
    [
      "after it is opened, before the answer is read",
      (real) => ({
        ...real,
        open: (text) => real.open(text).then(() => Promise.reject(new Error("killed"))),
      }),
    ],
  ];
  for (const [moment, dying] of killed)
    it(`a run that dies ${moment} is carried on by the same wish`, async () => {
      await assert.rejects(ask(add(), place(dying(pullRequestsOn(hub.github)))), /killed/);
      const tip = inGit("rev-parse", "add-mail");
      const { status, commit, pullRequest } = await ask(add());
      assert.deepEqual([status, commit, pullRequest?.number], ["exists", tip, 1]);
    });

  it("replacing pushes the branch anew and rewrites the open pull request", async () => {
    const first = await ask(add());
    await assert.rejects(ask(add({ size: "small" })), /pull\/1 proposes other values for mail/);
    const second = await ask(add({ size: "small" }), place(), true);
    assert.deepEqual([second.status, second.pullRequest?.number], ["replaced", first.pullRequest?.number]);
    assert.match((await findPullRequest(hub.github, "add-mail"))!.body, /\| size \| small \|/);
  });

  it("after a pull request was closed without a merge the same wish opens another", async () => {
    const first = await ask(add());
    await closePullRequest(hub.github, first.pullRequest!.number);
    const second = await ask(add());
    assert.deepEqual([second.status, second.pullRequest?.number], ["created", 2]);
    await closePullRequest(hub.github, 2);
    assert.equal(
      (await ask([{ kind: "remove", name: "orders" }])).status,
      "created",
      "and is in nobody's way",
    );
  });

  it("a wrong token is refused without telling it, and no token is left on disk", async () => {
    const secret = "wrong-token-wrong-token";
    await assert.rejects(ask(add(), place(undefined, secret)), (error: Error) => {
      assert.match(error.message, /cannot be reached: .*PRO001/s);
      assert.doesNotMatch(
        error.message,
        new RegExp(`${secret}|${Buffer.from(`x-access-token:${secret}`).toString("base64")}`),
      );
      return true;
    });
    const at = place();
    await ask(add(), at);
    const texts = filesBelow(at.repository.options.folder).map((file) => readFileSync(file, "latin1"));
    assert.ok(texts.length > 5);
    for (const text of texts) {
      assert.equal(text.includes(botToken), false);
      assert.equal(text.includes(Buffer.from(`x-access-token:${botToken}`).toString("base64")), false);
    }
  });
});

function filesBelow(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
