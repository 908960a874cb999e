/** Rules about one service whose references resolve. */
import { archetypeFileName } from "../layout";
import { clusterOf, effectiveRegions, orderedEnvironments } from "../effective";
import { archetypes, type Strategy } from "../schema/common";
import type { Cluster } from "../schema/platform";
import type { Service } from "../schema/service";
import { listWords } from "@harness-catalog/problems/suggest";
import { repeated } from "./duplicates";
import type { Finding } from "./finding";
import type { ServiceRule } from "./rule";
import { show } from "./values";

/** a profile switches on components that only some archetypes have. */
const profileFits: ServiceRule = {
  reads: { service: ["profile", "archetype"], values: ["profiles"] },
  *find({ profile, archetype }, { platform }) {
    const allowed = platform.profiles[profile]?.archetypes;
    if (allowed === undefined || allowed.includes(archetype)) return;
    const fitting = Object.keys(platform.profiles).filter((key) =>
      platform.profiles[key]?.archetypes.includes(archetype),
    );
    const hint = fitting.length === 0 ? "add a profile to platform.yaml" : `use ${listWords(fitting)}`;
    const message = `${show(profile)} is a profile for ${listWords(allowed)}, the archetype is ${archetype}`;
    yield { code: "CAT040", path: ["profile"], message, hint };
  },
};

/** `job-services.yaml` holds jobs only. */
const archetypeFitsFile: ServiceRule = {
  reads: { service: ["archetype"] },
  *find({ archetype }, _context, { role }) {
    const only = archetypes.find((each) => each === role);
    if (only === undefined || only === archetype) return;
    const hint = `move the entry to ${archetypeFileName(archetype)} or write "archetype: ${only}"`;
    const message = `${show(archetype)} does not belong into ${archetypeFileName(only)}`;
    yield { code: "CAT041", path: ["archetype"], message, hint };
  },
};

const lists = ["environments", "regions", "components", "tags", "providesApis", "consumesApis"] as const;

/** lists are sets. */
const listsAreSets: readonly ServiceRule[] = lists.map((field) => ({
  reads: { service: [field] },
  find: (service: Service) => repeated(service[field], [field]),
}));

/** nothing reaches production without the pre-production environment before it. */
const productionNeedsPre: ServiceRule = {
  reads: { service: ["name", "environments", "prodWithoutPre"], values: ["environments", "exemptions"] },
  *find({ name, environments, prodWithoutPre }, { platform }) {
    // What is wrong with the old key is said at that key; an unknown environment may be the misspelled one before production.
    if (prodWithoutPre || platform.exemptions[name]?.prodWithoutPre === true) return;
    if (environments.some((key) => platform.environments[key] === undefined)) return;
    const order = orderedEnvironments(platform, Object.keys(platform.environments));
    for (const [index, key] of environments.entries()) {
      if (platform.environments[key]?.type !== "Production") continue;
      const before = order
        .slice(0, order.indexOf(key))
        .findLast((earlier) => platform.environments[earlier]?.type === "PreProduction");
      if (before === undefined || environments.includes(before)) continue;
      const message = `${show(key)} needs ${show(before)}, the environment before it`;
      yield {
        code: "CAT043",
        path: ["environments", index],
        message,
        hint: `add ${before}, or let the platform team exempt it: exemptions.${name} in platform.yaml with prodWithoutPre and the reason`,
      };
    }
  },
};

/** an environment without any of the service's regions would never get it. */
const everyEnvironmentHasARegion: ServiceRule = {
  reads: { service: ["environments", "regions", "target"], values: ["environments", "regions", "clusters"] },
  *find(service, { platform }) {
    // a cluster that names no known place may be the one that is wanted here
    const isPlaced = ({ environment, region }: Cluster) =>
      platform.environments[environment] !== undefined && platform.regions[region] !== undefined;
    if (!Object.values(platform.clusters).every(isPlaced)) return;
    if (service.regions.some((region) => platform.regions[region] === undefined)) return;
    for (const [index, key] of service.environments.entries()) {
      if (platform.environments[key] === undefined) continue;
      if (effectiveRegions({ platform }, service, key).length > 0) continue;
      const offered = Object.keys(platform.regions).filter((region) =>
        clusterOf({ platform }, key, region, service.target),
      );
      const message = `${show(key)} has no ${service.target} cluster in ${listWords(service.regions)}`;
      const cure = "remove the environment or add a cluster to platform.yaml";
      const hint = offered.length === 0 ? cure : `add region ${listWords(offered)}, or ${cure}`;
      yield { code: "CAT044", path: ["environments", index], message, hint };
    }
  },
};

/** A setting for an environment where the service does not run is a slip, or left over from one. */
const settingsAreForItsEnvironments: ServiceRule = {
  reads: { service: ["environments", "strategy", "resources"], keys: ["environments"] },
  *find({ environments, strategy, resources }, { keys }) {
    // an unknown environment may be the misspelled one that the setting is for
    if (environments.some((key) => !keys("environments").includes(key))) return;
    const settings: [string[], Record<string, unknown>][] = [
      [["strategy"], strategy],
      [["resources", "overrides"], resources?.overrides ?? {}],
    ];
    for (const [path, setting] of settings) {
      for (const key of Object.keys(setting)) {
        if (environments.includes(key) || !keys("environments").includes(key)) continue;
        const message = `the service does not run in ${show(key)}, only in ${listWords(environments)}`;
        const hint = `remove it, or add ${key} to environments`;
        yield { code: "CAT045", path: [...path, key], at: "key", message, hint };
      }
    }
  },
};

/** A job has no running copies to replace; a scheduler's are replaced at its next run. */
const strategyFits: ServiceRule = {
  reads: { service: ["strategy", "archetype"] },
  *find({ strategy, archetype }) {
    for (const [key, value] of Object.entries(strategy)) {
      const finding = misfit(key, value, archetype);
      if (finding !== undefined) yield finding;
    }
  },
};

function misfit(key: string, strategy: Strategy, archetype: Service["archetype"]): Finding | undefined {
  const path = ["strategy", key];
  if (archetype === "job") {
    return { code: "CAT046", path, message: "a job has no rollout strategy", hint: "remove it" };
  }
  const hint = 'write "rolling" or remove it';
  if (archetype === "scheduler" && strategy !== "rolling")
    return { code: "CAT046", path, message: `${show(strategy)} is not possible for a scheduler`, hint };
  if (archetype === "listener" && strategy === "blue-green") {
    const message = "blue-green switches a Kubernetes Service, and nobody calls a listener";
    return { code: "CAT046", path, message, hint: 'write "canary" or "rolling"' };
  }
  return undefined;
}

export const serviceRules: readonly ServiceRule[] = [
  profileFits,
  archetypeFitsFile,
  ...listsAreSets,
  productionNeedsPre,
  everyEnvironmentHasARegion,
  settingsAreForItsEnvironments,
  strategyFits,
];
