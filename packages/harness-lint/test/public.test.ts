/** What other people write: nothing of it is refused, and what is not known is said once. */
import assert from "node:assert/strict";
import { formatProblem } from "@harness-catalog/problems";
import { lintDocument, lintFileNotes, lintNotes, unknownContext, type DocumentKind } from "../src";
import { isRegex } from "../src/regex";
import { publicDocuments } from "./publicDocuments";

const fewest = 80;

function pipeline(step: string): string {
  const head = "pipeline:\n  name: p\n  identifier: p\n  stages:\n";
  const stage = "    - stage:\n        name: s\n        identifier: s\n        type: Custom\n";
  return `${head}${stage}        spec:\n          execution:\n            steps:\n${step}`;
}

const step = (type: string, identifier = "a"): string =>
  `              - step: { name: a, identifier: ${identifier}, type: ${type}, spec: {} }\n`;

function notes(text: string, kind: DocumentKind = "pipeline"): string[] {
  return lintNotes({ path: "p.yaml", text, kind }, unknownContext, ["unchecked"]).map(formatProblem);
}

function problems(text: string, kind: DocumentKind = "pipeline"): string[] {
  return lintDocument({ path: "p.yaml", text, kind }, unknownContext).map(formatProblem);
}

describe("lint of public documents", () => {
  it(`has at least ${fewest} of all kinds`, () => {
    assert.ok(publicDocuments.length >= fewest);
    assert.equal(new Set(publicDocuments.map(({ kind }) => kind)).size, 7);
  });

  for (const document of publicDocuments) {
    it(`takes ${document.kind} ${document.path}`, () => {
      assert.deepEqual(lintDocument(document, unknownContext).map(formatProblem), []);
    });
  }

  it("says once what it does not know, wherever it stands", () => {
    const twice = pipeline(step("PunchCards") + step("PunchCards", "b"));
    assert.deepEqual(problems(twice), []);
    assert.deepEqual(notes(twice), [
      "p.yaml:12:55 pipeline.stages[0].stage.spec.execution.steps[0].step.type: the step type " +
        '"PunchCards" is not known here, so it is not checked (if Harness has it, nothing is to be done)  [LINT042]',
    ]);
    const files = ["a", "b"].map((name) => ({ path: `pipelines/${name}.yaml`, text: twice }));
    assert.equal(lintFileNotes(files).length, 1);
  });

  it("knows every type that it names, and refuses what is nearly one", () => {
    assert.deepEqual(notes(pipeline(step("HelmDeploy"))), []);
    for (const [type, meant] of [
      ["HelmDeply", "HelmDeploy"],
      ["helmdeploy", "HelmDeploy"],
      ["TerraformAply", "TerraformApply"],
      ["TerrafromApply", "TerraformApply"],
    ] as const) {
      assert.match(problems(pipeline(step(type))).join("\n"), new RegExp(`did you mean "${meant}"`));
    }
    // another number is another type
    assert.deepEqual(problems(pipeline(step("ServerlessAwsLambdaDeployV3"))), []);
  });

  it("judges nothing of a pipeline in version 1 of the format, and says so once", () => {
    const stages =
      "  stages:\n    - steps:\n        - run: go test ./...\n    - steps:\n        - action: { uses: x }\n";
    for (const head of ["", "  id: p\n  name: P\n", "  name: P\n  inputs: { env: { type: string } }\n"]) {
      const text = `pipeline:\n${head}${stages}`;
      assert.deepEqual(problems(text), [], head);
      assert.equal(notes(text).length, 1, head);
      assert.match(
        notes(text).join(),
        /^p\.yaml:1:1 pipeline: .*version 1 of the format.*nothing of it was checked/,
      );
    }
    // one with an identifier only lacks the wrapper
    assert.notDeepEqual(problems(`pipeline:\n  name: p\n  identifier: p\n${stages}`), []);
  });

  it("takes identifiers of the document for first words, and others for unknown ones", () => {
    const says = (text: string): string =>
      pipeline(
        `              - step: { name: a, identifier: first, type: Wait, spec: { duration: "${text}" } }\n`,
      );
    assert.deepEqual([...problems(says("<+first.output>")), ...notes(says("<+first.output>"))], []);
    assert.match(notes(says("<+elsewhere.output>")).join(), /the first word of expressions "elsewhere"/);
    assert.match(problems(says("<+pipelin.name>")).join(), /did you mean "pipeline"/);
  });

  it("notes methods of inputs that it does not know, and refuses those that are nearly known", () => {
    const asks = (value: string): string =>
      pipeline(step("TerraformApply")).replace(
        "  stages:",
        `  variables: [{ name: a, type: String, value: "${value}" }]\n  stages:`,
      );
    assert.deepEqual(problems(asks("<+input>.split(',')")), []);
    assert.match(notes(asks("<+input>.split(',')")).join(), /the method \.split\(\) of inputs/);
    for (const wrong of [
      "<+input>.allowedValue(a)",
      "<+input>.allowedValues()",
      "<+input>.default(a",
      "<+input>-a",
      "<+input>.default('a,b').allowedValues('a;b',c)",
    ])
      assert.equal(problems(asks(wrong)).length, 1, wrong);
  });

  it("refuses what is no regular expression to anybody", () => {
    for (const wrong of ["(?i)release/(", "[a-", "a{2,1}", "*a"]) assert.equal(isRegex(wrong), false, wrong);
  });

  it("refuses a step without its wrapper, and labels that are another text than they look", () => {
    const bare = pipeline("              - { name: a, identifier: a, type: Wait, spec: { duration: 1m } }\n");
    assert.match(problems(bare).join(), /an element of steps holds no step/);
    assert.match(problems(pipeline("              - {}\n")).join(), /an element of steps holds no step/);
    const count = (value: string): string =>
      pipeline(
        `              - step: { name: a, identifier: a, type: Wait, spec: { duration: 1m }, failureStrategies: [{ onFailure: { errors: [Timeout], action: { type: Retry, spec: { retryCount: ${value}, retryIntervals: [10s] } } } }] }\n`,
      );
    for (const wrong of ['"0"', '"two"', "1.5", "{}"]) assert.equal(problems(count(wrong)).length, 1, wrong);
  });

  it("quotes a value in the characters of the file", () => {
    const template = (label: string): string =>
      `template:\n  name: t\n  identifier: t\n  versionLabel: ${label}\n  type: Step\n  spec: { type: Wait, spec: { duration: 1m } }\n`;
    assert.match(problems(template("1.10"), "template").join(), /: 1\.10 cannot be referred to/);
    assert.match(problems(template("'a\\b/c'"), "template").join(), /"a\\b\/c" cannot/);
    assert.match(problems(template('"a\\u001b[31m/c"'), "template").join(), /"a\\u001b\[31m\/c" cannot/);
  });

  it("shows a schedule in the grammar of its type", () => {
    const trigger = (type: string, expression: string): string =>
      "trigger:\n  name: t\n  identifier: t\n  orgIdentifier: o\n  projectIdentifier: p\n  pipelineIdentifier: x\n" +
      `  source: { type: Scheduled, spec: { type: Cron, spec: { type: ${type}, expression: "${expression}" } } }\n`;
    assert.deepEqual(problems(trigger("QUARTZ", "0 0 4 ? * MON#1 *"), "trigger"), []);
    const found = problems(trigger("QUARTZ", "0 0 6 * * MON *"), "trigger").join();
    assert.match(found, /"0 0 6 \* \* MON \*" is no cron expression of type QUARTZ: exactly one of day/);
    assert.match(found, /such as "0 0 2 \? \* MON-FRI \*"/);
    assert.match(problems(trigger("UNIX", "0 0 6 * * 1"), "trigger").join(), /such as "0 2 \* \* 1-5"/);
  });

  it("gives conditions the whole of JEXL, and refuses what is none of it", () => {
    const when = (condition: string): string =>
      pipeline(
        `              - step: { name: a, identifier: a, type: Wait, spec: { duration: 1m }, when: { stageStatus: All, condition: ${JSON.stringify(condition)} } }\n`,
      );
    for (const right of [
      '<+a.x> == "y"',
      "!<+a.x> && (1 + 2) * 3 > -1",
      '["a","b"].contains(<+a.x>)',
      "a ?: b",
    ])
      assert.deepEqual(problems(when(right)), [], right);
    for (const wrong of [
      '<+a.x> equals "y"',
      "<+a.x> ==",
      '(<+a.x> == "y"',
      '<+a.x> == "y',
      "== 3",
      "a , , b",
      "@",
    ])
      assert.equal(problems(when(wrong)).length, 1, wrong);
  });
});
