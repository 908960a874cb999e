/** The Pulumi program: config → catalog → plan → components → outputs. It decides nothing itself. */
import * as harness from "@pulumi/harness";
import * as pulumi from "@pulumi/pulumi";
import { credentialAges, credentialNotice } from "../src/catalog/credentials";
import { loadCatalog } from "../src/catalog/load";
import type { Catalog, Platform } from "../src/catalog/model";
import type { ObjectKey, Plan } from "../src/plan/model";
import type { Planner } from "../src/plan/planner";
import { components, type ComponentArgs } from "../components";
import { readConfig, type StackConfig } from "./config";
import { heldInState, leavingWith } from "./inState";
import { installDelegates } from "./installDelegates";
import type { StackOutputs } from "./outputs";
import { lastOutputs, resourcesInState, type ReadState } from "./readState";
import { registerGitHub } from "./registerGitHub";
import { silenceSdkDebug } from "./sdkDebug";
import { secretValues, secretsWithoutValue } from "./secrets";
import { backendOf, stateIdentity } from "./stateIdentity";
import { assertRunAllowed, outputsOf, wantedOf } from "./wanted";

type Environment = Readonly<Record<string, string | undefined>>;

/** What the process that runs the program may hand to it, so that nothing is read or planned twice. */
export interface Known {
  /** The catalog of the configuration, and what plans it. */
  readonly catalog?: { readonly catalog: Catalog; readonly planner?: Planner } | undefined;
  /** The state as the engine is about to read it. */
  readonly state?: ReadState | undefined;
}

/**
 * How many components are registered before their engine answers are awaited. Unbounded registration costs twice the
 * memory at 5,000 resources and is no faster.
 */
const registrationBatch = 50;

/**
 * Registers the whole desired state of the current stack.
 * @param root folder of Pulumi.yaml
 * @param env environment that configuration and secrets are read from
 * @param now milliseconds since 1970, for notices about credentials only
 * @param known what the caller has read and planned already
 * @throws CatalogError for a bad catalog, a refused deletion or missing configuration, before anything is registered
 */
export async function deploy(
  root: string,
  env: Environment = process.env,
  now: number = Date.now(),
  known: Known = {},
): Promise<StackOutputs> {
  silenceSdkDebug();
  const config = readConfig(root, env);
  const { account, endpoint, apiKey } = config.connection;
  const { catalog, planner } = known.catalog ?? {
    catalog: loadCatalog(config.catalogDir, config.templatesDir),
  };
  const { stack, environments, delegates, gitHub } = config;
  const last = known.state?.outputs ?? (await lastOutputs());
  const stateId = identityOf(config, last, root, env);
  const settings = { stack, stateId, account, endpoint, environments, delegates, gitHub };
  const wanted = wantedOf(catalog, settings, root, planner);
  const { plan, onGitHub } = wanted;
  const held = heldInState(known.state?.resources ?? (await resourcesInState()));
  const losses = assertRunAllowed(last, wanted, config, held);
  await tellAllowance(config.allowDeletions, losses.length);

  const provider = new harness.Provider("harness", {
    accountId: account,
    endpoint,
    ...(apiKey === undefined ? {} : { platformApiKey: apiKey }),
  });
  const secrets = secretValues(catalog.platform.secrets, env);
  await tell(plan, secretsWithoutValue(catalog.platform.secrets, env));
  await tellCredentials(catalog.platform, now);
  const { imports, protect } = config;
  const registered = await registerPlan(plan, { secrets, imports, protect }, { providers: [provider] });
  if (config.delegates === "true") await installDelegates(plan.delegates, registered, config.kubeconfig);
  const leaving = leavingWith(losses, last?.leaving ?? [], held, wanted.holdings);
  const outputs = { ...outputsOf(wanted), objects: registered.size, leaving };
  if (onGitHub === undefined) return outputs;
  const values = last?.gitHub?.values ?? [];
  return { ...outputs, gitHub: await registerGitHub({ plan: onGitHub, imports, env, held: values }) };
}

/** A word that is left standing would let the same number go at another time. */
async function tellAllowance(allowed: number | undefined, lost: number): Promise<void> {
  if (allowed === undefined || lost > 0) return;
  await pulumi.log.warn(
    `allowDeletions is ${allowed} and this run loses nothing: remove the setting, or a later run may lose as many without asking`,
  );
}

/** The identity of the current stack's state. */
function identityOf(
  { stateId, stack }: StackConfig,
  last: Partial<StackOutputs> | undefined,
  root: string,
  env: Environment,
): string | undefined {
  return stateIdentity({
    explicit: stateId,
    last,
    backendUrl: backendOf(root, env),
    organization: pulumi.getOrganization(),
    project: pulumi.getProject(),
    stack,
  });
}

/** A warning, so that it is seen in a run that prints nothing else. */
async function tellCredentials({ secrets }: Platform, now: number): Promise<void> {
  for (const age of credentialAges(secrets, now)) {
    const notice = credentialNotice(age);
    if (notice !== undefined) await pulumi.log.warn(notice);
  }
}

async function tell(plan: Plan, withoutValue: readonly string[]): Promise<void> {
  for (const { subject, message } of plan.notices) await pulumi.log.info(`${subject}: ${message}`);
  if (withoutValue.length === 0) return;
  await pulumi.log.info(
    `secrets without a value here (new ones get a stand-in, existing ones are left alone): ${withoutValue.join(", ")}`,
  );
}

async function registerPlan(
  plan: Plan,
  given: Pick<ComponentArgs, "secrets" | "imports" | "protect">,
  opts: pulumi.ComponentResourceOptions,
): Promise<ReadonlyMap<ObjectKey, pulumi.Resource>> {
  const registered = new Map<ObjectKey, pulumi.Resource>();
  let waiting: Promise<unknown>[] = [];
  for (const unit of plan.units) {
    const component = new components[unit.component]({ unit, registered, ...given }, opts);
    waiting.push(...[...component.nodes.values()].map((resource) => urnOf(resource)));
    if (waiting.length >= registrationBatch) {
      await Promise.all(waiting);
      waiting = [];
    }
  }
  await Promise.all(waiting);
  return registered;
}

function urnOf(resource: pulumi.Resource): Promise<string> {
  return new Promise((resolve) => resource.urn.apply(resolve));
}
