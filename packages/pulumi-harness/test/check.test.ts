import assert from "node:assert/strict";
import { specs } from "../src/sdk/spec";
import { check } from "../src/provider/check";
import { isSecret } from "../src/provider/wire/secrets";
import { unknownMarker } from "../src/provider/wire/unknowns";
import { cases } from "./support/cases";

describe("check", () => {
  it("reports all problems at once, each with its path and a cure", () => {
    const news = {
      identifier: "9x",
      name: "a/b",
      orgId: "o",
      yaml: "pipeline: {identifier: other}",
      wrong: 1,
    };
    const { failures } = check(specs.pipeline, "logical", {}, news);
    assert.deepEqual(failures.map(({ property }) => property).sort(), [
      "identifier",
      "name",
      "projectId",
      "wrong",
      "yaml",
    ]);
    for (const { reason } of failures) assert.match(reason, / {2}\[HAR008\]$/);
  });

  it("names a required input that is missing", () => {
    const { failures } = check(
      specs.triggers,
      "t",
      {},
      { identifier: "t", orgId: "o", projectId: "p", targetId: "x" },
    );
    assert.deepEqual(failures, [{ property: "yaml", reason: "is required; give it a string  [HAR008]" }]);
  });

  it("lets unknown values pass wherever they stand", () => {
    const { inputs } = cases.githubConnector;
    const news = { ...inputs, identifier: unknownMarker, credentials: { http: { tokenRef: unknownMarker } } };
    assert.deepEqual(check(specs.githubConnector, "gh", {}, news).failures, []);
    assert.equal(
      check(specs.service, "s", {}, { ...cases.service.inputs, yaml: unknownMarker }).failures.length,
      0,
    );
  });

  it("takes a name from the YAML, from the last run or from the resource, in this order", () => {
    const { name: _name, ...inputs } = cases.service.inputs;
    assert.equal(check(specs.service, "logical", { name: "old" }, inputs).inputs["name"], "svc1");
    const { yaml: _yaml, ...plain } = inputs as Record<string, unknown>;
    assert.equal(check(specs.service, "logical", { name: "old" }, plain).inputs["name"], "old");
    assert.equal(check(specs.service, "logical", {}, plain).inputs["name"], "logical");
  });

  it("takes the identifier of environments and infrastructures from the YAML, as upstream", () => {
    const { identifier: _id, ...inputs } = cases.environment.inputs;
    const checked = check(specs.environment, "e", {}, inputs);
    assert.deepEqual([checked.inputs["identifier"], checked.failures], ["env1", []]);
  });

  it("fills in defaults and wraps secrets", () => {
    const { executeOnDelegate: _given, ...github } = cases.githubConnector.inputs;
    assert.equal(check(specs.githubConnector, "gh", {}, github).inputs["executeOnDelegate"], true);
    assert.ok(isSecret(check(specs.secretText, "s", {}, cases.secretText.inputs).inputs["value"]));
  });

  it("refuses Git Experience instead of ignoring it", () => {
    for (const [kind, key, value] of [
      ["pipeline", "gitDetails", { storeType: "REMOTE", connectorRef: "c" }],
      ["pipeline", "importFromGit", true],
      ["template", "gitImportDetails", { branchName: "main" }],
      ["environment", "gitDetails", { branch: "main" }],
      ["policy", "gitConnectorRef", "account.gh"],
    ] as const) {
      const { failures } = check(specs[kind], "x", {}, { ...cases[kind].inputs, [key]: value });
      assert.match(
        failures.find(({ property }) => property === key)?.reason ?? "",
        /not supported by this provider.*use the upstream plugin/,
      );
    }
    const off = { ...cases.service.inputs, importFromGit: false };
    assert.deepEqual(check(specs.service, "x", {}, off).failures, []);
  });

  it("places a YAML mistake by line and column", () => {
    const news = { ...cases.service.inputs, yaml: "service:\n  name: a\n  - b\n" };
    const { failures } = check(specs.service, "s", {}, news);
    assert.match(failures[0]?.reason ?? "", /^is not valid YAML at line 3, column \d+: A block sequence/);
  });

  it("refuses YAML that contradicts the inputs, expressions aside", () => {
    const yaml = (project: string) =>
      `service: {name: svc1, identifier: svc1, orgIdentifier: org1, projectIdentifier: ${project}}`;
    const of = (project: string) =>
      check(specs.service, "s", {}, { ...cases.service.inputs, yaml: yaml(project) }).failures;
    assert.match(
      of("elsewhere")[0]?.reason ?? "",
      /projectIdentifier "elsewhere" but the input projectId is "prj1"/,
    );
    assert.deepEqual(of("<+project.identifier>"), []);
  });

  it("does not parse a text again that passed before", () => {
    const broken = { ...cases.service.inputs, name: "svc1", yaml: "service: [" };
    assert.equal(check(specs.service, "s", broken, broken).failures.length, 0);
    assert.equal(check(specs.service, "s", {}, broken).failures.length, 1);
  });

  it("drops the notes a bridged provider keeps among inputs", () => {
    const { inputs } = check(specs.organization, "o", {}, { ...cases.organization.inputs, __defaults: [] });
    assert.ok(!("__defaults" in inputs));
  });
});
