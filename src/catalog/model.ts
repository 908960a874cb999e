/** The checked catalog: what everything after loading works with. Types only. */
import type { TemplateLibrary } from "./library/model";
import type { Platform } from "./schema/platform";
import type { Service } from "./schema/service";

export type { Archetype, Strategy, Target } from "./schema/common";
export type {
  Cluster,
  Connector,
  Environment,
  Freeze,
  Gate,
  Platform,
  Ring,
  Secret,
  Team,
} from "./schema/platform";
export type { GitHub } from "./schema/gitHub";
export type { Service } from "./schema/service";

/** Both files, every default filled in, every reference known to resolve. Services are sorted by name. */
export interface Catalog {
  readonly platform: Platform;
  readonly services: readonly Service[];
  /** Every version of every Harness template there is to use. */
  readonly library: TemplateLibrary;
}
