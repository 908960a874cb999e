import type { Yaml } from "../documents/yaml";
import type { ObjectKey } from "./model";

/** A stage with the objects its document refers to. */
export interface PlannedStage {
  readonly identifier: string;
  readonly yaml: Yaml;
  readonly refersTo: readonly ObjectKey[];
  /** Whether the stage deploys to production. */
  readonly production: boolean;
}
