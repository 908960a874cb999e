/** From the state of a stack to its record. Pure, but for the salt it is given. */
import { kindOf } from "@pulumi/harness/provider/orphans";
import { digestsOf, specOf, type Plain } from "@pulumi/harness/provider/offline";
import type { Holdings } from "../../../catalog/guard";
import { heldInState } from "../../../../infra/inState";
import { compareText } from "@harness-catalog/problems/suggest";
import { isHarnessObject } from "../../engine/objectTypes";
import type { StateResource } from "../../engine/recovery";
import { placedKey } from "../objects";
import { digester } from "./digest";
import { recordedElsewhere } from "./elsewhere";
import { recordVersion, type RecordedObject, type StackRecordFile } from "./model";

/** What the state says of a resource beside what recovery needs. */
type Resource = StateResource & { readonly delete?: boolean; readonly initErrors?: readonly string[] };

/** Outputs that no judgement needs: addresses for people. */
const unneeded = new Set(["pipelineUrls", "objects"]);

/** How Pulumi marks a secret (sdk/go/common/resource/properties.go). */
const secretMark = "4dabf18193072939515e22adb298388d";

/** The record of a state. @param resources as the engine exports them, secrets in plain text */
export function recordOf(stack: string, resources: readonly StateResource[], salt: string): StackRecordFile {
  const alive = (resources as readonly Resource[]).filter((resource) => resource.delete !== true);
  const provider = alive.find(({ type }) => type === "pulumi:providers:harness")?.inputs ?? {};
  const outputs = alive.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
  const objects = alive.filter(({ type }) => isHarnessObject(type)).flatMap((each) => recorded(each, salt));
  const others = alive.flatMap((each) => recordedElsewhere(each, salt) ?? []);
  return {
    version: recordVersion,
    stack,
    ...texts({ account: outputs["account"] ?? provider["accountId"], endpoint: provider["endpoint"] }),
    salt,
    outputs: judged(outputs),
    ...unsaid(alive, outputs),
    elsewhere: others.length,
    others: others.sort((a, b) => compareText(`${a.type} ${a.name}`, `${b.type} ${b.name}`)),
    objects: objects.sort((a, b) => compareText(keyOfRecorded(a), keyOfRecorded(b))),
  };
}

/** What the engine knows the resource by. */
export function keyOfRecorded({ component, kind, name }: RecordedObject): string {
  return placedKey(component, `${kind}/${name}`);
}

/** Whether nothing about a value may be kept: a secret, unless it is only a reference to one in a vault. */
export function isHidden(secret: readonly string[], inputs: Plain): (property: string) => boolean {
  return (property) => secret.includes(property) && inputs["valueType"] !== "Reference";
}

function recorded(resource: Resource, salt: string): RecordedObject[] {
  const kind = kindOf(resource.type);
  if (kind === undefined) return [];
  const [component = "", group = ""] = (resource.parent ?? "").split("::").slice(-2);
  const own = component.split(":").at(-1) ?? "";
  const name = resource.urn.split("::").at(-1) ?? "";
  const inputs = plainState(resource.inputs ?? {}) as Plain;
  const state = plainState(resource.outputs ?? {}) as Plain;
  const spec = specOf(kind);
  const digest = digester(salt, placedKey(own, `${kind}/${name}`));
  return [
    {
      component: own,
      group,
      kind,
      name,
      ...((resource.initErrors ?? []).length > 0 ? { partial: true } : {}),
      digests: digestsOf(spec, { inputs, state }, digest, isHidden(spec.secret, inputs)),
    },
  ];
}

function judged(outputs: Readonly<Record<string, unknown>>): StackRecordFile["outputs"] {
  const kept = Object.entries(outputs).filter(([key]) => !unneeded.has(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, key === "gitHub" ? { protected: protectedIn(value) } : value]),
  );
}

/** What the guard counts and the outputs do not say. */
function unsaid(resources: readonly Resource[], outputs: Partial<Holdings>): Pick<StackRecordFile, "held"> {
  const held = heldInState(
    resources.map(({ urn, type, outputs: values }) => ({
      urn,
      type,
      outputs: plainState(values ?? {}) as Plain,
    })),
  );
  const services = held.services.filter((name) => outputs.services?.includes(name) !== true);
  const kept = Object.entries(held.kept).flatMap(([kind, places]) => {
    const more = Object.entries(places).filter(([name, place]) => outputs.kept?.[kind]?.[name] !== place);
    return more.length === 0 ? [] : [[kind, Object.fromEntries(more)] as const];
  });
  return services.length + kept.length === 0 ? {} : { held: { services, kept: Object.fromEntries(kept) } };
}

function protectedIn(gitHub: unknown): unknown {
  return (gitHub as { readonly protected?: unknown } | undefined)?.protected ?? {};
}

function texts(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** Values without the marks of secrets. */
function plainState(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainState);
  if (typeof value !== "object" || value === null) return value ?? undefined;
  const members = value as Readonly<Record<string, unknown>>;
  if (Object.hasOwn(members, secretMark)) {
    const { plaintext } = members;
    return typeof plaintext === "string" ? plainState(JSON.parse(plaintext)) : undefined;
  }
  return Object.fromEntries(Object.entries(members).map(([key, item]) => [key, plainState(item)]));
}
