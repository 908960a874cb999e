import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../../src/cli/run";
import { loadCatalog } from "../../../src/catalog/load";
import { planCatalog } from "../../../src/plan";
import { packageRoot } from "../../../src/paths/packageRoot";
import type { TriggerResult } from "harness-simulate/trigger/model";
import { simulateTriggers } from "../../../src/cli/simulation/services";
import { memoryIo } from "../../support/io";

describe("harness-catalog trigger", () => {
  let dir: string;

  before(() => {
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-trigger-"));
    mkdirSync(join(dir, "catalog"));
    for (const file of ["services.yaml", "platform.yaml"])
      cpSync(join(packageRoot(), "catalog", file), join(dir, "catalog", file));
    writeFileSync(join(dir, "good.json"), '{"service": "payment-service", "imageTag": "v2.3.1"}');
    writeFileSync(join(dir, "moving.json"), '{"service": "payment-service", "imageTag": "latest"}');
    writeFileSync(join(dir, "bad.json"), '{\n  "service": payment\n}\n');
    writeFileSync(join(dir, "text.json"), '"v1"');
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  const cli = async (argv: readonly string[], env: Record<string, string> = {}) => {
    const io = memoryIo({ cwd: dir, env });
    return { code: await run(["trigger", ...argv], io), out: io.out(), err: io.err() };
  };
  const json = async (...argv: string[]) => {
    const { code, out } = await cli([...argv, "--output", "json"]);
    return { code, results: JSON.parse(out) as TriggerResult[] };
  };

  it("says what a good payload starts, where the run begins and what holds it first", async () => {
    const { code, out, err } = await cli(["payment-service", "--payload", "good.json"]);
    assert.equal(code, 0);
    assert.equal(err, "");
    assert.match(out, /^fires {2}payment-service payment_service_new_image\n/);
    assert.match(out, /✓ <\+trigger\.payload\.imageTag>: "v2\.3\.1" meets Regex/);
    assert.match(out, /pipeline +payment_service_cd\n/);
    assert.match(out, /starts at +int_stable_euw1\n/);
    assert.match(out, /first gate +pre_stable_bake, waits 1h\n/);
    assert.match(out, /name: imageTag\n +type: String\n +value: v2\.3\.1\n/);
    assert.match(out, /\n1 of 1 trigger would fire\n$/);
    assert.equal(out.includes("\u001b["), false);
  });

  it("refuses a moving tag twice: by the trigger's condition and by the pipeline's input", async () => {
    const { code, results } = await json("payment-service", "--payload", "moving.json");
    assert.equal(code, 1);
    assert.equal(results[0]!.outcome, "does not fire");
    assert.deepEqual(
      results[0]!.conditions.map(({ operator, actual, outcome }) => [operator, actual, outcome]),
      [
        ["Equals", "payment-service", "holds"],
        ["Regex", "latest", "fails"],
      ],
    );
    assert.match(results[0]!.inputProblems[0]!, /^imageTag is "latest", which does not match /);
  });

  it("names the failed condition with actual value, operator and expected value", async () => {
    const { code, out } = await cli(["backend", "--payload", "good.json"]);
    assert.equal(code, 1);
    assert.match(out, /✗ <\+trigger\.payload\.service>: "payment-service" does not meet Equals "backend"\n/);
    assert.match(out, /\n0 of 1 trigger would fire\n$/);
    assert.equal(out.includes("pipeline "), false);
  });

  it("--all asks every service, and only the one that is meant fires", async () => {
    const { code, results } = await json("--all", "--payload", "good.json");
    assert.equal(code, 0);
    assert.equal(results.length, loadCatalog(join(dir, "catalog")).services.length);
    const firing = results.filter(({ outcome }) => outcome === "fires");
    assert.deepEqual(
      firing.map(({ service }) => service),
      ["payment-service"],
    );
  });

  it("headers may be given several times, and colours are there when asked for", async () => {
    const argv = ["payment-service", "--payload", "good.json", "--header", "X-A: 1", "--header", "X-B: 2"];
    const { code, out } = await cli(argv, { FORCE_COLOR: "1" });
    assert.equal(code, 0);
    assert.ok(out.startsWith("\u001b[32mfires"));
  });

  for (const [argv, pattern] of [
    [["payment-service"], /--payload .*\[CMD001\]/],
    [["--payload", "good.json"], /one service, or --all .*\[CMD001\]/],
    [["payment-service", "--all", "--payload", "good.json"], /one service, or --all .*\[CMD001\]/],
    [["a", "b", "--payload", "good.json"], /\[CMD001\]/],
    [["payment-service", "--payload", "good.json", "--header", "X"], /--header is "X" .*\[CMD001\]/],
    [["payment-service", "--payload", "none.json"], /none\.json does not exist \(.+\) {2}\[SIM001\]/],
    [
      ["payment-service", "--payload", "catalog"],
      /catalog cannot be read: it is a folder, not a file \(.+\) {2}\[SIM001\]/,
    ],
    [["payment-service", "--payload", "bad.json"], /bad\.json:2:14 .*"p" does not .*\[SIM002\]/],
    [["payment-service", "--payload", "text.json"], /text\.json:1:1 the payload is a string .*\[SIM003\]/],
    [["payment-servce", "--payload", "good.json"], /did you mean "payment-service"\?\) {2}\[SIM004\]/],
  ] as const)
    it(`refuses ${argv.join(" ")}`, async () => {
      const { code, out, err } = await cli(argv);
      assert.equal(code, 1);
      assert.equal(out, "");
      assert.match(err, pattern);
    });
});

describe("triggers of the example catalog", () => {
  const catalog = loadCatalog(join(packageRoot(), "catalog"));
  const environments = Object.keys(catalog.platform.environments);
  const plan = planCatalog(catalog, { account: "a", environments, stack: "s" });
  const send = (payload: unknown) => simulateTriggers(plan, catalog.services, { payload, headers: {} });

  it("exactly one pipeline starts for the image of each service, at its first stage and behind a gate (R-115)", () => {
    for (const { name } of catalog.services) {
      const firing = send({ service: name, imageTag: "1.4.0-rc.1" }).filter(
        ({ outcome }) => outcome === "fires",
      );
      assert.deepEqual(
        firing.map(({ service }) => service),
        [name],
      );
      assert.equal(firing[0]!.route.startsAt.length, 1);
      assert.match(firing[0]!.route.startsAt[0]!, /^(int|pre)_stable_/);
      assert.notEqual(firing[0]!.route.firstGate, null);
    }
  });

  for (const [title, payload] of [
    ["an empty object", {}],
    ["a list", []],
    ["a tag without a service", { imageTag: "v1.2.3" }],
    ["a service without a tag", { service: "payment-service" }],
    ["a tag that is null", { service: "payment-service", imageTag: null }],
    ["a moving tag", { service: "payment-service", imageTag: "latest" }],
    ["a tag with something after it", { service: "payment-service", imageTag: "v1.2.3\nrm -rf" }],
    ["a list of tags", { service: "payment-service", imageTag: ["v1.2.3"] }],
    ["another spelling of the service", { service: "Payment-Service", imageTag: "v1.2.3" }],
    ["the beginning of a name", { service: "payment", imageTag: "v1.2.3" }],
  ] as const)
    it(`${title} starts nothing`, () =>
      assert.deepEqual(
        send(payload).filter(({ outcome }) => outcome !== "does not fire"),
        [],
      ));

  it("what is judged is the rendered trigger: switched off in the plan, it does not fire", () => {
    const off = {
      ...plan,
      units: plan.units.map((unit) => ({
        ...unit,
        objects: unit.objects.map((object) =>
          object.kind === "triggers"
            ? {
                ...object,
                inputs: {
                  ...object.inputs,
                  yaml: String(object.inputs["yaml"]).replace("enabled: true", "enabled: false"),
                },
              }
            : object,
        ),
      })),
    };
    const event = { payload: { service: "payment-service", imageTag: "v1.2.3" }, headers: {} };
    const results = simulateTriggers(off, catalog.services, event);
    assert.equal(results.length, catalog.services.length);
    for (const { obstacles } of results) assert.deepEqual(obstacles, ["the trigger is not enabled"]);
  });

  it("a service that this plan does not deliver has no trigger", () => {
    const event = { payload: {}, headers: {} };
    assert.deepEqual(
      simulateTriggers({ units: [], notices: [], delegates: [] }, catalog.services, event),
      [],
    );
  });
});
