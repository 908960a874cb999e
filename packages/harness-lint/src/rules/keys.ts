/** Keys a document may hold and keys it must hold. */
import {
  allKinds,
  type DocumentKind,
  type Finding,
  type Json,
  type Path,
  type Rule,
  type Subject,
} from "../model";
import { strangeKeys } from "../shape";
import { documentShapes } from "../shapes/documents";
import { entries, isExpression, isMapping, mapping, text, valueAt } from "../values";
import { stagesOf, stepsOf, type Stage, type Step } from "../walk";

function unknownKeys(subject: Subject): Finding[] {
  return strangeKeys(subject.root, documentShapes[subject.kind], subject.at);
}

function strayRoots(subject: Subject): Finding[] {
  const beside = Object.keys(subject.value).filter((key) => key !== subject.at[0]);
  return beside.map((key) => ({
    path: [key],
    at: "key",
    weight: "house",
    message: `there is no key "${key}" beside ${String(subject.at[0])}`,
    hint: "remove it",
  }));
}

const needed: Readonly<Record<DocumentKind, string>> = {
  pipeline: "name identifier",
  template: "name identifier versionLabel type spec",
  trigger: "name identifier orgIdentifier projectIdentifier pipelineIdentifier source",
  inputSet: "name identifier pipeline",
  service: "name identifier",
  environment: "name identifier type",
  infrastructure: "name identifier environmentRef type spec",
};

/** What the request says beside the document, or another one does; it stands in documents that this project renders. */
const expected: Readonly<Partial<Record<DocumentKind, string>>> = {
  pipeline: "orgIdentifier projectIdentifier",
  inputSet: "orgIdentifier projectIdentifier",
  infrastructure: "deploymentType",
};

function missingKeys(subject: Subject): Finding[] {
  return [
    ...missing(subject.root, subject.at, needed[subject.kind]),
    ...asked(missing(subject.root, subject.at, expected[subject.kind] ?? "")),
    ...(subject.kind === "pipeline" && subject.root["template"] === undefined
      ? missing(subject.root, subject.at, "stages")
      : []),
    ...stagesOf(subject).flatMap((stage) => stageKeys(stage, subject)),
    ...stepsOf(subject).flatMap((step) => stepKeys(step, subject)),
  ];
}

/** A service may be saved without a definition, but no pipeline can deploy it. */
function serviceDefinitions(subject: Subject): Finding[] {
  return asked(missing(subject.root, subject.at, "serviceDefinition"));
}

/** Stages whose spec is a list of steps. Others have parts of their own: a chained pipeline, a workspace, a source. */
const executing: ReadonlySet<string> = new Set([
  "Deployment",
  "CI",
  "Approval",
  "Custom",
  "Security",
  "SecurityTests",
]);

function stageKeys({ value, path, fromTemplate }: Stage, subject: Subject): Finding[] {
  const head = fromTemplate ? [] : missing(value, path, "name identifier");
  if (value["template"] !== undefined) return head;
  const { type, spec: given } = value;
  const at = [...path, "spec"];
  const top = [...head, ...missing(value, path, "type spec")];
  if (!isMapping(given)) return top;
  const spec = mapping(given);
  if (type === "Pipeline") return [...top, ...missing(spec, at, "org project pipeline")];
  if (typeof type === "string" && !executing.has(type)) return top;
  const execution = spec["execution"];
  const inner = [
    ...top,
    ...missing(spec, at, "execution"),
    ...(isMapping(execution) ? missing(execution, [...at, "execution"], "steps") : []),
  ];
  if (type === "Deployment")
    return [...inner, ...missing(value, path, "failureStrategies"), ...deployment(spec, at)];
  return type === "CI" ? [...inner, ...build(spec, at, subject)] : inner;
}

/** Any of these says where in the environment it goes; clusters are those of GitOps. */
const places = ["infrastructureDefinitions", "infrastructureDefinition", "gitOpsClusters", "filters"];

