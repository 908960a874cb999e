/**
 * What a run wants of a stack, and whether it may: one judgement for the program (and so for `up`, `plan` and plain
 * `pulumi`) and for the plans that need no engine.
 */
import type { Catalog } from "../src/catalog/model";
import type { Loss } from "../src/catalog/guard";
import { plannerOf, type Planner } from "../src/plan/planner";
import type { Plan, PlanScope } from "../src/plan/model";
import { templateFacts, templateProblems, type TemplateFacts } from "../src/plan/templateFacts";
import type { GitHubPlan } from "../src/plan/gitHub";
import type { Holdings } from "../src/catalog/guard";
import { CatalogError } from "@harness-catalog/problems";
import { otherAccount } from "@harness-catalog/problems/connection";
import type { StackConfig } from "./config";
import type { DelegateMode } from "./configValues";
import { assertDelegatesMeant, hasDelegates } from "./delegates";
import { assertDeletionsAllowed } from "./deletions";
import { assertImportIdsGiven, assertRepositoriesKept, gitHubPlan, protectedRepositories } from "./gitHub";
import { holdingsOf } from "./holdings";
import type { HeldInState } from "./inState";
import { stackOutputs, type StackOutputs } from "./outputs";
import { readStackFiles } from "./stackFiles";

/** The settings of a stack that a plan depends on. */
export interface StackSettings extends Pick<StackConfig, "stack" | "delegates" | "gitHub"> {
  readonly account: string;
  /** Identity of the state; undefined for a stack that is older than it, and where no state takes part. */
  readonly stateId?: string | undefined;
  /** Address of the Harness API. */
  readonly endpoint: string;
  /** Catalog keys of the environments this account hosts; undefined: all of them. */
  readonly environments: readonly string[] | undefined;
}

/** Everything a run is about to make of a stack. */
export interface Wanted {
  readonly settings: StackSettings;
  readonly catalog: Catalog;
  readonly plan: Plan;
  readonly facts: TemplateFacts;
  readonly holdings: Holdings;
  /** Undefined where the stack does not manage GitHub. */
  readonly onGitHub: GitHubPlan | undefined;
}

/** The words of a person that a run goes by. */
export type Words = Pick<StackConfig, "allowDeletions" | "imports" | "movedFrom">;

/**
 * What a catalog leads to in a stack.
 * @param root folder of Pulumi.yaml
 * @param planner plans this catalog
 * @throws CatalogError CAT012, CMD011 and CMD026, as the settings are wrong
 */
export function wantedOf(
  catalog: Catalog,
  settings: StackSettings,
  root: string,
  planner: Planner = plannerOf(catalog),
): Wanted {
  const scope = scopeOf(catalog, settings);
  const plan = planner(scope);
  return {
    settings,
    catalog,
    plan,
    facts: templateFacts(catalog, scope),
    holdings: holdingsOf(plan, settings.delegates),
    onGitHub: settings.gitHub ? gitHubPlan(catalog, readStackFiles(root)) : undefined,
  };
}

/** What a plan of a stack depends on beside the catalog. */
export function scopeOf({ platform }: Catalog, settings: StackSettings): PlanScope {
  const { account, endpoint, stack, stateId, delegates } = settings;
  const environments = settings.environments ?? Object.keys(platform.environments);
  return { account, environments, stack, stateId, endpoint, delegateTokens: hasDelegates(delegates) };
}

/**
 * Holds a run to what the last one left, before anything is registered.
 * @param held what the state has, whatever the last run told; nothing where no state takes part
 * @returns what is lost although the run may go on
 * @throws CatalogError CMD002, CMD012, CMD030, CMD031, CMD011 and TPL codes
 */
export function assertRunAllowed(
  last: Partial<StackOutputs> | undefined,
  wanted: Wanted,
  { allowDeletions, imports, movedFrom }: Words,
  held: HeldInState = { services: [], kept: {} },
): readonly Loss[] {
  const { settings, plan, holdings, onGitHub } = wanted;
  const { account, endpoint, delegates } = settings;
  // The official provider compares no endpoints, so the program does.
  const before = { accountId: last?.account, endpoint: last?.endpoint };
  const elsewhere = otherAccount(before, { accountId: account, endpoint }, movedFrom);
  if (elsewhere !== undefined) throw elsewhere;
  const losses = assertDeletionsAllowed(last, { holdings, delegates }, allowDeletions, held);
  assertDelegatesMeant(delegates, plan, last?.delegates);
  assertRepositoriesKept(last?.gitHub, onGitHub);
  assertImportIdsGiven(onGitHub, imports);
  const refused = templateProblems(last ?? {}, wanted.facts, wanted.catalog);
  if (refused.length > 0) throw new CatalogError(refused);
  return losses;
}

/** What the next run would find of this one: the outputs, as far as they are known before it has run. */
export function outputsOf({ settings, catalog, plan, facts, holdings, onGitHub }: Wanted): StackOutputs {
  const objects = plan.units.reduce((sum, unit) => sum + unit.objects.length, 0);
  return {
    ...stackOutputs(catalog, settings, holdings, objects, facts),
    delegates: delegatesOf(settings.delegates, plan),
    ...(onGitHub === undefined
      ? {}
      : { gitHub: { objects: 0, values: [], protected: protectedRepositories(onGitHub) } }),
  };
}

/** Names of the delegates that a stack installs or makes the tokens of. */
export function delegatesOf(mode: DelegateMode, { delegates }: Pick<Plan, "delegates">): string[] {
  return hasDelegates(mode) ? delegates.map(({ spec }) => spec.name) : [];
}
