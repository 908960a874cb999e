/** The steps of a stage as they run: those of linked step and step group templates stand in the place of the link. */
import type { Finding, Json, KnownTemplate, LintContext, Path } from "./model";
import { isExpression, mapping, text } from "./values";
import { groupContent, stageSteps, type Stage, type Step } from "./walk";

/** A step that runs. */
export interface RunStep {
  /** Undefined where nobody knows: the step is linked from a template that is not known, or left open. */
  readonly type: string | undefined;
  readonly value: Json;
  readonly rollback: boolean;
  /** Where this document says so: the type of the step, or the link that brings it. */
  readonly place: Path;
}

/** Templates that link each other in a circle end here. */
const deepest = 8;

/** The steps of a stage in the order they run, those of rollbacks after the forward ones. Groups are their steps. */
export function runSteps(stage: Stage, context: LintContext): RunStep[] {
  return stageSteps(stage).flatMap((step) => expand(step, context, undefined, deepest));
}

function expand(step: Step, context: LintContext, link: Path | undefined, depth: number): RunStep[] {
  const { value, rollback, isGroup, path } = step;
  if (value["template"] === undefined) {
    if (isGroup) return isExpression(value["steps"]) ? [unknown(step, link ?? path)] : [];
    return [{ type: step.type, value, rollback, place: link ?? [...path, "type"] }];
  }
  const place = link ?? [...path, "template", "templateRef"];
  const template = depth === 0 ? undefined : linkedTemplate(value, context);
  if (template?.type === "Step") {
    return [{ type: text(template.spec["type"]), value: template.spec, rollback, place }];
  }
  if (template?.type !== "StepGroup" || !Array.isArray(template.spec["steps"])) return [unknown(step, place)];
  const { parallel, stage, list } = step;
  return groupContent(template.spec, [], { parallel, rollback, stage, list }).flatMap((inner) =>
    expand(inner, context, place, depth - 1),
  );
}

function unknown({ value, rollback }: Step, place: Path): RunStep {
  return { type: undefined, value, rollback, place };
}

function linkedTemplate(value: Json, { templates }: LintContext): KnownTemplate | undefined {
  const { templateRef, versionLabel } = mapping(value["template"]);
  return templates?.get(text(templateRef) ?? "")?.get(text(versionLabel) ?? "");
}

/** A finding about a step that runs. */
export function atStep({ place }: RunStep, message: string, hint: string): Finding {
  return { path: place, message, hint };
}
