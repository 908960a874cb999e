import assert from "node:assert/strict";
import { CatalogError } from "@harness-catalog/problems";
import { parseApproval, parseFailing, parseRejection } from "../../src/run/scenario/arguments";
import { checkScenario } from "../../src/run/scenario/check";
import { parseScenario } from "../../src/run/scenario/file";
import { expandPipeline } from "../../src/expand";
import { findTemplate, fixture, scenario, type Words } from "./support";

const origin = { text: "--x" };
const minute = 60_000;

function problemsOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof CatalogError) return error.message.split("\n");
    throw error;
  }
  return [];
}

describe("scenarios on the command line", () => {
  it("approvals name step, people and time; mail addresses keep their @", () => {
    const short = (text: string) => {
      const { target, people, when } = parseApproval(text, origin);
      return [target, people.join("+"), when];
    };
    assert.deepEqual(short("a=ann@example.com"), ["a", "ann@example.com", { kind: "soon" }]);
    assert.deepEqual(short("s.a=ann@x.org, bob@+1h 5m"), [
      "s.a",
      "ann@x.org+bob",
      { kind: "after", milliseconds: 65 * minute },
    ]);
    assert.deepEqual(short("account.ops=ann@x.org@2026-01-05T11:00Z"), [
      "account.ops",
      "ann@x.org",
      { kind: "at", instant: Date.UTC(2026, 0, 5, 11) },
    ]);
  });

  it("rejections and failures", () => {
    const rejection = parseRejection("a@+1h", origin);
    assert.deepEqual([rejection.target, rejection.person], ["a", undefined]);
    assert.equal(parseRejection("a=ann@x.org@+1h", origin).person, "ann@x.org");
    assert.equal(parseFailing("s.x=Timeout", origin).error, "Timeout");
    assert.equal(parseFailing("s.x", origin).error, undefined);
  });

  for (const [title, run, pattern] of [
    ["no person", () => parseApproval("a", origin), /SIM007/],
    ["nothing", () => parseFailing(" ", origin), /SIM007/],
    ["a wrong duration", () => parseApproval("a=b@+2x", origin), /"2x" is no duration .*SIM009/],
    ["a wrong instant", () => parseApproval("a=b@2026-01-05", origin), /"2026-01-05" is no instant .*SIM008/],
    ["a wrong error", () => parseFailing("a=Timout", origin), /did you mean "Timeout"\?.*SIM007/],
  ] as const)
    it(`refuses ${title}`, () => assert.match(problemsOf(run)[0]!, pattern));
});

describe("scenario files", () => {
  it("hold the same", () => {
    const parts = parseScenario(
      "friday.yaml",
      [
        "image: v1.2.3",
        "variables: { emergency: true }",
        "at: 2026-01-05T11:00Z",
        "by: ann@example.com",
        "approve:",
        "  - { step: approve_1, by: bob, after: 2h, inputs: { change_ticket: CHG0123456 } }",
        "  - { group: account.ops, by: [cyd, dan] }",
        "reject: [{ step: approve_2, at: 2026-01-06T11:00Z }]",
        "fail: [prod_euw1, { step: rolling, error: Timeout, times: 1 }]",
        "down: [prod_euw2_k8s]",
        "inputs: { rollback_plan: revert }",
        "durations: { K8sRollingDeploy: 8m }",
        "expect: failed",
        "",
      ].join("\n"),
    );
    assert.deepEqual(
      parts.variables.map(({ name, value }) => [name, value]),
      [
        ["imageTag", "v1.2.3"],
        ["emergency", "true"],
      ],
    );
    assert.equal(parts.start, Date.UTC(2026, 0, 5, 11));
    assert.equal(parts.startedBy, "ann@example.com");
    assert.deepEqual(parts.approvals[0]!.when, { kind: "after", milliseconds: 120 * minute });
    assert.deepEqual(parts.approvals[0]!.inputs, { change_ticket: "CHG0123456" });
    assert.deepEqual(parts.approvals[0]!.origin, {
      text: "approve[0]",
      place: { file: "friday.yaml", line: 6, column: 5 },
    });
    assert.deepEqual(
      [parts.approvals[1]!.target, parts.approvals[1]!.people],
      ["account.ops", ["cyd", "dan"]],
    );
    assert.deepEqual(parts.rejections[0]!.when, { kind: "at", instant: Date.UTC(2026, 0, 6, 11) });
    assert.deepEqual(
      parts.failing.map(({ target, error, times }) => [target, error, times]),
      [
        ["prod_euw1", undefined, undefined],
        ["rolling", "Timeout", 1],
      ],
    );
    assert.equal(parts.lasting[0]!.milliseconds, 8 * minute);
    assert.equal(parts.expect, "failed");
    assert.equal(parseScenario("f.yaml", "approve: all\n").approveAll, true);
  });

  for (const [text, pattern] of [
    [
      "image: v1\naprove: all\n",
      /^f\.yaml:2:1 aprove: no such key \(did you mean "approve"\?\) {2}\[SIM006\]$/,
    ],
    ["reject: [{ step: a, aftr: 1h }]\n", /^f\.yaml:1:21 reject\[0\]\.aftr: .*"after"/],
    ["fail: [{ stp: a }]\n", /^f\.yaml:1:8 fail\[0\]\.step: /],
    ["by: 3\n", /^f\.yaml:1:5 by: .* \[SIM006\]$/],
    ["at: monday\n", /^f\.yaml:1:5 at: "monday" is no instant .*\[SIM008\]$/],
    ["durations: { Wait: 5 }\n", /^f\.yaml:1:20 durations\.Wait: "5" is no duration .*\[SIM009\]$/],
    ["approve: [{ by: ann }]\n", /^f\.yaml:1:11 approve\[0\] needs one of step and group .*\[SIM006\]$/],
    ["image: [\n", /^f\.yaml:.*\[SIM006\]$/],
    ["", /^f\.yaml:1:1 the file is empty \(write at least `image: v1\.2\.3`\) {2}\[SIM006\]$/],
  ] as const)
    it(`refuses ${JSON.stringify(text)}`, () =>
      assert.match(problemsOf(() => parseScenario("f.yaml", text))[0]!, pattern));
});

