import { del, get, post, put } from "../requests";
import type { AcceptanceCase } from "./acceptanceCase";
import { inAccount, inOrganization, inProject, type Place } from "./place";

const id = "AccSecret_hJnRy";

/** `seen` is what a client gets to see of the value. */
function secretCase(
  test: string,
  place: Place,
  {
    manager,
    valueType,
    seen,
  }: { manager: string; valueType: string; seen: (value: string) => string | null },
): AcceptanceCase {
  const path = `/ng/api/v2/secrets/${id}?${place.query}`;
  const body = (name: string, value: string) => ({
    secret: {
      type: "SecretText",
      name,
      identifier: id,
      ...place.fields,
      tags: { foo: "bar" },
      description: "test",
      spec: { type: "", secretManagerIdentifier: manager, valueType, value, additionalMetadata: {} },
    },
  });
  const reads = (name: string, value: string) => ({
    "data.secret.name": name,
    "data.secret.tags": { foo: "bar" },
    "data.secret.spec.value": seen(value),
    "data.secret.spec.secretManagerIdentifier": manager,
  });
  return {
    test,
    given: place.given,
    steps: [
      { apply: [post(`/ng/api/v2/secrets?${place.query}`, body(id, "one"))], reads: reads(id, "one") },
      { apply: [put(path, body(`${id}_updated`, "two"))], reads: reads(`${id}_updated`, "two") },
    ],
    read: get(path),
    remove: del(path),
  };
}

const inline = { manager: "harnessSecretManager", valueType: "Inline", seen: () => null };
/** The secret manager of a reference is one that the account does not hold. */
const reference = { manager: "someVault", valueType: "Reference", seen: (value: string) => value };

export const secretCases: readonly AcceptanceCase[] = [
  secretCase("TestAccSecretText_inline", inAccount, inline),
  secretCase("TestAccResourceSecretText_reference", inAccount, reference),
  secretCase("TestProjectSecretText_inline", inProject(id), inline),
  secretCase("TestOrgSecretText_inline", inOrganization(id), inline),
  secretCase("TestOrgResourceSecretText_reference", inOrganization(id), reference),
  secretCase("TestAccSecretText_DeleteUnderLyingResource", inAccount, inline),
];
