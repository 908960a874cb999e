/** What a new pipeline runs, in order: the preview that the creator of a service looks for. */
import { parse } from "yaml";
import type { Change } from "../engine/tally";
import { inline } from "./text";

interface StageEntry {
  readonly stage?: { readonly name?: string };
  readonly parallel?: readonly StageEntry[];
}

/** `Deploy to int → Bake before pre → …` of a new pipeline; undefined for everything else. */
export function stagesOf({ op, type, after }: Change): string | undefined {
  const document = after?.["yaml"];
  if (op !== "create" || !type.endsWith(":Pipeline") || typeof document !== "string") return undefined;
  const { pipeline } = parse(document) as { pipeline?: { stages?: readonly StageEntry[] } };
  return (pipeline?.stages ?? []).map(nameOf).join(" → ");
}

function nameOf({ stage, parallel }: StageEntry): string {
  return parallel === undefined ? inline(stage?.name ?? "a stage") : parallel.map(nameOf).join(" + ");
}
