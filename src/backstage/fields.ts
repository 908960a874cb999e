/** Form fields made from the schema of a catalog entry, so that the form cannot say anything else. */
import { servicesJsonSchema } from "../catalog/schema/jsonSchema";
import { serviceSchema, type Service } from "../catalog/schema/service";
import type { YamlMap } from "./templates/document";

interface FieldSchema extends YamlMap {
  readonly default?: string | string[];
  readonly description?: string;
}

/** JSON Schema of a field of an entry, as a person writes it. */
export function schemaOf(field: keyof Service): FieldSchema {
  const file = servicesJsonSchema() as {
    properties: { services: { items: { properties: Record<keyof Service, FieldSchema> } } };
  };
  return file.properties.services.items.properties[field];
}

/** A text field with the limits, the explanation and the rule of the catalog. */
export function textField(title: string, field: keyof Service): YamlMap {
  return { title, ...schemaOf(field), "ui:help": helpOf(field) };
}

/** A value picked from what the platform has. Labels stand beside the values; the default is the schema's, where it is among them. */
export function choiceField(
  title: string,
  field: keyof Service,
  labels: ReadonlyMap<string, string>,
): YamlMap {
  const { default: preset, description } = schemaOf(field);
  const values = [...labels.keys()];
  return {
    title,
    description,
    type: "string",
    enum: values,
    enumNames: [...labels.values()],
    default: values.find((value) => value === preset) ?? values[0],
  };
}

/** Several values of what the platform has, at least one, all of them at first. */
export function checkboxes(
  title: string,
  field: keyof Service,
  labels: ReadonlyMap<string, string>,
): YamlMap {
  const { description, minItems } = schemaOf(field);
  const values = [...labels.keys()];
  return {
    title,
    description,
    type: "array",
    items: { type: "string", enum: values, enumNames: [...labels.values()] },
    uniqueItems: true,
    minItems,
    default: values,
    "ui:widget": "checkboxes",
  };
}

/** The schema's own words for a value that breaks the pattern. What stands in brackets there is about YAML. */
function helpOf(field: keyof Service): string | undefined {
  const issue = serviceSchema.shape[field]
    .safeParse("!")
    .error?.issues.find(({ code }) => code === "invalid_format");
  return issue && `Must be ${issue.message.replace(/ \([^)]*\)$/, "")}`;
}
