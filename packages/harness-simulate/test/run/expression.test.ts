import assert from "node:assert/strict";
import { judge } from "../../src/run/expression/condition";
import { resolveText } from "../../src/run/expression/resolve";

const scope = {
  env: { name: "prod", type: "Production" },
  pipeline: {
    variables: { emergency: "true", tag: "v1", count: "3", empty: "", which: "name" },
    sequenceId: 1,
  },
  serviceVariables: { image: "registry/x:<+pipeline.variables.tag>", loop: "<+serviceVariables.loop>" },
  execution: { steps: { ask: { output: { approvalActivities: [{ user: { email: "ann@example.com" } }] } } } },
  list: ["a", "b"],
  strange: "a < b",
};

describe("expressions of a run", () => {
  for (const [text, expected] of [
    ["plain", "plain"],
    ["<+env.name>-x", "prod-x"],
    ["<+serviceVariables.image>", "registry/x:v1"],
    ["<+pipeline.sequenceId>", "1"],
    ["<+pipeline.variables.empty>", ""],
    ["<+execution.steps.ask.output.approvalActivities.size()>", "1"],
    ["<+execution.steps.ask.output.approvalActivities[0].user.email>", "ann@example.com"],
    ["<+env.<+pipeline.variables.which>>", "prod"],
    ["<+strange>", "a < b"],
    ["<+list>", '["a","b"]'],
  ] as const)
    it(`${text} is ${expected}`, () =>
      assert.deepEqual(resolveText(text, scope), { text: expected, unresolved: [] }));

  for (const text of [
    "<+env.nmae>",
    "<+input>",
    "<+serviceVariables.loop>",
    "<+env.name.size()>",
    "<+env.constructor>",
    "<+env.<+env.nmae>>",
    "<+env.name.toUpperCase()>",
  ])
    it(`${text} stays as it is`, () => {
      const resolved = resolveText(`a ${text} b`, scope);
      assert.equal(resolved.text, `a ${text} b`);
      assert.ok(resolved.unresolved.length > 0);
    });

  it("a secret stays as it is and is not missed", () => {
    const text = '<+secrets.getValue("account.slack")>';
    assert.deepEqual(resolveText(text, scope), { text, unresolved: [] });
  });

  it("what cannot be resolved is named once", () => {
    assert.deepEqual(resolveText("<+a.b> <+a.b> <+env.name> <+c>", scope), {
      text: "<+a.b> <+a.b> prod <+c>",
      unresolved: ["<+a.b>", "<+c>"],
    });
  });
});

describe("conditions of a run", () => {
  for (const [condition, state] of [
    ['<+env.name> == "prod"', "true"],
    ["<+env.name> == 'int'", "false"],
    ['"<+env.name>" == "prod"', "true"],
    ['<+env.name>=="prod"', "true"],
    ['<+env.name> != "prod"', "false"],
    ["<+pipeline.variables.emergency>", "true"],
    ["!<+pipeline.variables.emergency>", "false"],
    ["<+pipeline.variables.emergency> == true", "true"],
    ["<+pipeline.variables.count> == 3", "true"],
    ["<+pipeline.variables.count> != 3.0", "false"],
    ['<+env.name> == "int" || <+env.type> == "Production"', "true"],
    ['<+env.name> == "int" && <+env.type> == "Production"', "false"],
    ['<+env.name> == "int" && <+a.b> == "x"', "false"],
    ['!(<+env.name> == "int") && true', "true"],
    ['<+env.name> eq "prod" and not (<+env.name> ne "prod")', "true"],
    ["<+env.name>", "false"],
    ["null == null", "true"],
  ] as const)
    it(`${condition} is ${state}`, () => assert.deepEqual(judge(condition, scope), { state }));

  for (const [condition, reason] of [
    ["<+env.name> == prod", /prod is neither quoted nor an expression/],
    ['<+a.b> == "x"', /<\+a\.b> has no value here/],
    ["<+input>", /<\+input> has no value here/],
    ["<+pipeline.variables.count> > 2", /"> 2" is more than is evaluated here/],
    ['<+env.name> =~ "p.*"', /"=~/],
    ['<+env.name> == "prod" ? true : false', /"\?/],
    ['<+env.name>.contains("p")', /"\.contains/],
    ['<+env.name> == "prod" &&', /cannot be read at its end/],
    ['(<+env.name> == "prod"', /cannot be read/],
    ['<+env.name> "prod"', /cannot be read at prod/],
    ['<+env.name == "prod"', /never closed/],
  ] as const)
    it(`${condition} is not evaluated`, () => {
      const result = judge(condition, scope);
      assert.equal(result.state, "not evaluated");
      assert.match(result.reason, reason);
    });
});
