import type { ReadState } from "../../../infra/readState";
import type { StateResource } from "./deploymentState";
import type { EngineSettings } from "./settings";
import { readStateFile, stateFile } from "./stackState";

/**
 * The state that the engine is about to read, where it is a file of this machine; undefined where only the engine can read it,
 * and where there is none that is whole.
 */
export function knownState(settings: EngineSettings, project: string): ReadState | undefined {
  const file = stateFile(settings, project);
  const found = file === undefined ? undefined : readStateFile(file);
  return found?.kind === "whole" ? readStateOf(found.state.deployment.resources ?? []) : undefined;
}

/** Resources of a state as the engine tells a program of them. Pure. */
export function readStateOf(resources: readonly StateResource[]): ReadState {
  const staying = resources.filter(({ delete: goes }) => goes !== true);
  return {
    outputs: staying.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {},
    resources: staying.map(({ urn, type, outputs = {} }) => ({ urn, type, outputs })),
  };
}
