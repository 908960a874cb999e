/** Counts the API calls of a run from the provider's call log. */
import { rmSync } from "node:fs";
import { readTextIfThere } from "@harness-catalog/files/plainFile";

/** API calls by HTTP method and by route. */
export interface Calls {
  readonly total: number;
  readonly byMethod: Readonly<Record<string, number>>;
  readonly byRoute: Readonly<Record<string, number>>;
}

/** Reads the log the provider wrote (`METHOD route status ms` a line) and removes it. */
export function takeCalls(file: string): Calls {
  const lines = (readTextIfThere(file) ?? "").split("\n").filter((line) => line !== "");
  rmSync(file, { force: true });
  const byMethod: Record<string, number> = {};
  const byRoute: Record<string, number> = {};
  for (const line of lines) {
    const [method = "?", route = "?"] = line.split(" ");
    byMethod[method] = (byMethod[method] ?? 0) + 1;
    byRoute[`${method} ${route}`] = (byRoute[`${method} ${route}`] ?? 0) + 1;
  }
  return { total: lines.length, byMethod, byRoute };
}
