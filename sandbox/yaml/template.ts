import type { Json } from "../entity";
import { isObject } from "../fields";
import { checkIdentifier, checkName, checkVersionLabel } from "../identifiers";
import { invalid } from "../refusal";
import type { Scope } from "../scope";
import { checkAgrees, readDocument } from "./document";
import { checkStageContent, checkStages } from "./stages";
import { checkStepContent, checkStepGroupContent } from "./steps";

/** Template types of the published schema. */
const templateTypes = [
  "Step",
  "Stage",
  "Pipeline",
  "StepGroup",
  "MonitoredService",
  "SecretManager",
  "ArtifactSource",
  "CustomDeployment",
];

/** What Harness reads from a template's YAML; the request repeats none of it on creation. */
export interface TemplateHead {
  readonly identifier: string;
  readonly name: string;
  readonly versionLabel: string;
  readonly type: string;
  /** Type of what the template stands for, such as `Deployment` or `ShellScript`. */
  readonly childType: string | undefined;
  /** The whole content under `template`, for finding references. */
  readonly content: Json;
}

/** Checks a template's YAML for one scope. @throws Refusal 400 at the first mistake. */
export function checkTemplateYaml(source: string, scope: Scope): TemplateHead {
  const template = readDocument(source, "template", "template");
  const identifier = checkIdentifier(template.identifier, "Template");
  const name = checkName(template.name, "Template");
  const versionLabel = checkVersionLabel(template.versionLabel);
  checkAgrees(template, { orgIdentifier: scope.org, projectIdentifier: scope.project }, "Template");
  const type = template.type;
  if (typeof type !== "string" || !templateTypes.includes(type)) {
    throw invalid(`template type [${String(type)}] is not one of ${templateTypes.join(", ")}`);
  }
  if (!isObject(template.spec)) throw invalid(`Template [${identifier}] needs a spec`);
  checkSpec(type, template.spec, `template [${identifier}]`);
  const childType = typeof template.spec.type === "string" ? template.spec.type : undefined;
  return { identifier, name, versionLabel, type, childType, content: template };
}

function checkSpec(type: string, spec: Json, where: string): void {
  if (type === "Pipeline" && spec.template === undefined) checkStages(spec.stages);
  if (type === "Stage") checkStageContent(spec, where);
  if (type === "StepGroup") checkStepGroupContent(spec, where);
  if (type === "Step") checkStepContent(spec, where);
}
