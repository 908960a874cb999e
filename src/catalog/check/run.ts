/** Runs every rule whose fields are readable. */
import type { Problem } from "@harness-catalog/problems";
import type { Source } from "@harness-catalog/located-yaml/source";
import { delegateRules } from "./delegates";
import { toProblem } from "./finding";
import { credentialRules } from "./credentials";
import { exemptionPlatformRules, exemptionServiceRules } from "./exemptions";
import { fleetRules } from "./fleet";
import { gitHubRules } from "./gitHub";
import { joinedPlatformRules } from "./joined";
import { libraryPlatformRules, libraryServiceRules } from "./library";
import { platformNameRules, serviceNameRules } from "./names";
import { deliveryRules } from "./delivery";
import { platformRules } from "./platform";
import { platformReferenceRules } from "./platformReferences";
import { platformTimeRules } from "./platformTimes";
import { referenceRules } from "./references";
import { ownershipRules } from "./ownership";
import type { Context, Entry, FleetRule, PlatformRule, Reading, Section, ServiceRule } from "./rule";
import { ringRules } from "./rings";
import { serviceRules } from "./service";
import { textRules } from "./texts";

/** What the rules are run on. */
export interface Subject {
  readonly entries: readonly Entry[];
  /** Every services file is readable and no entry has a stand-in. */
  readonly complete: boolean;
  /** Undefined when platform.yaml cannot be read: rules that need it are left out. */
  readonly platform: PlatformSubject | undefined;
}

/** The platform as far as it is readable. */
export interface PlatformSubject extends Context {
  readonly source: Source;
  /** Whether the content of a section is as written. */
  readonly hasValues: (section: Section) => boolean;
  /** Whether the keys of a section are as written, even where their content is not. */
  readonly hasKeys: (section: Section) => boolean;
}

const perService = [
  ...referenceRules,
  ...serviceRules,
  ...deliveryRules,
  ...ownershipRules,
  ...exemptionServiceRules,
  ...textRules,
  ...libraryServiceRules,
  ...serviceNameRules,
];
const perPlatform = [
  ...platformReferenceRules,
  ...platformRules,
  ...platformTimeRules,
  ...ringRules,
  ...platformNameRules,
  ...delegateRules,
  ...credentialRules,
  ...exemptionPlatformRules,
  ...gitHubRules,
  ...joinedPlatformRules,
  ...libraryPlatformRules,
];

/** Problems of all rules, in the order of the rules. */
export function runRules(subject: Subject): Problem[] {
  return [
    ...perPlatform.flatMap((rule) => platformProblems(rule, subject)),
    ...perService.flatMap((rule) => serviceProblems(rule, subject)),
    ...fleetRules.flatMap((rule) => fleetProblems(rule, subject)),
  ];
}

function platformProblems(rule: PlatformRule, { platform }: Subject): Problem[] {
  if (platform === undefined || !isReadable(rule, platform)) return [];
  return [...rule.find(platform.platform, platform)].map((finding) => toProblem(finding, platform.source));
}

function serviceProblems(rule: ServiceRule, { entries, platform }: Subject): Problem[] {
  const context = contextFor(rule, platform);
  if (context === undefined) return [];
  return entries
    .filter((entry) => isIntact(entry, rule))
    .flatMap(({ service, source, index }) =>
      [...rule.find(service, context, source)].map((finding) =>
        toProblem(finding, source, ["services", index]),
      ),
    );
}

function fleetProblems(rule: FleetRule, { entries, complete, platform }: Subject): Problem[] {
  const context = contextFor(rule, platform);
  if (context === undefined || (rule.whole === true && !complete)) return [];
  const found = [
    ...rule.find(
      entries.filter((entry) => isIntact(entry, rule)),
      context,
    ),
  ];
  return found.map(({ entry, finding }) => toProblem(finding, entry.source, ["services", entry.index]));
}

function isIntact(entry: Entry, { reads }: Reading): boolean {
  return (reads.service ?? []).every((key) => !entry.damaged.has(key));
}

/** What a rule gets to look things up in; undefined when that is not readable and the rule is left out. */
function contextFor(rule: Reading, platform: PlatformSubject | undefined): Context | undefined {
  if (rule.reads.values === undefined && rule.reads.keys === undefined) return platform ?? nothing;
  return platform !== undefined && isReadable(rule, platform) ? platform : undefined;
}

function isReadable({ reads }: Reading, { hasValues, hasKeys }: PlatformSubject): boolean {
  return (reads.values ?? []).every(hasValues) && (reads.keys ?? []).every(hasKeys);
}

/** For rules that read services only, when there is no platform. */
const nothing: Context = {
  get platform(): never {
    throw new Error("a rule reads the platform without declaring it");
  },
  library: new Map(),
  services: undefined,
  keys: () => [],
};
