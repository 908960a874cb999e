/** What the guard knows of a stack from its state, beside what the last run that came to its end has told. */
import assert from "node:assert/strict";
import { guardDeletions, type Holdings } from "../../src/catalog/guard";
import { heldInState, leavingWith, withHeld, type ResourceInState } from "../../infra/inState";

const token = (kind: string) => `harness:platform/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;

const inState = (
  component: string,
  kind: string,
  name: string,
  outputs: ResourceInState["outputs"],
): ResourceInState => ({
  urn: `urn:pulumi:dev::p::harness-catalog:components:${component}$${token(kind)}::${name}`,
  type: token(kind),
  outputs,
});
const serviceIn = (name: string, projectId = "shop") => [
  inState("ServiceDelivery", "service", name, { orgId: "o", projectId, identifier: name }),
  inState("ServiceDelivery", "pipeline", name, { orgId: "o", projectId, identifier: `${name}_cd` }),
];
const wanted = (services: readonly string[], projectId = "shop"): Holdings => ({
  services,
  kept: {
    service: Object.fromEntries(services.map((name) => [name, `o/${projectId}/${name}`])),
    pipeline: Object.fromEntries(services.map((name) => [name, `o/${projectId}/${name}_cd`])),
  },
  production: [],
});
const many = ["a", "b", "c", "d"];
const judge = (
  told: Partial<Holdings>,
  resources: readonly ResourceInState[],
  after: Holdings,
  leaving: readonly string[] = [],
) => guardDeletions({ before: withHeld(told, heldInState(resources), leaving, after), after });

describe("what a stack holds by its state", () => {
  it("is guarded where no run has come to its end yet", () => {
    const verdict = judge(
      {},
      many.flatMap((name) => serviceIn(name)),
      wanted(["a"]),
    );
    assert.ok(verdict.refused);
    assert.match(verdict.problem.message, /3 of 4 services \(75 %\) deleted: b, c, d/);
    assert.equal(verdict.losses.length, 3);
  });

  it("loses nothing to the same catalog, whatever Harness has filled in", () => {
    const resources = many.flatMap((name) => serviceIn(name));
    assert.deepEqual(judge({}, resources, wanted(many)), { refused: false, losses: [] });
    const secret = inState("Foundation", "secretText", "key", {
      identifier: "key",
      secretManagerIdentifier: "harnessSecretManager",
    });
    const kept = heldInState([secret]).kept["secretText"];
    const unsaid = { ...kept, key: (kept?.["key"] ?? "").replace("harnessSecretManager", "") };
    const after = { services: [], kept: { secretText: unsaid }, production: [] };
    assert.deepEqual(judge({}, [secret], after), { refused: false, losses: [] });
  });

  it("counts what a run that failed has added to what the last good one told", () => {
    const resources = [...many, "e", "f"].flatMap((name) => serviceIn(name));
    const verdict = judge(wanted(many), resources, wanted(many.slice(0, 3)));
    assert.deepEqual(
      verdict.losses.map(({ name }) => name),
      ["d", "e", "f"],
    );
    assert.ok(verdict.refused);
  });

  it("counts what a run that failed has moved, when it is to be moved back", () => {
    const resources = many.flatMap((name) => serviceIn(name, "moved"));
    const verdict = judge(wanted(many), resources, wanted(many));
    assert.deepEqual(
      verdict.losses.map(({ name, how }) => `${name} ${how}`),
      many.map((name) => `${name} replaced`),
    );
    // Going on is what the word was given for: the number stays the one that the outputs lead to.
    assert.equal(judge(wanted(many), resources, wanted(many, "moved")).losses.length, 4);
  });

  it("leaves out what was allowed to go and could not be deleted, until it is gone or wanted again", () => {
    const resources = many.flatMap((name) => serviceIn(name));
    const after = wanted(["a"]);
    const { losses } = judge(wanted(many), resources, after);
    const held = heldInState(resources);
    const leaving = leavingWith(losses, [], held, after);
    assert.deepEqual(leaving, ["service/b", "service/c", "service/d"]);
    assert.deepEqual(judge(after, resources, after, leaving).losses, []);
    assert.deepEqual(leavingWith([], leaving, held, after), leaving);
    assert.deepEqual(leavingWith([], leaving, held, wanted(many)), []);
    assert.deepEqual(leavingWith([], leaving, heldInState(serviceIn("a")), after), []);
  });

  it("does not count what a killed run has made beside the object of the state", () => {
    const [service, pipeline] = serviceIn("a");
    const twin = { ...service!, urn: `${service!.urn}~unrecorded-12345678` };
    assert.deepEqual(heldInState([service!, pipeline!, twin]), heldInState([service!, pipeline!]));
  });

  it("knows the delegates of a stack by their components", () => {
    const type = "harness-catalog:components:ClusterDelegate";
    const held = heldInState([{ urn: `urn:pulumi:dev::p::${type}::euw1`, type, outputs: {} }]);
    const after = { services: [], kept: { delegate: { euw1: "delegate-euw1" } }, production: [] };
    assert.deepEqual(guardDeletions({ before: withHeld({}, held, [], after), after }), {
      refused: false,
      losses: [],
    });
    const none = { services: [], kept: {}, production: [] };
    assert.ok(guardDeletions({ before: withHeld({}, held, [], none), after: none }).refused);
  });
});
