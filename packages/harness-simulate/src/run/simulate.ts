/** A dry run: pipeline, surroundings and scenario in, timeline out. Pure; the clock is virtual. */
import { expandPipeline } from "../expand";
import { listAt, textAt, type Node } from "../trigger/documents";
import { parseRuntimeInput } from "../trigger/runtimeInput";
import type { Scope } from "./expression/resolve";
import type { Entry, Outcome, RunResult, Stop } from "./model";
import { notificationsOf } from "./notifications";
import { deployedOf } from "./deployed";
import { checkScenario } from "./scenario/check";
import { imageVariable } from "./scenario/file";
import type { Origin, Scenario } from "./scenario/model";
import type { Surroundings } from "./surroundings";
import { instantText } from "./time/instant";
import { shortId } from "./walk/describe";
import type { Failure, Run } from "./walk/frame";
import { runStages, type PipelineRan } from "./walk/pipeline";
import { Recorder } from "./walk/recorder";

/**
 * Runs a pipeline without Harness.
 * @param document the map under `pipeline`, as it is sent to Harness
 * @throws CatalogError SIM010, SIM011, SIM012 when the scenario does not fit the pipeline
 */
export function simulateRun(document: Node, world: Surroundings, wanted: Scenario): RunResult {
  const pipeline = expandPipeline(document, world.findTemplate);
  const scenario = checkScenario(pipeline, wanted);
  const recorder = new Recorder(scenario.start);
  const inputs = inputsOf(pipeline, scenario);
  const run: Run = { pipeline, world, scenario, recorder, scope: scopeOf(pipeline, scenario, inputs) };

  const denial = denialOf(run);
  const ran: PipelineRan =
    denial === undefined ? started(run) : { end: scenario.start, stages: [], failure: undefined };
  const timeline = recorder.timeline();
  const undecided = timeline.find(({ status }) => status === "NotEvaluated");
  return {
    pipeline: textAt(pipeline, "identifier"),
    inputs,
    startedBy: scenario.startedBy,
    startedAt: instantText(scenario.start),
    endedAt: instantText(ran.end),
    duration: (ran.end - scenario.start) / 1000,
    outcome: denial === undefined ? outcomeOf(ran.failure, undecided) : "Denied",
    stopped: denial ?? stopOf(ran.failure, undecided),
    timeline,
    notifications: notificationsOf(pipeline, recorder),
    deployed: deployedOf(ran.stages, inputs[imageVariable] ?? ""),
    unresolved: recorder.unresolvedOnes(),
    assumptions: recorder.assumptions(),
    unused: originsOf(scenario)
      .filter((origin) => !recorder.used(origin))
      .map(({ text }) => text),
  };
}

function started(run: Run): PipelineRan {
  const { recorder, scenario } = run;
  const event = (at: number, name: string) => recorder.event({ at, event: name, stage: "", step: "" });
  event(scenario.start, "PipelineStart");
  const ran = runStages(run, scenario.start);
  if (ran.failure?.action !== "Abort")
    event(ran.end, ran.failure === undefined ? "PipelineSuccess" : "PipelineFailed");
  event(ran.end, "PipelineEnd");
  return ran;
}

/** Values of all variables: what the scenario gives, else the default, else what the pipeline says. */
function inputsOf(pipeline: Node, { variables }: Scenario): Record<string, string> {
  return Object.fromEntries(
    listAt(pipeline, "variables").map((variable) => {
      const name = textAt(variable, "name");
      const written = textAt(variable, "value");
      const given = variables.find((each) => each.name === name)?.value;
      return [
        name,
        given ?? parseRuntimeInput(written)?.defaultValue ?? (written.startsWith("<+input>") ? "" : written),
      ];
    }),
  );
}

/** Numbers of the execution are stand-ins: Harness makes up its own. */
function scopeOf(
  pipeline: Node,
  { start, startedBy }: Scenario,
  inputs: Readonly<Record<string, string>>,
): Scope {
  const identifier = textAt(pipeline, "identifier");
  return {
    pipeline: {
      identifier,
      name: textAt(pipeline, "name"),
      variables: inputs,
      executionId: `simulated_${shortId(`${identifier} ${start}`)}`,
      sequenceId: 1,
      startTs: start,
      triggeredBy: { name: startedBy, email: startedBy },
      triggerType: "MANUAL",
      stages: {},
    },
    org: { identifier: textAt(pipeline, "orgIdentifier") },
    project: { identifier: textAt(pipeline, "projectIdentifier") },
  };
}

/** Policy sets that are evaluated on run see the expanded pipeline with its expressions as they are. */
function denialOf({ pipeline, world, recorder, scenario }: Run): Stop | undefined {
  for (const set of world.runPolicySets) {
    const { denials, warnings, problem } = world.evaluate(set, { pipeline }, scenario.start * 1e6);
    const reason = problem === undefined ? denials.join("; ") : `it cannot be evaluated: ${problem}`;
    const denied = reason !== "";
    recorder.add(recorder.place(), scenario.start, scenario.start, {
      stage: "",
      step: set,
      name: set,
      type: "Policy",
      status: denied ? "Failed" : "Success",
      detail: denied ? reason : warnings.map((warning) => `warning: ${warning}`).join("; "),
      deployment: null,
      approval: null,
    });
    if (denied)
      return {
        stage: "",
        step: set,
        reason,
        cure: "correct the pipeline: Harness does not start it as it is",
      };
  }
  return undefined;
}

function outcomeOf(failure: Failure | undefined, undecided: Entry | undefined): Outcome {
  if (failure === undefined) return undecided === undefined ? "Success" : "Undecided";
  if (failure.cause.status === "AbortedByFreeze") return "AbortedByFreeze";
  if (failure.action === "Abort") return "Aborted";
  const status = failure.action === "MarkAsFailure" ? failure.cause.status : "Failed";
  return status === "Expired" || status === "Rejected" ? status : "Failed";
}

function stopOf(failure: Failure | undefined, undecided: Entry | undefined): Stop | null {
  if (failure !== undefined) {
    const { stage, step, reason, cure } = failure.cause;
    return { stage, step, reason, cure };
  }
  if (undecided === undefined) return null;
  const { stage, step, detail } = undecided;
  return {
    stage,
    step,
    reason: detail,
    cure: "try this part in Harness, or write the condition more simply",
  };
}

function originsOf({ approvals, rejections, failing, down, lasting }: Scenario): Origin[] {
  return [...approvals, ...rejections, ...failing, ...down, ...lasting].map(({ origin }) => origin);
}
