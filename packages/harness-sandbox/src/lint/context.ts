/** What the account knows around a document, looked up only where a rule asks and read only once. */
import {
  parseLintDocument,
  pipelineOf,
  templateOf,
  unknownContext,
  type DocumentKind,
  type Known,
  type KnownPipeline,
  type KnownTemplate,
  type LintContext,
  type Subject,
} from "harness-lint";
import type { Account } from "../account";
import { keyOf, type Entity, type Json, type Kind } from "../entity";
import { readReference, type Scope } from "../scope";

/**
 * The context of a document in a scope. Services, environments, infrastructures and variables of a pipeline may be
 * saved after what refers to them, and delegates and people are not modelled: all of these stay unknown.
 */
export function contextFor(account: Account, kind: DocumentKind, scope: Scope): LintContext {
  switch (kind) {
    case "pipeline":
    case "template":
      return { ...unknownContext, templates: templatesFrom(account, scope) };
    case "trigger":
    case "inputSet":
      return { ...unknownContext, pipelines: pipelinesFrom(account, scope) };
    case "infrastructure":
      return { ...unknownContext, environments: environmentsFrom(account, scope) };
    default:
      return unknownContext;
  }
}

function templatesFrom(account: Account, from: Scope): LintContext["templates"] {
  const versions = (reference: string): Known<KnownTemplate> | undefined => {
    const found = readReference(reference, from);
    if (found === undefined) return undefined;
    const all = account.store.list("template", found.scope, found.identifier);
    return all.length === 0 ? undefined : known(all, readTemplate);
  };
  return lookup(versions, () =>
    account.store.listAll("template", from).map(({ parent, identifier }) => parent ?? identifier),
  );
}

function pipelinesFrom(account: Account, scope: Scope): LintContext["pipelines"] {
  return lookup(
    (identifier) => {
      const entity = account.store.get(keyOf({ kind: "pipeline", scope, identifier }));
      return entity === undefined ? undefined : readPipeline(entity);
    },
    identifiers(account, "pipeline", scope),
  );
}

function environmentsFrom(account: Account, from: Scope): LintContext["environments"] {
  return lookup(
    (reference) => {
      const found = readReference(reference, from);
      const exists =
        found !== undefined && account.store.get(keyOf({ kind: "environment", ...found })) !== undefined;
      return exists ? new Set<string>() : undefined;
    },
    identifiers(account, "environment", from),
  );
}

function identifiers(account: Account, kind: Kind, scope: Scope): () => string[] {
  return () => account.store.list(kind, scope).map(({ identifier }) => identifier);
}

function known<T>(entities: readonly Entity[], read: (entity: Entity) => T): Known<T> {
  return lookup(
    (identifier) => {
      const entity = entities.find((each) => each.identifier === identifier);
      return entity === undefined ? undefined : read(entity);
    },
    () => entities.map(({ identifier }) => identifier),
  );
}

function lookup<T>(get: (name: string) => T | undefined, names: () => Iterable<string>): Known<T> {
  return {
    get,
    has: (name) => get(name) !== undefined,
    keys: () => new Set(names()).values(),
  };
}

const templates = new WeakMap<Json, KnownTemplate>();
const pipelines = new WeakMap<Json, KnownPipeline>();

/** Every write stores a new body, so what was read of one holds for as long as it does. */
function readTemplate(entity: Entity): KnownTemplate {
  const known = templates.get(entity.body);
  if (known !== undefined) return known;
  const subject = subjectOf(entity, "template");
  const template = subject === undefined ? { type: "", spec: {} } : templateOf(subject);
  templates.set(entity.body, template);
  return template;
}

function readPipeline(entity: Entity): KnownPipeline | undefined {
  const known = pipelines.get(entity.body);
  if (known !== undefined) return known;
  const subject = subjectOf(entity, "pipeline");
  if (subject !== undefined) rememberPipeline(entity.body, subject);
  return pipelines.get(entity.body);
}

/** Keeps what a pipeline says that is about to be stored: its trigger usually comes next, and asks for it. */
export function rememberPipeline(body: Json, subject: Subject): void {
  pipelines.set(body, pipelineOf(subject));
}

function subjectOf({ identifier, body }: Entity, kind: DocumentKind): Subject | undefined {
  return parseLintDocument({ path: identifier, text: String(body.yaml), kind }).subject;
}
