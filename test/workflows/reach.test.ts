/** What each job can reach, against a table written by hand: new reach is a change of this table, and so is seen in review. */
import assert from "node:assert/strict";
import { actions, workflows, type Job, type Step } from "./files";
import { nameOf, reaches, reachOf, type Reach } from "./reach";
import { pullRequest, table } from "./reachTable";

const found = reaches();
const all = [...found];
const isForeign = ({ events }: Reach) => events.some((event) => event.startsWith("pull_request"));
const jobs = [...workflows()].flatMap(([name, { jobs }]) =>
  Object.entries(jobs).map(([id, job]) => ({ where: `${name}.${id}`, job, steps: job.steps ?? [] })),
);

describe("what jobs can reach", () => {
  it("is what the table says", () => assert.deepEqual(Object.fromEntries(found), table));

  it("is no secret, no environment, no identity and no App for a pull request", () => {
    for (const [where, { secrets, environment, permissions, apps }] of all.filter(([, each]) =>
      isForeign(each),
    )) {
      assert.deepEqual([secrets, environment, apps], [[], undefined, []], where);
      assert.ok(!permissions.includes("id-token: write"), where);
    }
  });

  it("is nothing but reading the repository where the code is the pull request's", () => {
    const proposed = all.filter(([, { code }]) => code === "proposed");
    assert.ok(proposed.length > 2);
    for (const [where, { permissions, token, data }] of proposed)
      assert.deepEqual([permissions, token, data], [["contents: read"], [], []], where);
  });

  it("with a right to write, has no file of a pull request beside it, or no right on the repository's content", () => {
    for (const [where, { permissions, data }] of all)
      if (permissions.some((each) => each.endsWith(": write"))) assert.deepEqual(data, [], where);
  });

  it("an event that hands secrets to a pull request's run starts one workflow, which runs main's code", () => {
    const events = [...workflows()].flatMap(([name, { on }]) => Object.keys(on).map((on) => `${name} ${on}`));
    assert.deepEqual(
      events.filter((each) => /pull_request_target|workflow_run|issue_comment|workflow_call/.test(each)),
      ["owners workflow_run", "stack workflow_call"],
    );
    assert.equal(found.get("owners.owners")?.code, "main");
    // Artifacts of the run that started it could say anything.
    const steps = jobs.find(({ where }) => where === "owners.owners")?.steps ?? [];
    assert.ok(!steps.some(({ uses }) => uses?.startsWith("actions/download-artifact@")));
  });
});

describe("new reach", () => {
  const [plan] = jobs.filter(({ where }) => where === "preview.plan").map(({ job }) => job);
  const after = (change: Partial<Job>) => reachOf({ ...plan, ...change }, pullRequest);
  const step = (added: Step) => after({ steps: [...(plan?.steps ?? []), added] });
  const checkout = (ref?: string) => ({
    uses: "actions/checkout@0",
    ...(ref === undefined ? {} : { with: { ref } }),
  });

  it("is seen, wherever it is written", () => {
    assert.deepEqual(after({}), table["preview.plan"]);
    assert.deepEqual(step({ run: "x", env: { A: "${{ secrets.NEW }}" } }).secrets, ["NEW"]);
    assert.deepEqual(after({ env: { A: "${{ toJSON(secrets) }}" } }).secrets, ["all of them"]);
    assert.deepEqual(step({ uses: "x/y@0", with: { token: "${{ secrets['A'] }}" } }).secrets, [
      "all of them",
    ]);
    assert.deepEqual(after({ permissions: { "id-token": "write" } }).permissions, ["id-token: write"]);
    assert.equal(after({ environment: "plan-prod" }).environment, "plan-prod");
    assert.deepEqual(step({ name: "x", env: { T: "${{ github.token }}" } }).token.at(-1), "x");
    assert.equal(step(checkout()).code, "proposed");
    assert.equal(after({ steps: [checkout()] }).code, "proposed");
    assert.equal(after({ steps: [checkout("${{ github.event.pull_request.head.sha }}")] }).code, "proposed");
    assert.equal(reachOf({ steps: [checkout("refs/pull/7/head")] }, ["push"]).code, "proposed");
  });
});

