/** A change from the pull request to the account, by the workflows' own commands: real git, engine, OPA and sandboxes. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runWorkflow, type JobResult, type RunResult } from "./runner";
import { createWorld, type World } from "./world";

const cart = ["  - name: cart-service", "    size: small", "    team: payments-team", "", ""].join("\n");

/** Edits services.yaml of a checkout. */
const edit = (change: (text: string) => string) => (dir: string) => {
  const file = join(dir, "catalog", "services.yaml");
  const before = readFileSync(file, "utf8");
  const after = change(before);
  assert.notEqual(after, before);
  writeFileSync(file, after);
};

const addCart = edit((text) => text.replace("  - name: frontend\n", `${cart}  - name: frontend\n`));

function job(run: RunResult, name: string): JobResult {
  const found = run.get(name);
  assert.ok(found, `${name} is not one of ${[...run.keys()].join(", ")}`);
  return found;
}

function succeeded(run: RunResult, ...names: string[]): void {
  for (const name of names) assert.equal(job(run, name).result, "success", `${name}\n${job(run, name).log}`);
}

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
    assert.deepEqual(
      [...run.keys()],
      [...order, "production (prod) / plan", "production (prod) / up"],
    );
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
    const run = await runWorkflow("preview", around, ["validate", "policies", "stacks", "plan"]);
    succeeded(run, "validate", "policies", "stacks", "plan (nonprod)", "plan (prod)");
    assert.equal(writes(), before);
    const { number } = await world.pullRequest("add-cart-service");
    const comments = await world.comments(number);
    assert.equal(comments.length, 2);
    const [nonprod = "", prod = ""] = comments;
    assert.ok(nonprod.startsWith("<!-- harness-catalog plan nonprod -->\n### Plan for `nonprod`: 1 service added"));
    assert.ok(prod.startsWith("<!-- harness-catalog plan prod -->\n### Plan for `prod`: 1 service added"));
    assert.match(prod, /create pipeline `cart-service`: .*Approve prod → .*Deploy to prod euw1/);
    assert.match(prod, /for commit [0-9a-f]{7}, in \[this run\]\(.*\/actions\/runs\/4711\)/);
    assert.equal(job(run, "plan (prod)").summary.trim(), prod.split("\n").slice(1, -3).join("\n").trim());
  });

  it("a push to it changes the same comments, a mistake too", async () => {
    await world.push("add-cart-service", edit((text) => text.replace("team: platform-team-a", "team: platfrm-team-a")));
    const run = await runWorkflow("preview", await world.onPullRequest("add-cart-service"), ["validate", "stacks", "plan"]);
    assert.equal(job(run, "validate").result, "failure");
    assert.match(job(run, "validate").log, /did you mean "platform-team-a"/);
    const { number } = await world.pullRequest("add-cart-service");
    assert.equal((await world.comments(number)).length, 2);
  });
});
