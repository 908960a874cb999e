/** Writes a catalog of N services: the example platform, services spread over its teams. */
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { packageRoot } from "../src/paths/packageRoot";

const teams = ["payments-team", "platform-team", "platform-team-a"];
const sizes = ["small", "medium", "large"];

/** One generated entry. `size` differs between two generations of the same service when `changed` is set. */
function entry(index: number, changed: boolean): Record<string, unknown> {
  return {
    name: `service-${String(index).padStart(5, "0")}`,
    description: `Benchmark service ${index}${changed ? ", changed" : ""}`,
    archetype: "api",
    profile: "internal-api",
    size: sizes[index % sizes.length],
    environments: ["int", "pre", "prod"],
    regions: ["euw1", "euw2"],
    team: teams[index % teams.length],
  };
}

/** Writes `count` services to `dir`; the first one is different when `changeFirst` is set. */
export function writeCatalog(dir: string, count: number, changeFirst = false): void {
  mkdirSync(dir, { recursive: true });
  cpSync(join(packageRoot(), "catalog", "platform.yaml"), join(dir, "platform.yaml"));
  const services = Array.from({ length: count }, (_, index) => entry(index, changeFirst && index === 0));
  writeFileSync(join(dir, "services.yaml"), stringify({ services }));
}
