/** `harness-simulate FILE`: a dry run of the pipeline in a file, with whatever else files say. */
import { formatOf, text, texts, type OptionTable } from "@harness-catalog/command-line/arguments";
import { note, print, type Io } from "@harness-catalog/command-line/io";
import type { Tool } from "@harness-catalog/command-line/tool";
import { formatProblem, problem } from "@harness-catalog/problems";
import { simulateReport } from "../report/run";
import type { RunResult } from "../run/model";
import { scenarioIn } from "../run/scenario/options";
import { unmetOutcome } from "../run/scenario/outcome";
import { simulateRun } from "../run/simulate";
import { mapAt, textAt, type Node } from "../trigger/documents";
import { missingTemplates, surroundingsIn, unknownOf } from "./around";
import { documentsIn, yamlFiles } from "./documents";
import { withInputs } from "./inputs";
import { simulateOptions } from "./options";

/** The program. The exit code is 0 whatever the outcome, unless `--expect` says otherwise. */
export const harnessSimulate: Tool<keyof typeof simulateOptions> = {
  summary:
    "runs any Harness pipeline on a virtual clock: what deploys where, what waits, where it stops and why",
  usage: "harness-simulate FILE",
  options: simulateOptions satisfies OptionTable,
  file: __filename,
  run: async (args, io) => {
    const format = formatOf(args, ["text", "json"]);
    const inputs = text(args, "inputs");
    const given = withInputs(pipelineIn(io, args.words), inputs === undefined ? [] : documentsIn(io, inputs));
    const files = texts(args, "templates").flatMap((name) => yamlFiles(io, name));
    const world = surroundingsIn(files.flatMap((file) => documentsIn(io, file)));
    const scenario = scenarioIn(args, io, given.scenario);
    const result = undecidedWithout(
      missingTemplates(given.pipeline, world),
      simulateRun(given.pipeline, world, scenario),
    );
    const unknown = unknownOf(given.pipeline, world);
    if (format === "json") print(io, JSON.stringify({ ...result, unknown }));
    else {
      print(io, simulateReport(io, textAt(given.pipeline, "name"), result));
      for (const each of unknown) note(io, `note ${each}`);
    }
    const unmet = unmetOutcome(scenario, result);
    if (unmet === undefined) return 0;
    note(io, formatProblem(unmet.problems[0]!));
    return unmet.exitCode;
  },
};

/** A run is no success as far as nobody knows what it would have done. */
function undecidedWithout(templates: readonly string[], result: RunResult): RunResult {
  return templates.length > 0 && result.outcome === "Success" ? { ...result, outcome: "Undecided" } : result;
}

/** @throws CatalogError CMD001 unless one file is named; SIM015 for a file without a pipeline, or with several */
function pipelineIn(io: Io, words: readonly string[]): Node {
  const [file, ...more] = words;
  if (file === undefined || more.length > 0)
    throw problem("CMD001", "harness-simulate needs one file", "write harness-simulate pipeline.yaml");
  const found = documentsIn(io, file).filter(({ value }) => Object.keys(mapAt(value, "pipeline")).length > 0);
  if (found.length === 1) return mapAt(found[0]!.value, "pipeline");
  const count = found.length === 0 ? "no pipeline" : `${found.length} pipelines`;
  throw problem("SIM015", `the file ${file} holds ${count}`, 'name a file with one "pipeline:"');
}
