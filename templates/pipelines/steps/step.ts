/** A step of a stage as it stands in `steps` or `rollbackSteps`. */
import type { YamlMap } from "../yaml";

/** One entry of a list of steps. */
export interface StepEntry extends YamlMap {
  readonly step: YamlMap;
}

/** A step with its identity, its explicit timeout and its `spec`, which Harness wants even when it is empty. */
export function step(
  head: {
    readonly identifier: string;
    readonly name: string;
    readonly type: string;
    readonly timeout: string;
  },
  spec: YamlMap = {},
): StepEntry {
  const { type, name, identifier, timeout } = head;
  return { step: { type, name, identifier, timeout, spec } };
}
