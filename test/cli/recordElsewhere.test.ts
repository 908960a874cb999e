/** Objects on GitHub and in clusters, by record: what is created, changed and deleted, and what nobody can compare. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { specs } from "@pulumi/harness/spec";
import type { StateResource } from "../../src/cli/engine/recovery";
import {
  gitHubType,
  kubernetesType,
  objectsElsewhere,
  type ElsewhereObject,
} from "../../src/cli/plans/elsewhere";
import { changesElsewhere, recordedElsewhere } from "../../src/cli/plans/record/elsewhere";
import { recordSchema } from "../../src/cli/plans/record/model";
import { recordOf } from "../../src/cli/plans/record/make";
import type { GitHubKind } from "../../src/plan/gitHub/model";
import { gitHubPlan } from "../../infra/gitHub";
import { packageRoot } from "../../src/paths/packageRoot";
import { exampleCatalog, planOf } from "../plan/support";

const salt = "salt-of-the-test";
const secretMark = "4dabf18193072939515e22adb298388d";

/** As the state of a stack has what the program has registered: numbers of teams, and values as secrets. */
function stateOf({ component, group, type, name, inputs }: ElsewhereObject): StateResource {
  const known = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(known);
    if (typeof value !== "object" || value === null) return value;
    if ("$team" in value) return 4711;
    if ("$value" in value) return { [secretMark]: "1b47061264138c4ac30d75fd1eb44270", plaintext: '"hush"' };
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, known(item)]));
  };
  const parent = `urn:pulumi:prod::p::harness-catalog:components:${component}::${group}`;
  const urn = `urn:pulumi:prod::p::harness-catalog:components:${component}$${type}::${name}`;
  return { urn, custom: true, type, id: name, parent, inputs: known(inputs) as Record<string, unknown> };
}

describe("objects outside of Harness in a plan by record", () => {
  const catalog = exampleCatalog();
  const plan = planOf(catalog);
  const stacks = [{ name: "prod", account: "a", environments: ["prod"], gitHub: true }];
  const onGitHub = gitHubPlan(catalog, stacks);
  const settings = { delegates: "true" } as never;
  const wanted = objectsElsewhere({ onGitHub, plan, settings }, () => true);
  const recorded = wanted.map((each) => recordedElsewhere(stateOf(each), salt)!);
  const changes = (now: readonly ElsewhereObject[], before = recorded) => changesElsewhere(salt, before, now);
  const words = (now: readonly ElsewhereObject[]) =>
    changes(now).changes.map(({ op, name, properties }) => [op, name, ...properties].join(" "));

  it("are nothing to do where nothing has changed, of every kind", () => {
    const kinds = new Set(wanted.map(({ type }) => type.split(":")[0]));
    assert.deepEqual([...kinds].sort(), ["github", "kubernetes"]);
    assert.ok(wanted.length > 30, String(wanted.length));
    const same = changes(wanted);
    assert.deepEqual(same.changes, []);
    assert.equal(same.total, wanted.length);
    assert.ok(same.partly > 0 && same.partly < wanted.length / 2, String(same.partly));
  });

  it("change by any input, are made and deleted by their names", () => {
    for (const [index, each] of wanted.entries()) {
      const edited = { ...each, inputs: { ...each.inputs, added: "x" } };
      assert.deepEqual(words(wanted.with(index, edited)), [`update ${each.name} added`], each.name);
      const without = wanted.filter((_, at) => at !== index);
      assert.deepEqual(words(without), [`delete ${each.name}`]);
      const before = recorded.filter((_, at) => at !== index);
      const made = changes(wanted, before).changes;
      assert.deepEqual(
        made.map(({ op, name, type }) => [op, name, type]),
        [["create", each.name, each.type]],
      );
    }
  });

  it("are made anew where what says their place changes", () => {
    const place = wanted.find(({ type }) => type === gitHubType("repositoryEnvironment"))!;
    const renamed = { ...place, inputs: { ...place.inputs, repository: "renamed" } };
    assert.deepEqual(words(wanted.with(wanted.indexOf(place), renamed)), [
      `replace ${place.name} repository`,
    ]);
  });

  it("lose an input that is not given any more, but not one that the plugin has filled in", () => {
    const [first] = wanted;
    const { inputs } = stateOf(first!);
    const state = { ...stateOf(first!), inputs: { ...inputs, extra: 1, own: true, __defaults: ["own"] } };
    const before = [recordedElsewhere(state, salt)!, ...recorded.slice(1)];
    assert.deepEqual(
      changes(wanted, before).changes.map(({ op, properties }) => [op, ...properties]),
      [["update", "extra"]],
    );
  });

  it("that lack their value are made by nobody, and stay where they are", () => {
    const without = objectsElsewhere({ onGitHub, plan, settings }, () => false);
    const lacking = without.filter(({ lacksValue }) => lacksValue);
    assert.ok(lacking.length > 0);
    assert.deepEqual(words(without), []);
    const names = new Set(lacking.map(({ name, type }) => `${type} ${name}`));
    const before = recorded.filter(({ name, type }) => !names.has(`${type} ${name}`));
    const { changes: made, total } = changes(without, before);
    assert.deepEqual([made, total], [[], before.length]);
  });

  it("leave no value in the record, and none of Harness's among them", () => {
    const harness = { urn: "u::x", custom: true, type: specs.service.token, inputs: { name: "n" } };
    const text = JSON.stringify(recordOf("prod", [harness, ...wanted.map(stateOf)], salt));
    for (const value of ["hush", "4711", "harness-delegate:", "JAVA_OPTS"])
      assert.ok(!text.includes(value), value);
    const { others, ...older } = recordOf("prod", [harness, ...wanted.map(stateOf)], salt);
    assert.equal(others?.length, wanted.length);
    assert.ok(recordSchema.safeParse(older).success, "a record of an older version is read");
  });

  it("have the type tokens of the official SDKs", () => {
    const sdk = (name: string, file: string) => {
      const path = join(packageRoot(), "node_modules", "@pulumi", name, `${file}.js`);
      return /__pulumiType = '([^']+)'/.exec(readFileSync(path, "utf8"))?.[1];
    };
    for (const { type } of wanted.filter((each) => each.type.startsWith("github:"))) {
      const kind = /\/(\w+):/.exec(type)![1] as GitHubKind;
      assert.equal(sdk("github", kind), type);
    }
    for (const { type } of wanted.filter((each) => each.type.startsWith("kubernetes:"))) {
      const [, group = "", kind = ""] = type.split(":");
      const folder = group
        .replace("rbac.authorization.k8s.io", "rbac")
        .replace("networking.k8s.io", "networking");
      assert.equal(sdk("kubernetes", `${folder}/${kind.charAt(0).toLowerCase()}${kind.slice(1)}`), type);
    }
    assert.equal(kubernetesType({ apiVersion: "v1", kind: "Namespace" }), "kubernetes:core/v1:Namespace");
  });
});
