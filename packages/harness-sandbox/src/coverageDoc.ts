import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastResort } from "../../problems/src/lastResort";
import { renderCoverage } from "./coverage";

/** Writes `docs/sandbox.md`. Run as `node dist/packages/harness-sandbox/src/coverageDoc.js` after the coverage table changed. */
export function writeCoverageDoc(): void {
  writeFileSync(join(__dirname, "..", "..", "..", "..", "docs", "sandbox.md"), renderCoverage());
}

if (require.main === module) {
  lastResort(process, "coverageDoc");
  writeCoverageDoc();
}
