/**
 * Writes what 500 random catalogs render, one folder each, for a second opinion: Harness's published JSON schema is not
 * part of this repository. `node dist/test/plan/writeRandom.js DIR [COUNT]`
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { renderPlan } from "../../src/plan/render";
import { anyCatalog } from "./random";
import { planOf } from "./support";

const [dir, count = "500"] = process.argv.slice(2);
if (dir === undefined) throw new Error("name the folder to write to");
for (const [index, catalog] of fc.sample(anyCatalog, { numRuns: Number(count), seed: 7 }).entries()) {
  for (const { path, text } of renderPlan(planOf(catalog))) {
    const file = join(dir, String(index).padStart(3, "0"), path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
