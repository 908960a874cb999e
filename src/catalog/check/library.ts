/** Rules about templates that something of the catalog needs and the library may lack. */
import { approversOf, effectiveRegions, strategyOf } from "../effective";
import { deployTemplate } from "../library/deploy";
import type { Path } from "@harness-catalog/located-yaml/locate";
import { templateNames } from "../names";
import type { Finding } from "./finding";
import type { Context, PlatformRule, ServiceRule } from "./rule";
import { show } from "./values";

const workloadsHaveTemplates: ServiceRule = {
  reads: {
    service: ["archetype", "target", "strategy", "environments", "regions", "approvers", "team"],
    values: ["environments", "regions", "clusters"],
  },
  *find(service, context) {
    const { platform } = context;
    const { archetype, target } = service;
    for (const [index, key] of service.environments.entries()) {
      if (platform.environments[key] === undefined) continue;
      if (effectiveRegions({ platform }, service, key).length === 0) continue;
      const strategy = strategyOf({ platform }, service, key);
      const what = archetype === "job" ? `a job on ${target}` : `${strategy} of ${archetype} on ${target}`;
      const path = ["environments", index];
      yield* lacking(context, deployTemplate(target, archetype, strategy), what, path);
      const approvals = approversOf({ platform }, service, key).length;
      if (approvals === 0 || approvals > 3) continue;
      yield* lacking(context, templateNames.approval(approvals), `the gate of ${key}`, path);
    }
  },
};

const gatesHaveTemplates: PlatformRule = {
  reads: { values: ["environments", "changeWindow", "clusters"] },
  *find({ environments, changeWindow, clusters }, context) {
    for (const [key, { gate }] of Object.entries(environments)) {
      const path = ["environments", key, "gate"];
      if (gate.type === "bake") yield* lacking(context, templateNames.bake, "the gate", path);
    }
    if (changeWindow === undefined) return;
    const production = Object.values(clusters).filter(
      ({ environment }) => environments[environment]?.type === "Production",
    );
    if (production.length === 0) return;
    const needed = [
      templateNames.changeWindow,
      ...production.map(({ target }) => templateNames.hotfix(target)),
    ];
    for (const template of new Set(needed)) yield* lacking(context, template, "it", ["changeWindow"], "key");
  },
};

function* lacking(
  { library }: Context,
  template: string,
  what: string,
  path: Path,
  at?: "key",
): Iterable<Finding> {
  if (library.has(template)) return;
  const message = `${what} needs the template ${show(template)}, which the library does not have`;
  const hint = `add ${template}/1.0.0.yaml to the library, or name another one with HARNESS_CATALOG_TEMPLATES`;
  yield { code: "CAT070", path, message, hint, ...(at && { at }) };
}

export const libraryServiceRules: readonly ServiceRule[] = [workloadsHaveTemplates];
export const libraryPlatformRules: readonly PlatformRule[] = [gatesHaveTemplates];
