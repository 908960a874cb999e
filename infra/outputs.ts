/** What the stack tells the world, and what its next run reads back for the deletion guard. */
import { pipelineUrl } from "../src/catalog/links";
import type { Holdings } from "../src/catalog/guard";
import { identityOf } from "../src/catalog/names";
import type { TemplateFacts } from "../src/plan/templateFacts";
import type { Catalog } from "../src/catalog/model";
import type { GitHubOutputs } from "./gitHub";

/** Stack outputs. The holdings are what the deletion guard of the next run compares with. */
export interface StackOutputs extends TemplateFacts, Holdings {
  readonly account: string;
  /** Address of the Harness API. */
  readonly endpoint: string;
  /** Identity of this state, see stateIdentity; absent in a stack that is older than it. */
  readonly stateId?: string;
  /** Console address of each service's pipeline. */
  readonly pipelineUrls: Readonly<Record<string, string>>;
  /** Number of Harness objects under management. */
  readonly objects: number;
  /** Names of the delegates that this stack installs or makes the tokens of. */
  readonly delegates: readonly string[];
  /** Keys (`kind/name`) of what this run was allowed to lose: what a failed deletion has left may go later. */
  readonly leaving?: readonly string[];
  /** Only in the stack that manages GitHub. */
  readonly gitHub?: GitHubOutputs;
}

/** Outputs of a catalog applied to an account. Only services with at least one hosted environment count. */
export function stackOutputs(
  catalog: Catalog,
  {
    account,
    endpoint,
    stateId,
  }: Pick<StackOutputs, "account" | "endpoint"> & { stateId?: string | undefined },
  { services, kept, production }: Holdings,
  objects: number,
  facts: TemplateFacts,
): Omit<StackOutputs, "delegates"> {
  return {
    account,
    endpoint,
    ...(stateId === undefined ? {} : { stateId }),
    services,
    kept,
    production,
    pipelineUrls: Object.fromEntries(
      catalog.services
        .filter((service) => services.includes(identityOf(service)))
        .map((service) => [service.name, pipelineUrl(catalog.platform, account, identityOf(service))]),
    ),
    objects,
    ...facts,
  };
}
