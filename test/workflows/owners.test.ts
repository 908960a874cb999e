/** owners.yml on this machine: main's code, a pull request's catalog as data, reviews of the local GitHub. No engine. */
import assert from "node:assert/strict";
import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { connect } from "../../src/github";
import { edit, job, succeeded } from "./lifeSupport";
import { runWorkflow } from "./runner";
import { createWorld, repository, type World } from "./world";

describe("the workflow that asks owners", function () {
  this.timeout(300_000);
  let world: World;
  before(async () => (world = await createWorld()));
  after(() => world.close());

  const asked = async (commit: string) =>
    runWorkflow("owners", await world.onMain("workflow_run", { workflow_run: { head_sha: commit } }));
  const status = async (commit: string) => {
    const { owner, repo, octokit } = world.github;
    const { data } = await octokit.rest.repos.listCommitStatusesForRef({ owner, repo, ref: commit });
    return data
      .slice(0, 1)
      .map(
        ({ context, state, description, creator }) =>
          `${context} ${state} by ${creator?.login}: ${description}`,
      );
  };
  const approve = async (token: string, number: number) => {
    const credentials = { type: "token", token } as const;
    const { octokit } = await connect({ apiUrl: world.server.url, repository, credentials, retryUnit: 1 });
    const { owner, repo } = world.github;
    await octokit.rest.pulls.createReview({ owner, repo, pull_number: number, event: "APPROVE" });
  };

  it("puts its word on the commit, as an App of its own, until the team of the entry has approved", async () => {
    const takeOver = edit((text) =>
      text.replace(/(name: payment-service\n[^]*?team: )payments-team/, "$1platform-team"),
    );
    const commit = await world.push("take-over", takeOver);
    const { number } = await world.pullRequest("take-over");
    succeeded(await asked(commit), "owners");
    assert.deepEqual(await status(commit), [
      "owners pending by owners-app[bot]: waits for an approval of payments-team, platform-team",
    ]);
    await approve("token-of-carol", number);
    await approve("token-of-bob", number);
    succeeded(await asked(commit), "owners");
    assert.deepEqual(await status(commit), [
      "owners success by owners-app[bot]: approved by bob for payments-team, carol for platform-team",
    ]);
  });

  it("runs nothing of the pull request, and follows no link of it", async () => {
    const commit = await world.push("linked", (dir) => {
      rmSync(join(dir, "catalog", "services.yaml"));
      symlinkSync("/etc/hostname", join(dir, "catalog", "services.yaml"));
      edit((text) => `${text}\nprocess.exit(0);\n`, "../src/cli/bin.js")(dir);
    });
    await world.pullRequest("linked");
    const run = await asked(commit);
    assert.equal(job(run, "owners").result, "failure");
    assert.match(job(run, "owners").log, /neither files nor folders: proposed\/catalog\/services\.yaml/);
    assert.deepEqual(await status(commit), []);
  });
});
