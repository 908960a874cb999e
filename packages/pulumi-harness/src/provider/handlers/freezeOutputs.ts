import { compact, parseYaml } from "../values";
import type { Json } from "./lists";
import { tagList } from "./tags";

/** A window as the YAML writes it. */
interface Window {
  readonly timeZone?: string;
  readonly startTime?: string;
  readonly duration?: string;
  readonly endTime?: string;
  readonly recurrence?: { readonly type?: string; readonly spec?: Json };
}

/**
 * Outputs of a freeze. All but scope and type are taken from the YAML, because answers of writes and of reads differ
 * in what they say beside it. Pure.
 */
export function freezeOutputs(entity: Json): Json {
  const document = parseYaml(entity["yaml"] as string) as { freeze?: Json | null } | null | undefined;
  const freeze = document?.freeze ?? {};
  const windows = Array.isArray(freeze["windows"]) ? (freeze["windows"] as Window[]) : [];
  return {
    name: freeze["name"],
    description: freeze["description"],
    status: entity["status"] ?? freeze["status"],
    tags: tagList(freeze["tags"]),
    freezeWindows: windows.map(windowFrom),
    scope: entity["freezeScope"],
    type: entity["type"],
  };
}

function windowFrom({ timeZone, startTime, duration, endTime, recurrence }: Window): Json {
  return compact({ timeZone, startTime, duration, endTime, recurrences: recurrencesFrom(recurrence) });
}

function recurrencesFrom(recurrence: Window["recurrence"]): Json[] {
  if (recurrence === undefined) return [];
  const { value, until } = recurrence.spec ?? {};
  const specs = [compact({ value, until })].filter((spec) => Object.keys(spec).length > 0);
  return [compact({ type: recurrence.type, recurrenceSpecs: specs })];
}
