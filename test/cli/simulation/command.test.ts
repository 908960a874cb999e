/** The command on the shipped catalog; what its pipelines look like in detail is not the subject here. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCatalog } from "../../../src/catalog/load";
import { planCatalog, type Plan } from "../../../src/plan";
import { withPolicies } from "../../../src/cli/policyEvaluator";
import { shownText } from "../../../src/cli/io";
import { run } from "../../../src/cli/run";
import { simulateReport } from "../../../src/cli/simulation/report";
import { packageRoot } from "../../../src/paths/packageRoot";
import { pipelineOf, surroundingsOf } from "../../../src/cli/simulation/fromPlan";
import type { RunResult } from "harness-simulate/run/model";
import { monitoredKey } from "harness-simulate/run/surroundings";
import { findTool } from "../../../src/toolchain/findTool";
import { memoryIo } from "../../support/io";
import { dryRun, evaluate } from "harness-simulate/test/run/support";

describe("harness-catalog simulate", () => {
  const dir = mkdtempSync(join(tmpdir(), "harness-catalog-simulate-"));
  after(() => rmSync(dir, { recursive: true, force: true }));

  // Builds OPA once where it is not at hand, which takes a minute or two.
  before(async function () {
    this.timeout(900_000);
    await findTool("opa");
  });

  const monday = Date.UTC(2026, 0, 5, 11);
  const cli = async (...argv: string[]) => {
    const env = Object.fromEntries(
      Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    delete env["FORCE_COLOR"];
    const io = memoryIo({ cwd: dir, env, now: monday });
    const catalog = ["--catalog", join(packageRoot(), "catalog")];
    return { code: await run(["simulate", ...argv, ...catalog], io), out: io.out(), err: io.err() };
  };

  it("happy path: the run reaches production", async () => {
    writeFileSync(join(dir, "release.yaml"), "image: v1.2.3\napprove: all\nexpect: success\n");
    const { code, out, err } = await cli("payment-service", "--scenario", "release.yaml", "--output", "json");
    assert.equal(err, "");
    assert.equal(code, 0);
    const result = JSON.parse(out) as RunResult & { service: string };
    assert.equal(result.service, "payment-service");
    assert.equal(result.startedAt, "2026-01-05T11:00:00Z");
    assert.equal(result.outcome, "Success");
    const stages = result.timeline.filter(({ deployment }) => deployment !== null);
    assert.equal(stages.at(-1)!.deployment!.environment, "prod");
  });

  it("an outcome that is not the expected one is exit code 1, with the timeline all the same", async () => {
    const { code, out, err } = await cli("payment-service", "--image", "v1.2.3", "--expect", "success");
    assert.equal(code, 1);
    assert.match(out, /^payment-service {2}/);
    assert.match(err, /^the run ends Expired, expected was Success \(.*\) {2}\[SIM014\]\n$/);
    assert.equal((await cli("payment-service", "--image", "v1.2.3", "--expect", "expired")).code, 0);
  });

  for (const [argv, pattern] of [
    [[], /needs one service .*\[CMD001\]/],
    [["payment-servce", "--image", "v1.2.3"], /did you mean "payment-service"\?\) {2}\[SIM004\]/],
    [["payment-service"], /imageTag is required and has no value .*\[SIM012\]/],
    [["payment-service", "--image", "latest"], /--image: imageTag is "latest", which .*\[SIM012\]/],
    [["payment-service", "--image", "v1.2.3", "--at", "now"], /--at: "now" is no instant .*\[SIM008\]/],
    [
      ["payment-service", "--image", "v1.2.3", "--pipeline", "payment_service_dc"],
      /"payment_service_cd".*\[SIM013\]/,
    ],
    [["payment-service", "--scenario", "none.yaml"], /none\.yaml does not exist .*\[SIM005\]/],
    [["payment-service", "--image", "v1.2.3", "--expect", "sucess"], /did you mean "Success"\?.*\[SIM007\]/],
  ] as const)
    it(`refuses ${argv.join(" ")}`, async () => {
      const { code, out, err } = await cli(...argv);
      assert.deepEqual([code, out], [1, ""]);
      assert.match(err, pattern);
    });

  it("policies are evaluated by OPA at the instant of the dry run", async () => {
    const policy = (identifier: string, rego: string) => ({
      kind: "policy",
      name: identifier,
      inputs: { identifier, rego },
      dependsOn: [],
    });
    const set = (identifier: string, severity: string, ...policies: string[]) => ({
      kind: "policySet",
      name: identifier,
      inputs: { identifier, policyReferences: policies.map((each) => ({ identifier: each, severity })) },
      dependsOn: [],
    });
    const rego =
      'package a.b\n\nimport future.keywords.contains\n\ndeny contains sprintf("%v %v", [input.x, time.now_ns()])\n';
    const objects = [
      policy("says", rego),
      policy("broken", "package broken\n\ndeny contains"),
      set("hard", "error", "account.says"),
      set("soft", "warning", "says"),
      set("bad", "error", "broken"),
      set("lost", "error", "nowhere"),
    ];
    const plan = {
      units: [{ component: "PolicyLibrary", name: "policies", objects }],
      notices: [],
    } as unknown as Plan;
    const { command } = await findTool("opa");
    const now = monday * 1e6;
    await withPolicies(plan, command, (ask) => {
      assert.deepEqual(ask("account.hard", { x: 1 }, now), {
        denials: ["1 1767610800000000000"],
        warnings: [],
      });
      assert.deepEqual(ask("soft", { x: 1 }, now), { denials: [], warnings: ["1 1767610800000000000"] });
      assert.notEqual(ask("bad", {}, now).problem, undefined);
      assert.equal(ask("lost", {}, now).problem, "the plan has no policy nowhere");
      assert.equal(ask("none", {}, now).problem, "the plan has no such policy set");
    });
  });
});

describe("surroundings from a plan", () => {
  const catalog = loadCatalog(join(packageRoot(), "catalog"));
  const environments = Object.keys(catalog.platform.environments);
  const plan = planCatalog(catalog, { account: "a", environments, stack: "s" });

  it("hold what the plan holds, and kinds that are new to it", () => {
    const request = { serviceRef: "payment_service", environmentRef: "prod" };
    const freeze = "freeze:\n  identifier: year_end\n  status: Enabled\n";
    const objects = [
      { kind: "monitoredService", name: "m", inputs: { request }, dependsOn: [] },
      { kind: "manualFreeze", name: "f", inputs: { yaml: freeze }, dependsOn: [] },
    ];
    const more = {
      units: [...plan.units, { component: "Foundation", name: "more", objects }],
      notices: [],
      delegates: [],
    };
    const world = surroundingsOf(more as unknown as Plan, evaluate);
    assert.ok(world.services.has("payment_service"));
    assert.ok(world.monitored.has(monitoredKey("payment_service", "prod")));
    assert.ok(world.freezes.some(({ identifier }) => identifier === "year_end"));
    assert.ok(world.infrastructures.size > 0);
  });

  it("a service has its pipeline, and any other can be named", () => {
    const [service] = catalog.services;
    const own = pipelineOf(plan, service!, undefined);
    assert.deepEqual(pipelineOf(plan, service!, String(own["identifier"])), own);
    assert.throws(() => pipelineOf({ units: [], notices: [], delegates: [] }, service!, undefined), /SIM013/);
  });
});

describe("the report for people", () => {
  const result = dryRun("payment", { approve: ["all"], fail: ["prod_euw1.canary_10.verify"] });
  const report = (env: Record<string, string>) =>
    simulateReport(memoryIo({ env }), "payment-service", result);

  it("one aligned line an event, then the summary", () => {
    const text = report({});
    assert.match(
      text,
      /^payment-service {2}payment_cd {2}imageTag v1\.2\.3 {2}emergency false\nstarts Mon 2026-01-05 09:00 UTC, by sam@/,
    );
    assert.match(
      text,
      /\nMon 2026-01-05 10:31 {2}\+1h 31m {2}✗ {4}canary_10\.verify +Failed +5m {2}Verify: canary verification for 5m fails/,
    );
    assert.match(text, /\n +from generated\/payment-service\/prod\/euw1\/manifests\.yaml\n/);
    assert.match(
      text,
      /\nends {6}Failed after 1h 39m, at 2026-01-05T10:39:00Z\nstopped {3}at prod_euw1\.canary_10\.verify: /,
    );
    assert.match(text, /\nruns {6}int_euw1_k8s {3}v1\.2\.3\n/);
    assert.match(text, /\n {10}prod_euw1_k8s {2}rolled back\n/);
    assert.equal(text.includes("\u001b["), false);
  });

  it("has colours when asked for", () =>
    assert.ok(shownText(report({ FORCE_COLOR: "1" })).includes("\u001b[31m✗")));
});
