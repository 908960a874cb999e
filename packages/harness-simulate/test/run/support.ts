/** Pipelines in the shape of templates/library, with surroundings of their own. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { RunResult } from "../../src/run/model";
import { complete, merge, nothing, type ScenarioParts } from "../../src/run/scenario/model";
import { parseApproval, parseFailing, parseRejection } from "../../src/run/scenario/arguments";
import { simulateRun } from "../../src/run/simulate";
import {
  infrastructureKey,
  monitoredKey,
  type EvaluatePolicy,
  type Surroundings,
} from "../../src/run/surroundings";
import { durationText } from "../../src/run/time/duration";
import type { Node } from "../../src/trigger/documents";
import { templatesIn } from "../../src/expand/library";

const library = join(__dirname, "..", "..", "..", "..", "..", "templates", "library");

/** The templates of the project, as they are. */
export const findTemplate = templatesIn(
  readdirSync(library).flatMap((name) =>
    readdirSync(join(library, name)).map((file) => readFileSync(join(library, name, file), "utf8")),
  ),
);

/** The map under `pipeline` of a fixture. */
export function fixture(name: string): Node {
  const path = join(__dirname, "..", "..", "..", "test", "run", "fixtures", `${name}.yaml`);
  return (parse(readFileSync(path, "utf8")) as { pipeline: Node }).pipeline;
}

/** The change window of these tests: Monday to Thursday 10 to 16, Friday 10 to 14, three people in an emergency. */
export const evaluate: EvaluatePolicy = (policySet, payload, nowNs) => {
  if (policySet !== "change_window") return { denials: [], warnings: [], problem: "no such policy set" };
  const { emergency_override, approved_before = 0, approvers_count = 0 } = payload as Record<string, never>;
  if (emergency_override && Number(approved_before) + Number(approvers_count) >= 3)
    return { denials: [], warnings: [] };
  const now = new Date(nowNs / 1e6);
  const closes = [0, 16, 16, 16, 16, 14, 0][now.getUTCDay()]!;
  const open = now.getUTCHours() >= 10 && now.getUTCHours() < closes;
  return { denials: open ? [] : ["outside the change window"], warnings: [] };
};

const environments: readonly Node[] = [
  { identifier: "int", name: "int-stable", type: "PreProduction" },
  { identifier: "pre", name: "pre-stable", type: "PreProduction" },
  { identifier: "prod", name: "prod", type: "Production" },
];

/** Documents around the fixtures: three environments, two regions, services `payment` and `report`. */
export function world(parts: Partial<Surroundings> = {}): Surroundings {
  const infrastructures = environments.flatMap(({ identifier: environment }) =>
    ["euw1", "euw2"].map((region): [string, Node] => {
      const identifier = `${String(environment)}_${region}_k8s`;
      const spec = {
        namespace: `<+env.name>-<+service.name>-${region}`,
        releaseName: "release-<+INFRA_KEY_SHORT_ID>",
      };
      return [infrastructureKey(String(environment), identifier), { identifier, name: region, spec }];
    }),
  );
  return {
    findTemplate,
    services: new Map([
      ["payment", service("payment", "payment-service", "<+env.name>/<+infra.name>/manifests.yaml")],
      ["report", service("report", "report-job", "<+env.name>")],
    ]),
    environments: new Map(environments.map((each) => [String(each["identifier"]), each])),
    infrastructures: new Map(infrastructures),
    freezes: [],
    monitored: new Set([monitoredKey("payment", "prod")]),
    runPolicySets: [],
    evaluate,
    ...parts,
  };
}

function service(identifier: string, name: string, path: string): Node {
  const spec = { store: { type: "Github", spec: { paths: [`generated/${name}/${path}`] } } };
  const image = { name: "image", type: "String", value: `registry/${name}:<+pipeline.variables.imageTag>` };
  return {
    identifier,
    name,
    serviceDefinition: { spec: { variables: [image], manifests: [{ manifest: { identifier: "m", spec } }] } },
  };
}

/** Monday 5 January 2026, 09:00 UTC: with an hour of bake and two approvals, inside the window. */
export const mondayMorning = Date.UTC(2026, 0, 5, 9);

/** A scenario in the words of the command line. */
export interface Words {
  readonly approve?: readonly string[];
  readonly reject?: readonly string[];
  readonly fail?: readonly string[];
  readonly down?: readonly string[];
  readonly set?: Readonly<Record<string, string>>;
  readonly more?: Partial<ScenarioParts>;
}

/** Version v1.2.3, started on Monday morning by sam@example.com. */
export function scenario({ approve = [], reject = [], fail = [], down = [], set = {}, more = {} }: Words) {
  const parts: ScenarioParts = {
    ...nothing,
    start: mondayMorning,
    startedBy: "sam@example.com",
    variables: Object.entries({ imageTag: "v1.2.3", ...set }).map(([name, value]) => {
      return { name, value, origin: { text: `--set ${name}` } };
    }),
    approveAll: approve.includes("all"),
    approvals: approve
      .filter((word) => word !== "all")
      .map((word) => parseApproval(word, { text: `--approve ${word}` })),
    rejections: reject.map((word) => parseRejection(word, { text: `--reject ${word}` })),
    failing: fail.map((word) => parseFailing(word, { text: `--fail ${word}` })),
    down: down.map((name) => ({ name, origin: { text: `--down ${name}` } })),
  };
  return complete(merge(parts, { ...nothing, ...more }), 0);
}

/** Runs a fixture. */
export function dryRun(name: string, words: Words, parts: Partial<Surroundings> = {}): RunResult {
  return simulateRun(fixture(name), world(parts), scenario(words));
}

/** The timeline in short: offset, stage and step, status. */
export function lines(result: RunResult): string[] {
  return result.timeline.map(({ offset, stage, step, status }) =>
    [durationText(offset * 1000), step === "" ? stage : `${stage}/${step}`, status].join("  "),
  );
}

/** A list of expected lines, written as one text. */
export function expected(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim().replace(/ {2,}/g, "  "))
    .filter((line) => line !== "");
}
