/** What every Harness document says of itself. */
import type { YamlMap } from "./yaml";

/** Organization and project an object lives in. */
export interface ProjectScope {
  readonly organization: string;
  readonly project: string;
}

/** Tags by key; values hold no colon, because the API writes a tag as `key:value`. */
export type Tags = Readonly<Record<string, string>>;

/** Identity of an object; name and identifier must be the same in the request and in the document. */
export interface Entity {
  readonly scope: ProjectScope;
  readonly identifier: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly tags: Tags;
}

/** The first members of a document, in the order Harness's own editor writes them. */
export function entityHead({ scope, identifier, name, description, tags }: Entity): YamlMap {
  return {
    name,
    identifier,
    description,
    orgIdentifier: scope.organization,
    projectIdentifier: scope.project,
    tags,
  };
}
