/** Answers, made from the catalog. Pure. */
import { createHash } from "node:crypto";
import { canonical } from "../catalog/check/canonical";
import { diffLines } from "../catalog/diff";
import {
  componentsOf,
  contactOf,
  effectiveRegions,
  orderedEnvironments,
  sizeOf,
  strategyOf,
} from "../catalog/effective";
import { pipelineUrl } from "../catalog/links";
import type { Catalog, Service } from "../catalog/model";
import { identityOf, serviceNames } from "../catalog/names";
import { writtenEntry } from "../proposals/apply";
import { bodyOf } from "../proposals/body";
import { serviceOf } from "../proposals/change";
import type { BaseCatalog, Draft } from "../proposals/draft";
import { effectsOf } from "../proposals/effects";
import type { OpenProposal } from "../proposals/existing";
import { factsOf } from "../proposals/facts";
import type { Proposed } from "../proposals/propose";
import type { Preview, ProposalRef, ProposedAnswer, ServiceView } from "./schemas";

type Account = string | undefined;

/** Identifiers and link of a service. */
export function idsOf({ platform }: Pick<Catalog, "platform">, service: Service, account: Account) {
  const identity = identityOf(service);
  return {
    name: service.name,
    serviceId: serviceNames.service(identity),
    pipelineId: serviceNames.pipeline(identity),
    ...(account === undefined ? {} : { pipelineUrl: pipelineUrl(platform, account, identity) }),
  };
}

/** Identifiers, stages, gates and objects of a service, with the text of its pipeline. */
export function factsView(catalog: Catalog, service: Service, account: Account) {
  const { stages, gates, objects, pipelineYaml } = factsOf(catalog, service, account);
  return {
    ...idsOf(catalog, service, account),
    stages: [...stages],
    gates: [...gates],
    objects: [...objects],
    pipelineYaml,
  };
}

/** One service in full. */
export function serviceView(
  base: BaseCatalog,
  service: Service,
  account: Account,
  proposal: OpenProposal | undefined,
): ServiceView {
  const { catalog } = base;
  const { pipelineYaml: _, ...facts } = factsView(catalog, service, account);
  return {
    ...facts,
    entry: writtenEntry(base.files, service.name)?.value as Record<string, unknown>,
    service: { ...service },
    environments: orderedEnvironments(catalog.platform, service.environments).map((environment) => ({
      environment,
      label: catalog.platform.environments[environment]!.label,
      regions: effectiveRegions(catalog, service, environment),
      size: sizeOf(catalog, service, environment).key,
      strategy: strategyOf(catalog, service, environment),
    })),
    contact: { ...contactOf(catalog, service) },
    components: componentsOf(catalog, service),
    ...(proposal === undefined ? {} : { proposal: refOf(proposal) }),
    commit: base.commit,
  };
}

/** An open proposal as answers show it. */
export function refOf({ branch, services, by, commit, pullRequest }: OpenProposal): ProposalRef {
  return {
    branch,
    state: "open",
    services: [...services],
    ...(by === undefined ? {} : { by }),
    commit,
    ...(pullRequest === undefined ? {} : { pullRequest: pullRequest.url }),
  };
}

/** What has become of a wish. */
export function proposedView(
  { status, draft, base, commit, pullRequest }: Proposed,
  account: Account,
): ProposedAnswer {
  return {
    status,
    title: draft.title,
    ...(commit === undefined ? {} : { branch: draft.branch, commit }),
    ...(pullRequest === undefined ? {} : { pullRequest: pullRequest.url }),
    services: touched(draft, base).map(({ catalog, service }) => idsOf(catalog, service, account)),
    effects: effectsView(draft, base),
  };
}

/** What would become of a wish. */
export function previewView(draft: Draft, base: BaseCatalog, account: Account, by: string): Preview {
  return {
    title: draft.title,
    branch: draft.branch,
    services: touched(draft, base).map(({ catalog, service }) => factsView(catalog, service, account)),
    effects: effectsView(draft, base),
    diff: draft.files
      .map(({ path, before, after }) => `--- a/${path}\n+++ b/${path}\n${diffLines(before, after)}\n`)
      .join(""),
    body: bodyOf(draft, { before: base.catalog, account, by }),
  };
}

/** A strong ETag of a service: it changes when what the entry means changes, not when its spelling does. */
export function etagOf(service: Service): string {
  const digest = createHash("sha256")
    .update(JSON.stringify(canonical(service)))
    .digest("hex");
  return `"${digest.slice(0, 32)}"`;
}

function effectsView(draft: Draft, base: BaseCatalog): ProposedAnswer["effects"] {
  const effects = effectsOf(base.catalog, draft.catalog, draft.services);
  return {
    create: [...effects.create],
    update: [...effects.update],
    delete: [...effects.delete],
    notices: effects.notices.map(({ subject, message }) => `${subject}: ${message}`),
  };
}

/** The services of a draft, as they will be; removed ones as they are. */
function touched(draft: Draft, base: BaseCatalog): { catalog: Catalog; service: Service }[] {
  return draft.changes.flatMap((change) => {
    const catalog = change.kind === "remove" ? base.catalog : draft.catalog;
    const service = catalog.services.find(({ name }) => name === serviceOf(change));
    return service === undefined ? [] : [{ catalog, service }];
  });
}
