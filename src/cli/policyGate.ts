/** Asks the policies before anything is sent, because Harness does not ask them about changes by API. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { policyNames } from "../policies";
import { evaluatePolicies, type Denial } from "../policies/evaluate";
import { judgedObjects, policyInput, policyTexts, templateFinder, templateTexts } from "../plan/policyInputs";
import { policySetSpecs } from "../plan/policySets";
import type { Catalog } from "../catalog/model";
import type { Plan, PlanScope } from "../plan";
import { plannerOf } from "../plan/planner";
import { CatalogError, type Problem } from "@harness-catalog/problems";
import { findTool } from "../toolchain/findTool";
import type { EngineSettings } from "./engine/settings";
import { counted } from "@harness-catalog/command-line/counted";
import { assertFilesGenerated } from "./fileReferences/check";
import { note, type Io } from "./io";
import { expectedScope } from "./plans/expectedScope";
import { cures } from "./policies/cures";
import { fingerprint, readPassed, writePassed } from "./policies/passed";
import { hostedEnvironments, stackConfig } from "./stackFile";

/** What a check looked at. */
export interface PolicyCheck {
  readonly judged: number;
  /** Objects that passed the same rules before and have not changed since. */
  readonly known: number;
}

/** What is known of a run before the engine starts. */
export interface Judged extends PolicyCheck {
  /** Digest of everything the catalog asks of the stack. */
  readonly desired: string;
}

/**
 * Holds what a stack would get to its policies. Builds OPA once where it is not at hand, and says so.
 * @throws CatalogError what {@link checkPolicies} throws, MAN012 when a pipeline names a file that nobody generates, CAT012 when the stack hosts an environment that is not there
 */
export async function policyGate(io: Io, catalog: Catalog, settings: EngineSettings): Promise<Judged> {
  const planner = settings.loaded?.planner ?? plannerOf(catalog);
  const scope = expectedScope(io, catalog, settings) ?? anyAccount(catalog, settings.root, settings.stack);
  const plan = planner(scope);
  assertFilesGenerated(io, catalog, plan);
  return judge(io, plan, settings.workDir);
}

/**
 * The objects that a stack would get, whatever its account.
 * @throws CatalogError CAT012 when the stack hosts an environment that is not there
 */
export function planOfStack(catalog: Catalog, root: string, stack: string): Plan {
  return plannerOf(catalog)(anyAccount(catalog, root, stack));
}

function anyAccount({ platform }: Catalog, root: string, stack: string): PlanScope {
  const environments = hostedEnvironments(stackConfig(root, stack)) ?? Object.keys(platform.environments);
  return { account: "any", environments, stack };
}

/** Holds a plan to its policies and says how many objects that were. @throws CatalogError as {@link checkPolicies} */
export async function judge(io: Io, plan: Plan, stateDir?: string): Promise<Judged> {
  const check = await checkPolicies(plan, () => opaFor(io), stateDir);
  if (check.judged > 0) note(io, `policies: ${counted(check.judged, "object")} judged, none refused`);
  return { ...check, desired: createHash("sha256").update(JSON.stringify(plan)).digest("hex") };
}

async function opaFor(io: Io): Promise<string> {
  return (await findTool("opa", { env: io.env, onProgress: (message) => note(io, message) })).command;
}

/**
 * Holds a plan to its own policies, in one run of OPA.
 * @param findOpa path of OPA; asked for only when there is something to judge
 * @param stateDir folder that remembers what has passed; without it, everything is judged
 * @throws CatalogError POL001 with every refusal, POL002 when the policies cannot be evaluated, TOOL codes of `findOpa`
 */
export async function checkPolicies(
  plan: Plan,
  findOpa: () => Promise<string>,
  stateDir?: string,
): Promise<PolicyCheck> {
  const texts = policyTexts(plan);
  const rules = fingerprint([texts, templateTexts(plan), policySetSpecs(true)]);
  const file = stateDir === undefined ? undefined : join(stateDir, "policies-passed.json");
  const passed = file === undefined ? new Set<string>() : readPassed(file, rules);
  const objects = judgedObjects(plan).map((object) => ({
    object,
    mark: fingerprint([object.kind, object.inputs]),
  }));
  const open = objects.filter(({ mark }) => !passed.has(mark));
  if (open.length > 0) {
    const find = templateFinder(plan);
    const inputs = open.map(({ object }) => policyInput(object, find));
    const denials = await evaluatePolicies(await findOpa(), texts, inputs);
    if (denials.length > 0) throw new CatalogError(denials.map(refusal));
    if (file !== undefined)
      writePassed(
        file,
        rules,
        objects.map(({ mark }) => mark),
      );
  }
  return { judged: open.length, known: objects.length - open.length };
}

function refusal({ subject, policy, message }: Denial): Problem {
  return {
    code: "POL001",
    message: `${subject} is refused by the policy "${policyNames[policy]}": ${message}`,
    hint: cures[policy],
  };
}
