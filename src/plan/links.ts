/** Links from pipelines to versions of templates, by the ring of the service. */
import type { TemplateLink } from "../documents/stages";
import { ringOf, ringsOf, versionInRing } from "../catalog/library/rings";
import type { Service } from "../catalog/model";
import type { PlanContext } from "./context";
import type { ObjectKey } from "./model";

/** A link with the object it leads to. */
export interface PlannedLink extends TemplateLink {
  readonly key: ObjectKey;
}

/** The version of a template that a service's pipeline links. */
export function serviceLink({ catalog }: PlanContext, service: Service, templateRef: string): PlannedLink {
  const ring = ringOf(catalog.platform, service);
  return linkTo(templateRef, versionInRing(catalog, templateRef, ring));
}

/** The version that pipelines of no service link, and that Harness calls stable: that of the last ring. */
export function stableLink({ catalog }: PlanContext, templateRef: string): PlannedLink {
  const last = ringsOf(catalog.platform).at(-1)!;
  return linkTo(templateRef, versionInRing(catalog, templateRef, last.name));
}

/** Pulumi name of the object of a version. */
export function templateObjectName(templateRef: string, versionLabel: string): string {
  return `${templateRef}@${versionLabel}`;
}

function linkTo(templateRef: string, versionLabel: string): PlannedLink {
  return { templateRef, versionLabel, key: `template/${templateObjectName(templateRef, versionLabel)}` };
}