describe("files of a pull request beside main's code", () => {
  const mixed = jobs.filter(({ where }) => (found.get(where)?.data.length ?? 0) > 0);

  it("come after everything is installed, are part of the repository only, and are no links", () => {
    assert.ok(mixed.length >= 2);
    for (const { where, steps } of mixed) {
      const names = steps.map(nameOf);
      const at = steps.findIndex(({ with: given }) => given?.["path"] === "proposed");
      assert.equal(names[at - 1], "./.github/actions/setup", where);
      assert.equal(names[at + 1], "Take no links", where);
      assert.equal(steps[at + 1]?.run, ".github/refuse-links.sh proposed", where);
      assert.equal(steps[at]?.with?.["sparse-checkout"], "catalog\ntemplates/library\n", where);
      assert.equal(steps[at]?.with?.["persist-credentials"], false, where);
      assert.ok(!steps[at]?.with?.["submodules"] && !steps[at]?.with?.["lfs"], where);
    }
  });

  it("are read by our commands and never run", () => {
    for (const { where, steps } of mixed) {
      const after = steps.slice(steps.findIndex(({ name }) => name === "Take no links") + 1);
      for (const step of after) {
        assert.ok(!step.uses?.startsWith("./"), `${where}: ${step.uses}`);
        assert.ok(!/\b(npm|npx|bash|sh|source|eval)\b/.test(step.run ?? ""), `${where}: ${step.run}`);
        // In their folder runs what lies beside it: main's code.
        const programs = [...(step.run ?? "").matchAll(/\b(?:node|exec) (\S+)/g)].map(
          ([, program]) => program,
        );
        const own = step["working-directory"] === undefined ? "src/cli/bin.js" : "../src/cli/bin.js";
        assert.ok(
          programs.every((program) => program === own),
          `${where}: ${step.run}`,
        );
      }
    }
  });
});

describe("tokens of Apps", () => {
  const makers = jobs.flatMap(({ where, steps }) =>
    steps.flatMap((step, at) =>
      step.uses?.startsWith("actions/create-github-app-token@") === true ? [{ where, steps, step, at }] : [],
    ),
  );

  it("say what they may do, and are made when nothing is installed any more", () => {
    assert.equal(makers.length, 3);
    for (const { where, steps, step, at } of makers) {
      assert.ok(
        Object.keys(step.with ?? {}).some((key) => key.startsWith("permission-")),
        where,
      );
      const installs = (each: Step) =>
        each.uses === "./.github/actions/setup" || /\bnpm (ci|install)\b/.test(each.run ?? "");
      assert.ok(steps.slice(0, at).some(installs), where);
      assert.ok(!steps.slice(at).some(installs), where);
    }
  });

  it("reach one step each, by its environment", () => {
    for (const { where, steps, step } of makers) {
      const users = steps.filter((each) => JSON.stringify(each).includes(`steps.${step.id}.outputs.token`));
      assert.equal(users.length, 1, where);
      assert.ok(JSON.stringify(users[0]?.env).includes(`steps.${step.id}.outputs.token`), where);
    }
  });
});

describe("what comes from outside", () => {
  it("of an event, only these values are used, and none in a script", () => {
    const text = JSON.stringify([...workflows()].map(([, file]) => file));
    const values = [...text.matchAll(/github\.(?:event\.[\w.]+|head_ref|actor|ref_name)/g)].map(
      ([value]) => value,
    );
    assert.deepEqual([...new Set(values)].sort(), [
      "github.actor",
      "github.event.pull_request.base.ref",
      "github.event.pull_request.head.repo.full_name",
      "github.event.pull_request.number",
      "github.event.workflow_run.head_sha",
      "github.ref_name",
    ]);
  });

  it("an artifact of another run is the record of a stack, from the run that find-record vouches for", () => {
    const others = jobs.flatMap(({ where, steps }) =>
      steps.flatMap(({ uses, with: given }) =>
        uses?.startsWith("actions/download-artifact@") === true && given?.["run-id"] !== undefined
          ? [`${where} ${String(given["name"])} ${String(given["run-id"])}`]
          : [],
      ),
    );
    assert.deepEqual(others, ["preview.plan record-${{ matrix.stack }} ${{ steps.record.outputs.run }}"]);
  });

  it("caches are kept in one place, by the lock files: a pull request's are out of reach for main on GitHub's side", () => {
    const cached = jobs.flatMap(({ where, steps }) =>
      steps.flatMap(({ uses, with: given }) =>
        uses?.startsWith("actions/cache") === true || given?.["cache"] !== undefined ? [where] : [],
      ),
    );
    assert.deepEqual(cached, []);
    const setup = actions().get("setup")?.runs.steps ?? [];
    const keys = setup.flatMap(({ uses, with: given }) =>
      uses?.startsWith("actions/cache@") === true ? [String(given?.["key"])] : [],
    );
    assert.equal(keys.length, 1);
    assert.match(keys[0] ?? "", /hashFiles\('src\/toolchain\/\*\*\/go\.sum'\)/);
  });
});
