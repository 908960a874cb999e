/** The Pulumi package schema, made from the specs. */
import { describeShape, type Property, type ResourceSpec, type Shape, specs } from "../sdk/spec";
import { readTextFile } from "@harness-catalog/files/plainFile";

/** Version of the package and of this plugin; that of the upstream SDK whose surface it has. */
export const packageVersion: string = (
  JSON.parse(readTextFile(require.resolve("@pulumi/harness/package.json"))) as { version: string }
).version;

type SchemaJson = Record<string, unknown>;

/** The schema as `pulumi package get-schema` shows it. */
export function packageSchema(): SchemaJson {
  const types: Record<string, SchemaJson> = {};
  const resources = Object.fromEntries(
    Object.values(specs).map((spec) => [spec.token, resourceSchema(spec, types)]),
  );
  const text = { type: "string" };
  const connection = {
    accountId: text,
    apiKey: { ...text, secret: true },
    endpoint: text,
    fmeAdminApiEndpoint: text,
    platformApiKey: { ...text, secret: true },
  };
  return {
    name: "harness",
    version: packageVersion,
    description: "Harness, by a native provider",
    meta: { moduleFormat: "(.*)(?:/[^/]*)" },
    config: { variables: connection },
    provider: { inputProperties: connection, properties: connection },
    types,
    resources,
  };
}

function resourceSchema(spec: ResourceSpec, types: Record<string, SchemaJson>): SchemaJson {
  const prefix = spec.token.split(":").at(-1) ?? "";
  const inputs = describeShape(spec.inputs);
  const outputs = describeShape(spec.outputs);
  const schemaOf = ([key, property]: [string, Property]) => {
    const secret = spec.secret.includes(key) ? { secret: true } : {};
    const replaced = spec.address.includes(key) || spec.immutable.includes(key);
    const name = `${prefix}${pascal(key)}`;
    return [
      key,
      {
        ...typeSchema(name, property.shape, types),
        ...secret,
        ...(replaced ? { willReplaceOnChanges: true } : {}),
      },
    ];
  };
  const inputProperties = Object.fromEntries(Object.entries(inputs).map(schemaOf)) as SchemaJson;
  const requiredInputs = Object.keys(inputs).filter((key) => inputs[key]?.required);
  return {
    inputProperties,
    requiredInputs,
    properties: {
      ...inputProperties,
      ...(Object.fromEntries(Object.entries(outputs).map(schemaOf)) as SchemaJson),
    },
    required: [...requiredInputs, ...Object.keys(outputs)],
  };
}

/** Nested objects are named types in a package schema: upstream names them after the path that leads to them. */
function typeSchema(name: string, shape: Shape, types: Record<string, SchemaJson>): SchemaJson {
  if (shape.type === "array") return { type: "array", items: typeSchema(singular(name), shape.items, types) };
  if (shape.type === "map")
    return { type: "object", additionalProperties: typeSchema(name, shape.items, types) };
  if (shape.type !== "object") return { type: shape.type };
  const token = `harness:platform/${name}:${name}`;
  const entries = Object.entries(shape.properties);
  types[token] = {
    type: "object",
    properties: Object.fromEntries(
      entries.map(([key, property]) => [key, typeSchema(`${name}${pascal(key)}`, property.shape, types)]),
    ),
    required: entries.filter(([, property]) => property.required).map(([key]) => key),
  };
  return { $ref: `#/types/${token}` };
}

function pascal(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1);
}

function singular(name: string): string {
  return name.endsWith("ies") ? `${name.slice(0, -3)}y` : name.replace(/s$/, "");
}