describe("scenarios against a pipeline", () => {
  const pipeline = expandPipeline(fixture("payment"), findTemplate);
  const check = (words: Words) => problemsOf(() => checkScenario(pipeline, scenario(words)));

  it("short names become whole paths", () => {
    const checked = checkScenario(
      pipeline,
      scenario({
        approve: ["approve_2=a", "account.platform_team=b"],
        reject: ["approve_1"],
        fail: ["prod_euw1"],
      }),
    );
    assert.deepEqual(
      [...checked.approvals, ...checked.rejections, ...checked.failing].map(({ target }) => target),
      ["prod_approval.approve_2", "account.platform_team", "prod_approval.approve_1", "prod_euw1"],
    );
  });

  for (const [words, pattern] of [
    [{ fail: ["prod_euw1.roling"] }, /did you mean "prod_euw1\.rolling"\?\) {2}\[SIM010\]/],
    [
      { fail: ["canary_10.verify"] },
      /there are 2 steps .* prod_euw1\.canary_10\.verify, prod_euw2.*\[SIM011\]/,
    ],
    [{ fail: ["approve_1"] }, /an approval is rejected or expires, it does not fail .*\[SIM010\]/],
    [{ fail: ["bake"] }, /no such stage or step that can fail "bake".*\[SIM010\]/],
    [{ approve: ["aprove_1=ann"] }, /did you mean "approve_1"\?.*\[SIM010\]/],
    [{ approve: ["account.payment_team=ann"] }, /\[SIM010\]/],
    [{ reject: ["change_window"] }, /no such approval step "change_window".*\[SIM010\]/],
    [{ down: ["prod_euw3_k8s"] }, /did you mean "prod_euw1_k8s"\?.*\[SIM010\]/],
    [{ down: ["delegate-prod-euw"] }, /did you mean "delegate-prod-euw1"\?.*\[SIM010\]/],
    [{ set: { emergncy: "true" } }, /no variable "emergncy" \(did you mean "emergency"\?\).*\[SIM012\]/],
    [{ set: { imageTag: "latest" } }, /imageTag is "latest", which does not match .*\[SIM012\]/],
    [{ set: { emergency: "yes" } }, /emergency is "yes", not one of true, false .*\[SIM012\]/],
  ] as const)
    it(`refuses ${JSON.stringify(words)}`, () => {
      const problems = check(words);
      assert.equal(problems.length, 1, problems.join("\n"));
      assert.match(problems[0]!, pattern);
    });

  it("names everything that is wrong at once", () => {
    assert.equal(check({ fail: ["a"], down: ["b"], approve: ["c=d"], set: { e: "f" } }).length, 4);
  });
});
