/** What `trigger` prints for people. */
import type { ConditionResult, Outcome, TriggerResult } from "harness-simulate/trigger/model";
import { colorsFor, type Colors } from "../colors";
import { counted } from "../counted";
import type { Io } from "../io";

/** One block per trigger, then the tally. */
export function triggerReport(io: Io, results: readonly TriggerResult[]): string {
  const c = colorsFor(io, io.stdout);
  const firing = results.filter(({ outcome }) => outcome === "fires").length;
  return [
    ...results.flatMap((result) => [...block(c, result), ""]),
    `${firing} of ${counted(results.length, "trigger")} would fire`,
  ].join("\n");
}

function block(c: Colors, result: TriggerResult): string[] {
  const { service, trigger, outcome, obstacles, conditions, inputProblems } = result;
  return [
    `${paint(c, outcome)(outcome)}  ${c.bold(service)} ${trigger}`,
    ...obstacles.map((obstacle) => `  ${c.red("✗")} ${obstacle}`),
    ...conditions.map((condition) => `  ${conditionLine(c, condition)}`),
    ...inputProblems.map((reason) => `  ${c.red("✗")} the pipeline would refuse the inputs: ${reason}`),
    ...(outcome === "fires" || outcome === "undecided" ? run(c, result) : []),
  ];
}

function conditionLine(c: Colors, condition: ConditionResult): string {
  const { of, key, operator, expected, actual, outcome, reason } = condition;
  const subject = of === "jexl" ? `jexl condition ${key}` : key;
  if (outcome === "fails") return `${c.red("✗")} ${subject}: ${reason}`;
  if (outcome === "not evaluated") return `${c.yellow("?")} ${subject}: not evaluated, ${reason}`;
  const value = actual === null ? "no value" : JSON.stringify(actual);
  return `${c.green("✓")} ${subject}: ${value} meets ${operator} ${JSON.stringify(expected)}`;
}

/** The run a trigger starts. */
function run(c: Colors, { pipeline, inputYaml, route }: TriggerResult): string[] {
  const { startsAt, firstGate } = route;
  const gate =
    firstGate === null
      ? "no gate"
      : `${firstGate.identifier}, ${firstGate.kind === "wait" ? `waits ${firstGate.detail}` : `approval by ${firstGate.detail}`}`;
  return [
    `  pipeline    ${c.bold(pipeline)}`,
    `  starts at   ${startsAt.join(", ") || "no stage"}`,
    `  first gate  ${gate}`,
    "  inputs",
    ...inputYaml
      .trimEnd()
      .split("\n")
      .map((line) => c.dim(`    ${line}`)),
  ];
}

function paint(c: Colors, outcome: Outcome): (text: string) => string {
  return { fires: c.green, "does not fire": c.red, refused: c.red, undecided: c.yellow }[outcome];
}
