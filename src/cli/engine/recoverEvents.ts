/** What the engine's own record of a killed run adds to the provider's notes. Pure. */
import type { PendingOperation, StateResource } from "./deploymentState";
import type { WriteEntry } from "./journal";
import type { JournalEntry } from "./journalEntry";

/** What the engine prints instead of a secret; such a value is left out and written again by the next run. */
const masked = "[secret]";

/** How Pulumi marks a secret in its state. */
const encrypted = "4dabf18193072939515e22adb298388d";

const operations: Readonly<Record<string, string>> = {
  creating: "create",
  importing: "import",
  updating: "update",
  deleting: "delete",
};

/** Operations that a run with checkpoints left pending, as steps that had begun. */
export function pendingEntries(pending: readonly PendingOperation[]): JournalEntry[] {
  return pending.flatMap(({ type, resource }) => {
    const op = operations[type];
    return op === undefined ? [] : [{ at: "begun" as const, op, ...resource }];
  });
}

/**
 * Steps on Harness objects as writes, for runs in which no provider noted its own: those of the upstream plugin, and
 * those with checkpoints.
 */
export function writesOfEvents(steps: readonly JournalEntry[]): WriteEntry[] {
  return steps
    .filter(({ custom, type }) => custom && !type.startsWith("pulumi:"))
    .map((step) => {
      const inputs = step.inputs ?? {};
      const id = step.id ?? identifierOf(step.type, inputs);
      const isDelete = step.op.startsWith("delete");
      return {
        write: "",
        op: isDelete ? ("delete" as const) : step.op === "update" ? ("update" as const) : ("create" as const),
        urn: step.urn,
        type: step.type,
        ...(id === undefined || !step.type.startsWith("harness:") ? {} : { id }),
        address: [],
        secrets: isDelete ? [] : Object.keys(inputs).filter((key) => hidden(inputs[key])),
        inputs: open(inputs),
        to: { accountId: "", endpoint: "" },
      };
    });
}

/** Groups, providers and objects of other providers that were made and that the state does not know. */
export function otherRestored(
  resources: readonly StateResource[],
  steps: readonly JournalEntry[],
): StateResource[] {
  const known = new Set(resources.map(({ urn }) => urn));
  const lost = new Map<string, JournalEntry>();
  for (const step of steps) {
    if (step.op.startsWith("delete")) {
      if (step.at === "done") lost.delete(step.urn);
    } else if (!known.has(step.urn) && !(step.custom && step.type.startsWith("harness:"))) {
      // A `done` entry knows the id and the outputs, but must not move behind children that began after it did.
      lost.set(step.urn, { ...lost.get(step.urn), ...step });
    }
  }
  const restored: StateResource[] = [];
  const providers = new Set(resources.map(({ urn, id }) => `${urn}::${id ?? ""}`));
  for (const step of lost.values()) {
    if (step.custom && (step.id === undefined || step.at !== "done")) continue;
    if (step.parent !== undefined && !known.has(step.parent)) continue;
    if (step.provider !== undefined && !providers.has(step.provider)) continue;
    known.add(step.urn);
    providers.add(`${step.urn}::${step.id ?? ""}`);
    restored.push({
      urn: step.urn,
      custom: step.custom,
      type: step.type,
      ...(step.custom && step.id !== undefined ? { id: step.id } : {}),
      ...(step.parent === undefined ? {} : { parent: step.parent }),
      ...(step.provider === undefined ? {} : { provider: step.provider }),
      inputs: open(step.inputs ?? {}),
      outputs: open(step.outputs ?? step.inputs ?? {}),
    });
  }
  return restored;
}

/** Harness ids are the identifiers (of tokens the names) the program chose, so an unanswered create has a known id too. */
function identifierOf(type: string, inputs: Readonly<Record<string, unknown>>): string | undefined {
  const id = inputs[type.endsWith(":Delegatetoken") ? "name" : "identifier"];
  return typeof id === "string" ? id : undefined;
}

function hidden(value: unknown): boolean {
  const text = JSON.stringify(value ?? null);
  return text.includes(masked) || text.includes(encrypted);
}

function open(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !hidden(value)));
}
