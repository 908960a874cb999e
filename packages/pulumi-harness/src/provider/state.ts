/** Properties after a write and after a read, in wire form: secrets stay wrapped, spellings of equal values stay. Pure. */
import type { ResourceSpec } from "../sdk/spec";
import type { Found } from "./handlers/handler";
import { noted } from "./notes";
import { isEmpty, sameValue } from "./values";
import { containsSecret, secret } from "./wire/secrets";
import { plainValue, type Wire } from "./wire/struct";
import { unknown } from "./wire/unknowns";

/**
 * Outputs after a create or update: the inputs as given, and what Harness filled in.
 * @param write name of the write, as the proof that the state knows its end
 */
export function stateAfterWrite(
  spec: ResourceSpec,
  inputs: Wire,
  found: Found,
  before: Wire = {},
  write?: string,
): Wire {
  const filled = [...spec.computed, ...Object.keys(spec.outputs.shape)];
  const kept = pick(before, filled);
  return { ...kept, ...marked(spec, found.remote, before), ...inputs, ...notes(found.mark, write) };
}

/** Outputs a create or update will have, as far as a preview can know. */
export function stateAtPreview(spec: ResourceSpec, inputs: Wire, before?: Wire): Wire {
  const filled = [...spec.computed, ...Object.keys(spec.outputs.shape)];
  const later: Wire =
    before === undefined ? Object.fromEntries(filled.map((key) => [key, unknown])) : pick(before, filled);
  return { ...later, ...inputs };
}

/** Inputs and outputs after a read; equal values keep the spelling they had. */
export function afterRead(
  spec: ResourceSpec,
  before: { readonly inputs: Wire; readonly state: Wire },
  found: Found,
): { inputs: Wire; state: Wire } {
  const remote = marked(spec, found.remote, { ...before.state, ...before.inputs });
  const imported = Object.keys(before.inputs).length === 0;
  const inputs: Record<string, unknown> = {};
  for (const key of Object.keys(spec.inputs.shape)) {
    const last = before.inputs[key];
    if (last !== undefined) inputs[key] = settle(spec, key, last, remote[key]);
    else if (!isEmpty(plainValue(remote[key])) && (imported || !spec.computed.includes(key)))
      inputs[key] = remote[key];
  }
  const state: Record<string, unknown> = pick(before.state, [...spec.local, ...spec.secret]);
  for (const [key, value] of Object.entries(remote)) {
    state[key] = before.state[key] === undefined ? value : settle(spec, key, before.state[key], value);
  }
  return { inputs: defined(inputs), state: { ...defined(state), ...inputs, ...notes(found.mark) } };
}

/** The state of a resource that was proven unchanged, with the mark that proves it next time. */
export function afterNoChange(state: Wire, found: Found): Wire {
  return { ...state, ...notes(found.mark) };
}

/** The value after a read: the old spelling when it means the same, or when Harness never says the value. */
function settle(spec: ResourceSpec, key: string, last: unknown, now: unknown): unknown {
  const unreadable = spec.local.includes(key) || (spec.secret.includes(key) && now === undefined);
  if (unreadable || sameValue(spec, key, plainValue(last), plainValue(now))) return last;
  return now;
}

/** Remote values, wrapped where the spec or the value they replace says they are secret. */
function marked(spec: ResourceSpec, remote: Wire, before: Wire): Wire {
  const entries = Object.entries(remote).map(([key, value]) => {
    const isHidden = spec.secret.includes(key) || containsSecret(before[key]);
    return [key, isHidden ? secret(value) : value] as const;
  });
  return Object.fromEntries(entries);
}

function notes(changeMark: string | undefined, write?: string): Wire {
  return noted({
    ...(changeMark === undefined ? {} : { changeMark }),
    ...(write === undefined ? {} : { write }),
  });
}

function pick(wire: Wire, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.filter((key) => wire[key] !== undefined).map((key) => [key, wire[key]]));
}

function defined(wire: Wire): Wire {
  return Object.fromEntries(Object.entries(wire).filter(([, value]) => value !== undefined));
}
