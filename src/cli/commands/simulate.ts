/** `simulate <service>`: runs a service's pipeline on a virtual clock, without Harness. */
import { formatProblem, problem } from "@harness-catalog/problems";
import { asksPolicies, pipelineOf, surroundingsOf } from "../simulation/fromPlan";
import { scenarioIn, scenarioOptions } from "harness-simulate/run/scenario/options";
import { unmetOutcome } from "harness-simulate/run/scenario/outcome";
import { simulateRun } from "harness-simulate/run/simulate";
import type { EvaluatePolicy } from "harness-simulate/run/surroundings";
import { serviceNamed } from "../simulation/services";
import { findTool } from "../../toolchain/findTool";
import type { Command } from "../command";
import { assertFilesGenerated } from "../fileReferences/check";
import { textAt } from "../fileReferences/documents";
import { note, print, type Io } from "../io";
import { loadedCatalog, wholePlan } from "../loadedCatalog";
import { text, type ParsedArgs } from "../options";
import { outputFormat } from "../outputFormat";
import { withPolicies } from "../policyEvaluator";
import { simulateReport } from "harness-simulate/report/run";

export const simulate: Command = {
  usage: "<service> --image TAG",
  summary: "run a pipeline on a virtual clock: what deploys where, what waits, where it stops and why",
  options: [...scenarioOptions, "pipeline", "catalog", "output"],
  run: async (args, io) => {
    const json = outputFormat(args) === "json";
    const name = serviceIn(args);
    const scenario = scenarioIn(args, io);
    const catalog = loadedCatalog(args, io);
    const service = serviceNamed(catalog.services, name);
    const plan = wholePlan(catalog, args);
    const pipeline = pipelineOf(plan, service, text(args, "pipeline"));
    assertFilesGenerated(io, catalog, plan, textAt(pipeline, "identifier"));
    const run = (evaluate: EvaluatePolicy) => simulateRun(pipeline, surroundingsOf(plan, evaluate), scenario);
    const result = asksPolicies(pipeline, surroundingsOf(plan, noPolicies))
      ? await withPolicies(plan, await opa(io), run)
      : run(noPolicies);
    print(io, json ? JSON.stringify({ service: name, ...result }) : simulateReport(io, name, result));
    const unmet = unmetOutcome(scenario, result);
    if (unmet === undefined) return 0;
    note(io, formatProblem(unmet.problems[0]!));
    return unmet.exitCode;
  },
};

const noPolicies: EvaluatePolicy = () => ({ denials: [], warnings: [], problem: "there is no evaluator" });

async function opa(io: Io): Promise<string> {
  return (await findTool("opa", { env: io.env, onProgress: (line) => note(io, line) })).command;
}

function serviceIn(args: ParsedArgs): string {
  const [name, ...more] = args.words;
  if (name !== undefined && more.length === 0) return name;
  const cure = "write harness-catalog simulate <service> --image v1.2.3";
  throw problem("CMD001", "simulate needs one service", cure);
}
