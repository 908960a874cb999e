import assert from "node:assert/strict";
import fc from "fast-check";
import { type Kind, specs } from "../src/sdk/spec";
import { difference } from "../src/provider/diff";
import { isEmpty, sameValue, sameYaml } from "../src/provider/values";
import { unknown } from "../src/provider/wire/unknowns";
import { cases } from "./support/cases";

const kinds = Object.keys(specs) as Kind[];
const nothing = { changes: [], deleteBeforeReplace: false };

describe("diff", () => {
  it("of any inputs with themselves is nothing", () => {
    for (const kind of kinds) {
      const { inputs, update, replace } = cases[kind];
      for (const one of [inputs, { ...inputs, ...update }, { ...inputs, ...replace }]) {
        assert.deepEqual(difference(specs[kind], { inputs: one, state: one }, one), nothing);
      }
    }
  });

  it("ignores what Harness fills in, and compares with it when the program gives it later", () => {
    const spec = specs.project;
    const before = {
      inputs: { identifier: "p", orgId: "o" },
      state: { identifier: "p", orgId: "o", color: "#fff" },
    };
    assert.deepEqual(difference(spec, before, before.inputs), nothing);
    assert.deepEqual(difference(spec, before, { ...before.inputs, color: "#fff" }), nothing);
    const changed = difference(spec, before, { ...before.inputs, color: "#000" });
    assert.deepEqual(changed.changes, [{ key: "color", kind: "update", replace: false }]);
  });

  it("tells adding, deleting and updating apart", () => {
    const spec = specs.organization;
    const old = { identifier: "o", description: "a", tags: ["x"] };
    const { changes } = difference(
      spec,
      { inputs: old, state: old },
      { identifier: "o", name: "n", tags: ["y"] },
    );
    assert.deepEqual(
      changes.map(({ key, kind }) => [key, kind]),
      [
        ["name", "add"],
        ["description", "delete"],
        ["tags", "update"],
      ],
    );
  });

  it("takes an unknown as a change, and as a replacement where the address is unknown", () => {
    const { inputs } = cases.service;
    const before = { inputs, state: inputs };
    const yaml = difference(specs.service, before, { ...inputs, yaml: unknown });
    assert.deepEqual(yaml.changes, [{ key: "yaml", kind: "update", replace: false }]);
    const moved = difference(specs.service, before, { ...inputs, projectId: unknown });
    assert.deepEqual(moved.changes, [{ key: "projectId", kind: "update", replace: true }]);
    assert.equal(moved.deleteBeforeReplace, false);
  });

  it("deletes first when the address stays", () => {
    const { inputs } = cases.secretText;
    const { deleteBeforeReplace } = difference(
      specs.secretText,
      { inputs, state: inputs },
      { ...inputs, secretManagerIdentifier: "other" },
    );
    assert.equal(deleteBeforeReplace, true);
  });
});

describe("values", () => {
  it("mean the same when sets are shuffled and empty members come and go", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 })), fc.nat(), (tags, turn) => {
        const at = tags.length === 0 ? 0 : turn % tags.length;
        const turned = [...tags.slice(at), ...tags.slice(0, at)];
        assert.ok(sameValue(specs.service, "tags", tags, turned));
      }),
    );
    const spec = specs.resourceGroup;
    const one = [
      {
        includeAllResources: false,
        resources: [{ resourceType: "A", identifiers: [] }, { resourceType: "B" }],
      },
    ];
    const two = [{ resources: [{ resourceType: "B" }, { resourceType: "A" }] }];
    assert.ok(sameValue(spec, "resourceFilters", one, two));
    assert.ok(!sameValue(spec, "resourceFilters", one, [{ resources: [{ resourceType: "B" }] }]));
  });

  it("differ when an ordered list is in another order", () => {
    const [a, b] = [
      { type: "EMAIL", groupEmail: "a" },
      { type: "SLACK", slackWebhookUrl: "b" },
    ];
    assert.ok(!sameValue(specs.usergroup, "notificationConfigs", [a, b], [b, a]));
  });

  it("of YAML are compared by meaning, types included", () => {
    assert.ok(sameYaml("a: 1 # note\nb: [x, 'y']\n", "b:\n- x\n- y\na: 1"));
    assert.ok(!sameYaml("a: 1", 'a: "1"'));
    assert.ok(!sameYaml("a: [1, 2]", "a: [2, 1]"));
    assert.ok(!sameYaml("a: [", "b: ["));
  });

  it("count members that Harness fills in only where both have them", () => {
    const given = [{ type: "USER", identifier: "u" }];
    const found = [{ type: "USER", identifier: "u", scopeLevel: "account" }];
    const other = [{ type: "USER", identifier: "u", scopeLevel: "project" }];
    assert.ok(sameValue(specs.roleAssignments, "principals", given, found));
    assert.ok(!sameValue(specs.roleAssignments, "principals", other, found));
  });

  it("are empty in every spelling of nothing", () => {
    for (const value of [undefined, null, "", [], {}, false, { a: { b: [] } }]) assert.ok(isEmpty(value));
    for (const value of ["x", 0, [""], true, { a: 1 }, unknown]) assert.ok(!isEmpty(value));
  });
});
