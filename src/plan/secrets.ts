/** Secrets of platform.yaml: names and sources, never values. */
import type { Platform, Secret } from "../catalog/model";
import { secretNames } from "../catalog/names";
import { projectInputs, projectKeys, type PlanContext } from "./context";
import type { InputsOfKind, ObjectKey, PlannedObject } from "./model";
import { sortedEntries } from "./sorting";
import { ownerTags, tagInputs } from "./tags";

/** One object per secret. A value that is read from the environment stands as a placeholder. */
export function secretObjects(context: PlanContext): PlannedObject[] {
  return sortedEntries(context.catalog.platform.secrets).map(([identifier, secret]) => ({
    kind: "secretText",
    name: identifier,
    inputs: {
      identifier,
      name: identifier,
      ...(secret.description === undefined ? {} : { description: secret.description }),
      ...(secret.scope === "project" ? projectInputs(context) : {}),
      tags: tagInputs(ownerTags(context)),
      secretManagerIdentifier: secret.secretManager,
      ...valueOf(identifier, secret),
    },
    dependsOn: secret.scope === "project" ? projectKeys(context) : [],
  }));
}

/** How a secret is referred to from the project. @throws Error when it is not declared; the checks refuse that. */
export function secretReference({ secrets }: Platform, identifier: string): string {
  const secret = secrets[identifier];
  if (secret === undefined) throw new Error(`secret ${identifier} is not part of the platform`);
  return secretNames.reference(identifier, secret.scope);
}

/** The object of a secret. */
export function secretKey(identifier: string): ObjectKey {
  return `secretText/${identifier}`;
}

/** What an object of the project that refers to a secret depends on; a secret of the project implies the project. */
export function secretDependencies(context: PlanContext, identifier: string): ObjectKey[] {
  const ofProject = context.catalog.platform.secrets[identifier]?.scope === "project";
  return ofProject ? [secretKey(identifier)] : [...projectKeys(context), secretKey(identifier)];
}

function valueOf(
  identifier: string,
  secret: Secret,
): Pick<InputsOfKind<"secretText">, "valueType" | "value"> {
  if (secret.reference !== undefined) return { valueType: "Reference", value: secret.reference };
  return { valueType: "Inline", value: { $secret: identifier } };
}
