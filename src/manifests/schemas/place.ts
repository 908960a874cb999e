/** Where the schema of a kind is. */
import { join } from "node:path";

/** A JSON schema of one kind. */
export interface SchemaOf {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly schema: object;
}

/** Below the package. */
export const schemasFolder = join("src", "manifests", "schemas");

/** How kubeconform is told to find a schema; it calls the core group by its version. */
export const schemaTemplate = "{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json";

/** `apps/deployment_v1.json`, `v1/service_v1.json` */
export function schemaFile(group: string, version: string, kind: string): string {
  return `${group === "" ? version : group}/${kind.toLowerCase()}_${version}.json`;
}
