/** A change from the pull request to the account, by the workflows' own commands: real git, engine, OPA and sandboxes. */
import assert from "node:assert/strict";
import { addCart, changeByHand, copyByHand, deleteByHand, edit, issues, job, succeeded } from "./lifeSupport";
import { runWorkflow } from "./runner";
import { allSecrets, createWorld, repository, type World } from "./world";

describe("the workflows, run on this machine", function () {
  this.timeout(900_000);
  let world: World;

  before(async () => (world = await createWorld()));
  after(() => world.close());

  const writes = () => world.sandboxes.nonprod.calls().total + world.sandboxes.prod.calls().total;
  const services = (stack: "nonprod" | "prod") =>
    Object.keys((world.sandboxes[stack].snapshot() as Record<string, object>)["service"] ?? {});

  it("the first deployment brings both accounts to what the catalog says, production last", async () => {
    const run = await runWorkflow("deploy", await world.onMain());
    const order = ["stacks", "nonproduction (nonprod) / plan", "nonproduction (nonprod) / up"];
    assert.deepEqual([...run.keys()], [...order, "production (prod) / plan", "production (prod) / up"]);
    assert.ok(job(run, "production (prod) / plan").began > job(run, "nonproduction (nonprod) / up").ended);
    succeeded(run, ...run.keys());
    assert.match(job(run, "production (prod) / plan").summary, /^### Plan for `prod`: 5 services added/m);
    assert.match(job(run, "production (prod) / up").summary, /^### Applied to `prod`: 5 services added/m);
    assert.equal(services("nonprod").length, 5);
    assert.equal(services("prod").length, 5);
  });

  it("the same commit again needs no run of up, and so no approval", async () => {
    const before = writes();
    const run = await runWorkflow("deploy", await world.onMain());
    succeeded(run, "nonproduction (nonprod) / plan", "production (prod) / plan");
    assert.equal(job(run, "nonproduction (nonprod) / up").result, "skipped");
    assert.equal(job(run, "production (prod) / up").result, "skipped");
    assert.equal(writes(), before);
  });

  it("a pull request gets one comment a stack, without a call to Harness and without its key", async () => {
    await world.push("add-cart-service", addCart);
    const before = writes();
    const around = await world.onPullRequest("add-cart-service");
    const run = await runWorkflow("preview", around);
    succeeded(run, ...["validate", "policies", "manifests", "stacks", "plan (nonprod)", "plan (prod)"]);
    succeeded(run, "comment (nonprod)", "comment (prod)");
    assert.equal(writes(), before);
    assert.ok(job(run, "plan (prod)").ran.includes("Plan"), "by the record that the deployment published");
    for (const [name, { given }] of run)
      for (const value of allSecrets) assert.ok(!given.some((each) => each.includes(value)), name);
    const { number } = await world.pullRequest("add-cart-service");
    const comments = await world.comments(number);
    assert.equal(comments.length, 2);
    const [nonprod = "", prod = ""] = comments;
    const start = (stack: string) =>
      `<!-- harness-catalog plan ${stack} -->\nOwners asked, by entries that change: \`payments-team\` (1)\n\n### Plan for \`${stack}\`: 1 service added`;
    assert.ok(nonprod.startsWith(start("nonprod")), nonprod);
    assert.ok(prod.startsWith(start("prod")), prod);
    assert.match(prod, /create pipeline `cart-service`: .*Approve prod → .*Deploy to prod euw1/);
    assert.match(prod, /for commit [0-9a-f]{7}, in \[this run\]\(.*\/actions\/runs\/4711\)/);
    assert.equal(job(run, "plan (prod)").summary.trim(), prod.split("\n").slice(1, -3).join("\n").trim());
  });

  it("a push to it changes the same comments; a mistake is told where it is", async () => {
    const typo = edit((text) => text.replace("team: platform-team-a", "team: platfrm-team-a"));
    await world.push("add-cart-service", typo, "add-cart-service");
    const around = await world.onPullRequest("add-cart-service");
    const run = await runWorkflow("preview", around, ["validate", "stacks", "plan", "comment"]);
    for (const name of ["validate", "plan (nonprod)", "plan (prod)"])
      assert.equal(job(run, name).result, "failure");
    assert.match(job(run, "validate").log, /services\.yaml:\d+:\d+ .*did you mean "platform-team-a"/);
    const { number } = await world.pullRequest("add-cart-service");
    const comments = await world.comments(number);
    assert.equal(comments.length, 2);
    for (const comment of comments)
      assert.match(comment, /### `plan` refuses: 1 problem\n[^]*`catalog\/services\.yaml:\d+:\d+`/);
  });

  it("a pull request from a fork sees what it changes, without state, secret or comment", async () => {
    await world.push(
      "from-a-fork",
      edit((text) => text.replace("size: large", "size: xlarge")),
    );
    const around = await world.onPullRequest("from-a-fork", true);
    const run = await runWorkflow("preview", around, ["stacks", "plan", "comment"]);
    succeeded(run, "plan (nonprod)", "plan (prod)");
    assert.equal(job(run, "comment").result, "skipped");
    assert.match(job(run, "plan (prod)").summary, /^### Plan for `prod`: 1 service changed/m);
    assert.ok(
      job(run, "plan (prod)").ran.includes("Plan"),
      "the plan of a fork is as exact as that of a branch",
    );
    const { number } = await world.pullRequest("from-a-fork");
    assert.deepEqual(await world.comments(number), []);
  });

  it("a stack that has changed since its plan refuses it and writes nothing", async () => {
    await world.push("main", addCart);
    const around = await world.onMain();
    const planned = await runWorkflow("stack", around, ["plan"], { stack: "nonprod" });
    assert.equal(job(planned, "plan").outputs["changes"], "true");
    // Meanwhile somebody else applies the same commit.
    succeeded(
      await runWorkflow("stack", await world.onMain(), undefined, { stack: "nonprod" }),
      "plan",
      "up",
    );
    assert.ok(services("nonprod").some((key) => key.endsWith("cart_service")));
    const before = writes();
    const late = await runWorkflow(
      "stack",
      { ...around, github: { ...around.github, event_name: "workflow_dispatch" } },
      ["up"],
      {
        stack: "nonprod",
      },
    );
    assert.equal(job(late, "up").result, "failure");
    assert.match(
      job(late, "up").log,
      /plan\.json:1:1 create of .* is in the plan, and there is no need for it.*\[CMD016\]/,
    );
    assert.match(job(late, "up").summary, /^### `up` refuses:/);
    assert.equal(writes(), before);
  });

  it("the merge then reaches production", async () => {
    const run = await runWorkflow("deploy", await world.onMain());
    succeeded(run, "nonproduction (nonprod) / plan", "production (prod) / plan", "production (prod) / up");
    assert.ok(services("prod").some((key) => key.endsWith("cart_service")));
  });

  it("the merge also brings generated/ up to date, once", async () => {
    const manifests = async () => {
      const run = await runWorkflow("manifests", await world.onMain());
      succeeded(run, "commit");
    };
    const inMain = (path: string) =>
      world.git(world.server.gitDir(repository), "ls-tree", "-r", "--name-only", "main", path);
    await manifests();
    const files = (await inMain("generated/cart-service")).split("\n");
    assert.ok(files.includes("generated/cart-service/prod/euw1/manifests.yaml"), files.join(" "));
    const message = await world.git(world.server.gitDir(repository), "log", "-1", "--format=%an|%B", "main");
    assert.match(
      message,
      /^GitHub Actions\|Generate the files of \d+ services\n\n(- .*\n)*- cart-service\n(- .*\n)*\nSource: [0-9a-f]{40}\nAuthor: ann$/,
    );
    const head = await world.git(world.server.gitDir(repository), "rev-parse", "main");
    await manifests();
    assert.equal(await world.git(world.server.gitDir(repository), "rev-parse", "main"), head);
  });

  it("credentials that are due are one issue, closed when they are renewed", async () => {
    const nightly = async () =>
      succeeded(await runWorkflow("drift", await world.onMain("schedule"), ["credentials"]), "credentials");
    const platform = (change: (text: string) => string) => edit(change, "platform.yaml");
    const due = "env: SLACK_WEBHOOK_PAYMENTS, expires: 2001-01-01 }";
    await nightly();
    assert.deepEqual(await issues(world), []);
    await world.push(
      "main",
      platform((text) => text.replace("env: SLACK_WEBHOOK_PAYMENTS }", due)),
    );
    await nightly();
    const [issue] = await issues(world);
    assert.equal(issue?.title, "Credentials are due for rotation");
    assert.match(issue?.body ?? "", /expired +slack_payments_team/);
    await world.push(
      "main",
      platform((text) => text.replace(due, "env: SLACK_WEBHOOK_PAYMENTS }")),
    );
    await nightly();
    assert.deepEqual(await issues(world), []);
  });

  it("nothing may be deployed to production when the stack before it fails", async () => {
    await world.push(
      "main",
      edit((text) => text.replace("description: Account API", "description: The account API")),
    );
    const changed = await world.onMain();
    const { HARNESS_PLATFORM_API_KEY: _, ...rest } = changed.environments["harness-nonprod"] ?? {};
    const environments = { ...changed.environments, "harness-nonprod": rest };
    const keyless = await runWorkflow("deploy", { ...changed, environments });
    assert.equal(job(keyless, "nonproduction (nonprod) / up").result, "failure");
    assert.match(job(keyless, "nonproduction (nonprod) / up").log, /has no Harness API key .*\[CMD010\]/);
    assert.equal(job(keyless, "production").result, "skipped");
    await world.push(
      "main",
      edit((text) => text.replace("description: The account API", "description: Account API")),
    );
  });

  it("drift is one issue a stack: opened, kept, and closed when it is put right", async () => {
    const nightly = async () => {
      const run = await runWorkflow("drift", await world.onMain("schedule"), ["stacks", "drift"]);
      succeeded(run, "drift (nonprod)", "drift (prod)");
      return run;
    };
    const open = () => issues(world);
    const pipelines = "/v1/orgs/default/projects/platform/pipelines";
    await changeByHand(world, `${pipelines}/backend_cd`);
    await copyByHand(world, pipelines, "backend_cd", "backend_copy");
    await nightly();
    const [issue, ...others] = await open();
    assert.deepEqual(others, []);
    assert.equal(issue?.title, "Stack prod differs from the catalog");
    assert.match(
      issue?.body ?? "",
      /^\+ {3}description: changed by hand|^\+ {2}description: changed by hand/m,
    );

    await nightly();
    const again = await open();
    assert.equal(again.length, 1, "what an earlier night has found is not forgotten");
    assert.equal(again[0]?.number, issue?.number);

    succeeded(await runWorkflow("stack", await world.onMain(), undefined, { stack: "prod" }), "up");
    await nightly();
    const [orphan] = await open();
    assert.equal(orphan?.number, issue?.number, "what nobody manages keeps the issue open");
    assert.match(orphan?.body ?? "", /#### Orphans: [^]*`backend_copy`/);

    await deleteByHand(world, `${pipelines}/backend_copy`);
    await nightly();
    assert.deepEqual(await open(), []);
  });
});
