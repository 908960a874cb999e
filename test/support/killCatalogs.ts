/** Three catalogs that differ in everything a run can do: create, update, replace and delete. */
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { packageRoot } from "../../src/paths/packageRoot";

export type KillCatalog = "old" | "new" | "third";

const teams = ["payments-team", "platform-team", "platform-team-a"];

interface Entry {
  readonly index: number;
  readonly words?: string;
  /** Another team means another project: every object of the service is replaced. */
  readonly team?: number;
}

/** Writes the catalogs into folders of their names, the old one with this many services, of which nine are changed. */
export function writeKillCatalogs(dir: string, services: number): void {
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
  const old = range(0, services).map((index): Entry => ({ index }));
  const changed = (changes: readonly Entry[], gone: readonly number[], added: readonly number[]) => [
    ...old
      .filter(({ index }) => !gone.includes(index))
      .map((entry) => changes.find(({ index }) => index === entry.index) ?? entry),
    ...added.map((index): Entry => ({ index })),
  ];
  const update = (index: number, words: string): Entry => ({ index, words });
  const move = (index: number, team: number): Entry => ({ index, team });
  write(dir, "old", old);
  write(
    dir,
    "new",
    changed(
      [update(0, "new"), update(1, "new"), update(2, "new"), move(3, 1), move(4, 2)],
      [5, 6],
      [services, services + 1],
    ),
  );
  write(
    dir,
    "third",
    changed([update(0, "third"), move(4, 0), update(8, "third")], [6, 7], [services + 1, services + 2]),
  );
}

function write(dir: string, name: KillCatalog, entries: readonly Entry[]): void {
  const folder = join(dir, name);
  mkdirSync(folder, { recursive: true });
  cpSync(join(packageRoot(), "catalog", "platform.yaml"), join(folder, "platform.yaml"));
  writeFileSync(join(folder, "services.yaml"), stringify({ services: entries.map(serviceOf) }));
}

function serviceOf({ index, words, team = index % teams.length }: Entry) {
  return {
    name: `service-${String(index).padStart(2, "0")}`,
    description: `Service ${index}${words === undefined ? "" : `, ${words}`}`,
    archetype: "api",
    profile: "internal-api",
    size: words === "third" ? "large" : words === "new" ? "medium" : "small",
    environments: ["int", "pre", "prod"],
    regions: ["euw1", "euw2"],
    team: teams[team],
  };
}
