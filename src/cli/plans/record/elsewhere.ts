/** Objects on GitHub and in clusters in the record of a stack, and what a plan does to them. Pure. */
import { canonical } from "../../../catalog/check/canonical";
import { isHarnessObject, isObject } from "../../engine/objectTypes";
import type { StateResource } from "../../engine/recovery";
import type { Change } from "../../engine/tally";
import type { ElsewhereObject } from "../elsewhere";
import { digester } from "./digest";
import type { RecordedElsewhere } from "./model";

/** How Pulumi marks a secret (sdk/go/common/resource/properties.go). */
const secretMark = "4dabf18193072939515e22adb298388d";

/** Stands for a value that is secret: nothing about it is kept. */
const hidden = "secret";

/** What is kept of an object that is not Harness's; undefined for any other resource. */
export function recordedElsewhere(resource: StateResource, salt: string): RecordedElsewhere | undefined {
  const { type, urn, parent = "", inputs = {} } = resource;
  if (!isObject(type) || isHarnessObject(type)) return undefined;
  const [component = "", group = ""] = parent.split("::").slice(-2);
  const name = urn.split("::").at(-1) ?? "";
  const own = component.split(":").at(-1) ?? "";
  const digest = digester(salt, keyOf({ component: own, type, name }));
  const given = Object.entries(withoutDefaults(inputs) as Readonly<Record<string, unknown>>);
  return {
    component: own,
    group,
    type,
    name,
    digests: Object.fromEntries(
      given
        .filter(([, value]) => value !== undefined && value !== null)
        .map(([key, value]) => [key, holdsSecret(value) ? hidden : digest(key, meaningOf(value))]),
    ),
  };
}

/** What a plan does to them, deletions last, and whether anything of them could not be compared. */
export interface ElsewhereChanges {
  readonly changes: readonly Change[];
  /** Number of objects afterwards. */
  readonly total: number;
  /** Objects with an input that only a run knows: the number of a team, a value of an environment. */
  readonly partly: number;
}

/** From what the record has to what a plan wants. */
export function changesElsewhere(
  salt: string,
  recorded: readonly RecordedElsewhere[],
  wanted: readonly ElsewhereObject[],
): ElsewhereChanges {
  const old = new Map(recorded.map((each) => [keyOf(each), each]));
  // An object is made only with its value; one that is there keeps it.
  const next = new Map(
    wanted.filter((each) => !each.lacksValue || old.has(keyOf(each))).map((each) => [keyOf(each), each]),
  );
  const differing = [...next].map(([key, each]) => ({ each, ...differences(salt, key, old.get(key), each) }));
  const gone = [...old].filter(([key]) => !next.has(key)).reverse();
  return {
    changes: [
      ...differing.flatMap(({ each, op, properties }) =>
        op === undefined ? [] : [changeOf(op, each, properties)],
      ),
      ...gone.map(([, each]) => changeOf("delete", each, [])),
    ],
    total: next.size,
    partly: differing.filter(({ open }) => open).length,
  };
}

interface Differences {
  readonly op: Change["op"] | undefined;
  readonly properties: readonly string[];
  /** Whether an input could not be compared. */
  readonly open: boolean;
}

function differences(
  salt: string,
  key: string,
  old: RecordedElsewhere | undefined,
  now: ElsewhereObject,
): Differences {
  if (old === undefined) return { op: "create", properties: [], open: false };
  const digest = digester(salt, key);
  const inputs = Object.entries(now.inputs).filter(([, value]) => value !== undefined && value !== null);
  const open = inputs.filter(([, value]) => isOpen(value)).map(([name]) => name);
  const changed = inputs
    .filter(([name]) => !open.includes(name))
    .filter(([name, value]) => old.digests[name] !== digest(name, meaningOf(value)))
    .map(([name]) => name);
  const names = new Set(inputs.map(([name]) => name));
  const gone = Object.keys(old.digests).filter((name) => !names.has(name) && old.digests[name] !== hidden);
  const properties = [...changed, ...gone];
  const op =
    properties.length === 0
      ? undefined
      : properties.some((name) => replaces(now.type, name))
        ? "replace"
        : "update";
  return { op, properties, open: open.some((name) => old.digests[name] !== hidden) };
}

/**
 * Inputs that say where an object is, and so make it anew: `ForceNew` in the schemas of terraform-provider-github 6, which
 * `@pulumi/github` 6 is made from. Objects of clusters have theirs in their names.
 */
const fixed: readonly string[] = ["repository", "environment", "secretName", "variableName", "teamId"];

function replaces(type: string, property: string): boolean {
  return type.startsWith("github:") && fixed.includes(property);
}

function changeOf(
  op: Change["op"],
  of: Omit<RecordedElsewhere, "digests">,
  properties: readonly string[],
): Change {
  const { component, group, type, name } = of;
  return { op, type, name, properties, group: { component, name: group } };
}

function keyOf({ component, type, name }: Pick<RecordedElsewhere, "component" | "type" | "name">): string {
  return `${component}$${type}::${name}`;
}

/** A text that is equal for equal values, whatever the order of their keys. */
function meaningOf(value: unknown): string {
  return JSON.stringify(canonical(value)) ?? "";
}

/** Whether a placeholder stands anywhere in a value. */
function isOpen(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return "$team" in value || "$value" in value || Object.values(value).some(isOpen);
}

function holdsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.hasOwn(value, secretMark) || Object.values(value).some(holdsSecret);
}

/** Plugins made from Terraform's list under `__defaults` what they have filled in themselves (pulumi-terraform-bridge, pkg/tfbridge). */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== "object" || value === null || Object.hasOwn(value, secretMark)) return value;
  const { __defaults: filled = [], ...members } = value as { __defaults?: unknown };
  const names = Array.isArray(filled) ? filled : [];
  return Object.fromEntries(
    Object.entries(members)
      .filter(([name]) => !names.includes(name))
      .map(([name, item]) => [name, withoutDefaults(item)]),
  );
}
