import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastResort } from "@harness-catalog/problems/lastResort";
import { renderCoverage } from "./coverage";

/** Writes `docs/sandbox.md`. Run as `node packages/harness-sandbox/dist/src/coverageDoc.js` after the coverage table changed. */
export function writeCoverageDoc(): void {
  writeFileSync(join(__dirname, "..", "..", "..", "..", "docs", "sandbox.md"), renderCoverage());
}

if (require.main === module) {
  lastResort(process, "coverageDoc");
  writeCoverageDoc();
}
