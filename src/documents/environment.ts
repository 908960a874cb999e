/** An environment of the promotion order. One per environment, whatever its regions (C-13). */
import { entityHead, type Entity } from "./entity";
import { renderYaml } from "./yaml";

/** Harness knows these two kinds; policies and freezes tell production by it. */
export type EnvironmentType = "PreProduction" | "Production";

/** The environment document. The name is the label, which `<+env.name>` gives back in manifest paths. */
export function renderEnvironment(entity: Entity, type: EnvironmentType): string {
  return renderYaml("environment", { ...entityHead(entity), type, variables: [] });
}