function deployment(spec: Json, path: Path): Finding[] {
  const { service, environment } = spec;
  const target = mapping(environment);
  const has = (...keys: string[]): boolean => keys.some((key) => key in spec);
  const placed =
    target["deployToAll"] === true ||
    spec["gitOpsEnabled"] === true ||
    isExpression(target["deployToAll"]) ||
    isExpression(target["environmentRef"]) ||
    places.some((key) => key in target);
  return [
    // the service of a version-1 stage says it in its own definition
    ...(has("serviceConfig") ? [] : missing(spec, path, "deploymentType")),
    ...(has("service", "services", "serviceConfig") ? [] : missing(spec, path, "service")),
    ...(has("environment", "environments", "environmentGroup", "infrastructure")
      ? []
      : missing(spec, path, "environment")),
    ...(isMapping(service) && !("useFromStage" in service)
      ? missing(service, [...path, "service"], "serviceRef")
      : []),
    ...(isMapping(environment) && !("useFromStage" in environment)
      ? missing(
          environment,
          [...path, "environment"],
          placed ? "environmentRef" : "environmentRef infrastructureDefinitions",
        )
      : []),
    ...entries(target["infrastructureDefinitions"], [
      ...path,
      "environment",
      "infrastructureDefinitions",
    ]).flatMap((entry) => missing(entry.value, entry.path, "identifier")),
  ];
}

function build(spec: Json, path: Path, subject: Subject): Finding[] {
  const codebase = valueAt(subject.root, ["properties", "ci", "codebase"]);
  const cloned = spec["cloneCodebase"] === true && subject.kind === "pipeline" && codebase === undefined;
  return [
    ...("infrastructure" in spec || "runtime" in spec ? [] : missing(spec, path, "runtime")),
    ...(cloned
      ? [
          {
            path: [...path, "cloneCodebase"],
            message: "there is no codebase to clone",
            hint: "add properties.ci.codebase to the pipeline",
          },
        ]
      : []),
  ];
}

function stepKeys({ value, path, isGroup, stage }: Step, subject: Subject): Finding[] {
  const template = subject.kind === "template" && subject.root["type"] === "Step" && stage === undefined;
  const head = template && !isGroup ? [] : missing(value, path, "name identifier");
  if (value["template"] !== undefined) return head;
  if (isGroup) return [...head, ...missing(value, path, "steps")];
  const type = text(value["type"]) ?? "";
  const spec = needsSpec(type) ? missing(value, path, "spec") : [];
  return [...head, ...missing(value, path, "type"), ...spec, ...stepSpec(value, path)];
}

/** Source: published schema; many step types do not need a spec, and of those that are not known here nothing is known. */
function needsSpec(type: string): boolean {
  return Object.hasOwn(specKeys, type) || /^K8s/.test(type);
}

const specKeys: Readonly<Record<string, string>> = {
  Wait: "duration",
  Policy: "policySets type policySpec",
  HarnessApproval: "includePipelineExecutionHistory approvers",
  EcsBlueGreenCreateService: "loadBalancer prodListener prodListenerRuleArn",
  Verify: "type monitoredService spec",
  Http: "url method",
  ShellScript: "shell source",
};

function stepSpec(value: Json, path: Path): Finding[] {
  const spec = value["spec"];
  if (!isMapping(spec)) return [];
  const type = String(value["type"]);
  const canary = type === "K8sCanaryDeploy" && spec["canaryType"] !== "Progressive";
  return missing(
    spec,
    [...path, "spec"],
    canary ? "instanceSelection" : Object.hasOwn(specKeys, type) ? specKeys[type]! : "",
  );
}

/** What Harness does without and this project does not. */
function asked(findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => ({ ...finding, weight: "house" }));
}

function missing(value: Json, path: Path, words: string): Finding[] {
  return words
    .split(" ")
    .filter((key) => key !== "" && (value[key] === undefined || value[key] === null || value[key] === ""))
    .map((key) => ({
      path: [...path, key],
      message: `${String(path.findLast((step) => typeof step === "string"))} has no ${key}`,
      hint: `add "${key}: …"`,
    }));
}

export const keyRules = {
  unknownKey: {
    code: "LINT002",
    title: "Every key is one that Harness knows",
    documents: allKinds,
    check: unknownKeys,
  },
  strayRoot: {
    code: "LINT002",
    title: "Nothing stands beside the root key",
    documents: allKinds,
    house: true,
    check: strayRoots,
  },
  missingKey: {
    code: "LINT003",
    title: "Every key that Harness needs is given",
    documents: allKinds,
    check: missingKeys,
  },
  serviceDefinition: {
    code: "LINT003",
    title: "Services say what they are made of",
    documents: ["service"],
    house: true,
    check: serviceDefinitions,
  },
} as const satisfies Record<string, Rule>;
