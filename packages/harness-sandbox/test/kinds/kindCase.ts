import type { Kind } from "../../src/entity";
import type { Req } from "../client";

/** How one kind is created, read, listed, changed and deleted, and what its answers look like. */
export interface KindCase {
  readonly kind: Kind;
  /** What must exist before. */
  readonly parents: readonly Req[];
  readonly create: (identifier: string) => Req;
  readonly read: (identifier: string) => Req;
  /** Absent where the API has no list. */
  readonly list?: Req;
  readonly update: (identifier: string) => Req;
  readonly remove: (identifier: string) => Req;
  /** Status of a create, an update and a delete; 200 unless said. */
  readonly status?: { readonly create?: number; readonly update?: number; readonly remove?: number };
  /** Status of reading and deleting what is not there; 404 unless said. */
  readonly missing?: number;
  /** Code of that answer; `RESOURCE_NOT_FOUND_EXCEPTION` unless said. */
  readonly missingCode?: string;
  /** Text that the update brings into the answer of a read; the update changes nothing else that is checked. */
  readonly changed: string;
  /** A create into something that does not exist. */
  readonly unknownParent?: Req;
  readonly identifiersMay?: "dash";
  /** The API has no update: the client deletes and creates. */
  readonly updateDeletesFirst?: true;
}
