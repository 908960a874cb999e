/** `templates`: the versions of the library, who uses them, and how far the fleet is apart. */
import { servicesByRing, versionUses, type VersionUse } from "../../plan/skew";
import { colorsFor, type Colors } from "../colors";
import type { Command } from "../command";
import { print } from "../io";
import { loadedCatalog, wholePlan } from "../loadedCatalog";
import { outputFormat } from "../outputFormat";

export const templates: Command = {
  usage: "",
  summary: "list template versions, the rings and services that use them, and who is behind",
  options: ["catalog", "output"],
  run: (args, io) => {
    const json = outputFormat(args) === "json";
    const catalog = loadedCatalog(args, io);
    const uses = versionUses(catalog, wholePlan(catalog, args));
    const rings = servicesByRing(catalog);
    if (json) print(io, JSON.stringify({ rings, versions: uses }));
    else print(io, report(colorsFor(io, io.stdout), uses, rings));
    return Promise.resolve(0);
  },
};

function report(c: Colors, uses: readonly VersionUse[], rings: ReturnType<typeof servicesByRing>): string {
  const width = Math.max(...uses.map(({ template }) => template.length));
  const several = rings.length > 1;
  const line = (use: VersionUse): string => {
    const count = `${String(use.services.length).padStart(5)} service${use.services.length === 1 ? " " : "s"}`;
    const ringNames = several && use.rings.length > 0 ? `  rings ${use.rings.join(", ")}` : "";
    const inside = use.templates.length === 0 ? "" : c.dim(`  in ${use.templates.join(", ")}`);
    const behind = use.behind && use.services.length > 0 ? c.yellow("  behind") : "";
    return `${use.template.padEnd(width)}  ${use.version.padEnd(8)}${count}${ringNames}${inside}${behind}`;
  };
  const behind = new Set(uses.filter((use) => use.behind).flatMap(({ services }) => services));
  return [
    ...(several
      ? rings.map(({ ring, services }) => `ring ${c.bold(ring)}: ${services.length} services`)
      : []),
    ...uses.map(line),
    behind.size === 0
      ? "every service is on the newest versions"
      : `${behind.size} services are behind: ${[...behind].sort().join(", ")}`,
  ].join("\n");
}
