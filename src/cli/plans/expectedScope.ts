import type { Catalog } from "../../catalog/model";
import type { PlanScope } from "../../plan";
import { readProjectFile } from "../../../infra/projectFile";
import { stateIdentity } from "../../../infra/stateIdentity";
import { scopeOf } from "../../../infra/wanted";
import { knownState } from "../engine/knownState";
import type { EngineSettings } from "../engine/settings";
import type { Io } from "../io";
import { settingsOf } from "./stackSettings";

/**
 * The scope that the program is going to plan for, as far as it can be known before the engine runs: with it the policies and
 * the program share one plan. Should the program come to another one, it plans again.
 * @returns undefined where only the engine can read the state, whose identity is in every plan
 * @throws CatalogError CMD011
 */
export function expectedScope(io: Io, catalog: Catalog, settings: EngineSettings): PlanScope | undefined {
  const { root, stack, programEnv, backendUrl } = settings;
  if (!backendUrl.startsWith("file:")) return undefined;
  const project = readProjectFile(root, "Pulumi.yaml")?.["name"];
  if (typeof project !== "string") return undefined;
  const told = settingsOf({ ...io, env: programEnv }, root, stack, {}, { account: "any" });
  const last = knownState(settings, project)?.outputs;
  const place = { backendUrl, organization: undefined, project, stack };
  const stateId = stateIdentity({ explicit: told.stateId, last, ...place });
  return scopeOf(catalog, { ...told, stateId });
}
