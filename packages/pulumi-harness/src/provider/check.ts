/** Validation of inputs, with everything the program leaves out filled in. Pure. */
import type { ResourceSpec } from "../sdk/spec";
import type { z } from "zod";
import { checkYaml, rootOf } from "./checkYaml";
import { isEmpty } from "./values";
import { secret } from "./wire/secrets";
import { plain, type Plain, type Wire } from "./wire/struct";
import { isUnknownAt, Unknown } from "./wire/unknowns";

/** One problem: the property's path and what to do about it. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/** Checked inputs in wire form, and all problems at once. */
export interface Checked {
  readonly inputs: Wire;
  readonly failures: readonly Failure[];
}

/** Checks the inputs of a resource; `logicalName` is its name in the program. */
export function check(spec: ResourceSpec, logicalName: string, olds: Wire, news: Wire): Checked {
  const inputs: Record<string, unknown> = { ...spec.defaults, ...withoutInternals(news) };
  fillFromYaml(spec, inputs);
  if (isEmpty(inputs["name"]) && "name" in spec.inputs.shape) inputs["name"] = olds["name"] ?? logicalName;
  for (const key of spec.secret) inputs[key] = secret(inputs[key]);

  const values = plain(inputs);
  const failures = [
    ...refusals(spec, values),
    ...shapeFailures(spec, values),
    ...yamlFailures(spec, plain(olds), values),
  ];
  return {
    inputs,
    failures: failures.map(({ property, reason }) => ({ property, reason: `${reason}  [HAR008]` })),
  };
}

/** Name and identifier that the YAML gives and the program does not, as upstream does. */
function fillFromYaml(spec: ResourceSpec, inputs: Record<string, unknown>): void {
  const missing = ["identifier", "name"].filter((key) => key in spec.inputs.shape && isEmpty(inputs[key]));
  if (missing.length === 0 || spec.yaml === undefined) return;
  const root = rootOf(spec, plain(inputs));
  for (const key of missing) {
    if (typeof root?.[key] === "string") inputs[key] = root[key];
  }
}

function refusals(spec: ResourceSpec, values: Plain): Failure[] {
  return spec.refused
    .filter((key) => values[key] instanceof Unknown || !isEmpty(values[key]))
    .map((key) => ({
      property: key,
      reason: `is not supported by this provider, which keeps objects inline (no Git Experience); use the upstream plugin`,
    }));
}

/** Issues of the schema, except those that an unknown value causes: these are found when it is known. */
function shapeFailures(spec: ResourceSpec, values: Plain): Failure[] {
  const result = spec.inputs.safeParse(values);
  if (result.success) return [];
  return result.error.issues
    .filter((issue) => !isUnknownAt(values, issue.path))
    .flatMap((issue) => describe(spec, issue));
}

function describe(spec: ResourceSpec, issue: z.core.$ZodIssue): Failure[] {
  const property = propertyPath(issue.path);
  if (issue.code === "unrecognized_keys") {
    const kind = spec.token.split(":").at(-1);
    return issue.keys.map((key) => ({
      property: propertyPath([...issue.path, key]),
      reason: `is not an input of ${kind}; remove it or correct its spelling`,
    }));
  }
  const missing =
    issue.code === "invalid_type" && issue.input === undefined && issue.message.includes("undefined");
  return [{ property, reason: missing ? `is required; give it a ${issue.expected}` : issue.message }];
}

function yamlFailures(spec: ResourceSpec, olds: Plain, values: Plain): Failure[] {
  const key = spec.yaml?.key;
  // Parsing costs milliseconds per pipeline, and a text that passed once passes again
  if (key === undefined || (olds[key] === values[key] && olds["identifier"] === values["identifier"]))
    return [];
  return checkYaml(spec, values).map((reason) => ({ property: key, reason }));
}

/** `notificationConfigs[0].type` */
function propertyPath(path: readonly PropertyKey[]): string {
  return path
    .map((step, i) => (typeof step === "number" ? `[${step}]` : `${i === 0 ? "" : "."}${String(step)}`))
    .join("");
}

/** Keys such as `__defaults` belong to bridged providers and are no inputs. */
function withoutInternals(wire: Wire): Wire {
  return Object.fromEntries(
    Object.entries(wire).filter(
      ([key, value]) => !key.startsWith("__") && value !== null && value !== undefined,
    ),
  );
}
