/**
 * Every kind, every operation, every answer a wire may give instead of the right one: what the provider reports as done is
 * done, and the next run, with the state the engine would hold, leaves the very account that no fault ever met.
 */
import assert from "node:assert/strict";
import { type Kind, specs } from "../src/sdk/spec";
import { parse } from "yaml";
import { cases } from "./support/cases";
import type { Resource } from "./support/provider";
import { type Between, halfMade, wireAccount, wireProvider } from "./support/wire";
import { listFaults } from "./support/listFaults";
import { wireFaults, type WireFault } from "./support/wireFaults";

type Operation = "create" | "read" | "update" | "delete";
const operations: readonly Operation[] = ["create", "read", "update", "delete"];

const sandbox = wireAccount();
/** The account as text. A change of a freeze's status writes its YAML anew, so that counts by its meaning. */
const snapshot = () =>
  JSON.stringify(sandbox.snapshot(), (key, value: unknown) =>
    key === "yaml" && typeof value === "string" && value.startsWith("freeze:")
      ? (parse(value) as unknown)
      : value,
  );

/** What the engine knows when an operation has ended: what it holds, and whether it was told that all went well. */
interface Ended {
  readonly held: Resource | undefined;
  readonly error: unknown;
}

const goalOf = (kind: Kind, operation: Operation) =>
  operation === "update" ? { ...cases[kind].inputs, ...cases[kind].update } : cases[kind].inputs;

/** An account with what the operation needs. */
async function prepare(kind: Kind, operation: Operation): Promise<Resource | undefined> {
  sandbox.reset();
  const provider = wireProvider(sandbox);
  for (const parent of cases[kind].parents) await provider.create(parent, cases[parent].inputs);
  return operation === "create" ? undefined : provider.create(kind, cases[kind].inputs);
}

/** Runs the operation in a process of its own, as the engine would with what it holds. */
async function run(
  kind: Kind,
  operation: Operation,
  held: Resource | undefined,
  between?: Between,
): Promise<Ended> {
  const provider = wireProvider(sandbox, between);
  try {
    if (operation === "delete") {
      if (held !== undefined) await provider.remove(kind, held);
      return { held: undefined, error: undefined };
    }
    if (held === undefined)
      return { held: await provider.create(kind, goalOf(kind, operation)), error: undefined };
    if (operation === "update")
      return { held: await provider.update(kind, held, goalOf(kind, operation)), error: undefined };
    const read = operation === "read" ? await provider.read(kind, held) : held;
    return { held: read.id === "" ? undefined : read, error: undefined };
  } catch (error) {
    return { held: halfMade(error) ?? held, error };
  }
}

/**
 * Whether Harness itself says that the object is not there: then it is believed, and the next run makes it anew. Of a
 * delegate token there is no other word than its list.
 */
function saysGone(kind: Kind, fault: string): boolean {
  if (kind === "delegatetoken" && Object.hasOwn(listFaults, fault)) return true;
  return fault === "404 of the object" || (fault === "404 of the project" && kind === "project");
}

/** The fault at the call of this number, from 1; at every call for 0. Counts the calls. */
function at(position: number, fault: WireFault) {
  const seen = { calls: 0 };
  const between: Between = async (request, carryOut, clock) => {
    seen.calls += 1;
    if (position !== 0 && seen.calls !== position) return carryOut();
    if (fault.ownOf === undefined) return fault.answer(request, carryOut, clock);
    // Where the answer is the endpoint's own it is no fault, and whether it is only the endpoint can say
    const real = await carryOut();
    const isOwn = real.outcome.kind === "answer" && fault.ownOf(real.outcome.status);
    return isOwn ? real : fault.answer(request, carryOut, clock);
  };
  return { seen, between };
}

describe("provider on a bad wire", function () {
  this.timeout(120_000);
  let cells = 0;

  for (const kind of Object.keys(specs) as Kind[]) {
    for (const operation of operations) {
      it(`${kind}: ${operation}`, async () => {
        const before = await prepare(kind, operation);
        const counted = at(-1, wireFaults["429"] as WireFault);
        const clean = await run(kind, operation, before, counted.between);
        assert.equal(clean.error, undefined);
        const expected = snapshot();

        for (const [name, fault] of Object.entries(wireFaults)) {
          for (let position = 0; position <= counted.seen.calls; position += 1) {
            if (position === 0 && operation === "delete" && saysGone(kind, name)) continue;
            const what = `${name} at call ${position}`;
            // A read leaves the account as it is, and every cell ends with what was expected
            const start = operation === "read" ? before : await prepare(kind, operation);
            const ended = await run(kind, operation, start, at(position, fault).between);
            if (ended.error === undefined && !(operation === "read" && saysGone(kind, name))) {
              assert.equal(snapshot(), expected, `${what} was reported as done, and is not`);
              assert.equal(ended.held === undefined, clean.held === undefined, `${what}: the engine's state`);
            }
            const again = await run(kind, operation, ended.held);
            assert.equal(again.error, undefined, what);
            assert.equal(snapshot(), expected, `${what}: the account after the next run`);
            assert.equal(
              again.held === undefined,
              clean.held === undefined,
              `${what}: the state after the next run`,
            );
            cells += 1;
          }
        }
      });
    }
  }

  it("covers at least 22 answers to each", () => {
    assert.ok(Object.keys(wireFaults).length >= 22);
    assert.ok(cells >= Object.keys(specs).length * operations.length * 22, String(cells));
  });
});
