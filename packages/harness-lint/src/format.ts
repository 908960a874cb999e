/** Formats of pipelines that this lint does not know, told from mistakes in the one it knows. Pure. */
import type { Finding, Subject } from "./model";
import { isMapping } from "./values";

const wrappers = ["stage", "parallel", "insert", "template"];

/**
 * Whether a pipeline is written in version 1 of the format: it has an `id` and no `identifier`, or stages that stand in the list
 * as they are. Source: developer.harness.io/harness-platform/3.0, "YAML reference" (read 2026-11-30): `pipeline` with `id`, `inputs`
 * and a flat list of stages.
 */
export function isVersion1({ kind, root }: Subject): boolean {
  const { id, identifier, stages } = root;
  if (kind !== "pipeline" || identifier !== undefined) return false;
  const flat = (stage: unknown) => isMapping(stage) && wrappers.every((key) => !(key in stage));
  return typeof id === "string" || (Array.isArray(stages) && stages.some(flat));
}

/** What is said of such a document instead of everything else. */
export function version1Note({ at }: Subject): Finding {
  return {
    weight: "unchecked",
    path: at,
    at: "key",
    message:
      "the pipeline is written in version 1 of the format, which is not known here: nothing of it was checked",
    hint: "have Harness check it; version 0 has an identifier, and `stage:` around each stage",
  };
}
