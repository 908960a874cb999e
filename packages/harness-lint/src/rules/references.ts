/** What a document refers to exists among the documents rendered with it. */
import { declaredVariables } from "../context";
import type { Finding, LintContext, Path, Rule, Subject } from "../model";
import { cure } from "../suggest";
import { entries, isExpression, list, mapping, text, valueAt } from "../values";
import { contentsOf, stagesOf } from "../walk";

/** A reference that can be checked: fixed text of the project's own scope. */
function ownScope(value: unknown): value is string {
  return typeof value === "string" && !isExpression(value) && !/^(account|org)\./.test(value);
}

function unknown(value: string, path: Path, what: string, known: Iterable<string>): Finding {
  return { path, message: `"${value}" is no ${what} known here`, hint: cure(value, known) };
}

function services(subject: Subject, { services: known }: LintContext): Finding[] {
  if (known === undefined) return [];
  return refs(subject, "serviceRef").flatMap(({ path, value }) =>
    known.has(value) ? [] : [unknown(value, path, "service", known)],
  );
}

function environments(subject: Subject, { environments: known }: LintContext): Finding[] {
  if (known === undefined) return [];
  return refs(subject, "environmentRef").flatMap(({ path, value }) =>
    known.has(value) ? [] : [unknown(value, path, "environment", known.keys())],
  );
}

function infrastructures(subject: Subject, { environments: known }: LintContext): Finding[] {
  if (known === undefined) return [];
  return contentsOf(subject).mappings.flatMap(({ path, value }) => {
    const own = ownScope(value["environmentRef"]) ? known.get(value["environmentRef"]) : undefined;
    if (own === undefined) return [];
    return entries(value["infrastructureDefinitions"], [...path, "infrastructureDefinitions"]).flatMap(
      (entry) => {
        const identifier = entry.value["identifier"];
        if (!ownScope(identifier) || own.has(identifier)) return [];
        const what = `infrastructure of ${String(value["environmentRef"])}`;
        return [unknown(identifier, [...entry.path, "identifier"], what, own)];
      },
    );
  });
}

function delegates(subject: Subject, { delegateSelectors: known }: LintContext): Finding[] {
  if (known === undefined) return [];
  return contentsOf(subject).mappings.flatMap(({ path, value }) =>
    list(value["delegateSelectors"]).flatMap((selector, index) => {
      if (typeof selector !== "string" || isExpression(selector) || known.has(selector)) return [];
      const message = `"${selector}" is a tag of no delegate`;
      return [{ path: [...path, "delegateSelectors", index], message, hint: cure(selector, known) }];
    }),
  );
}

/** `useFromStage`, and the stages that a notification is limited to. */
function stages(subject: Subject): Finding[] {
  const known = [...new Set(stagesOf(subject).flatMap(({ value }) => text(value["identifier"]) ?? []))];
  const linked = subject.root["template"] !== undefined;
  if (linked || (subject.kind === "template" && subject.root["type"] !== "Pipeline")) return [];
  return contentsOf(subject).mappings.flatMap(({ path, value }) => {
    const from = text(mapping(value["useFromStage"])["stage"]);
    const named = [
      ...(from === undefined ? [] : [{ path: [...path, "useFromStage", "stage"], stage: from }]),
      ...list(value["forStages"])
        .map((stage, index) => ({ path: [...path, "forStages", index], stage }))
        .filter(({ stage }) => stage !== "AllStages"),
    ];
    return named.flatMap(({ path: at, stage }) => {
      if (isExpression(stage) || known.includes(String(stage))) return [];
      return [
        {
          path: at,
          message: `"${String(stage)}" is no stage of this pipeline`,
          hint: cure(String(stage), known),
        },
      ];
    });
  });
}

function pipelines(subject: Subject, { pipelines: known }: LintContext): Finding[] {
  const at = subject.kind === "trigger" ? ["pipelineIdentifier"] : ["pipeline", "identifier"];
  const identifier = valueAt(subject.root, at);
  if (known === undefined || !ownScope(identifier)) return [];
  const path = [...subject.at, ...at];
  const pipeline = known.get(identifier);
  if (pipeline === undefined) return [unknown(identifier, path, "pipeline", known.keys())];
  return subject.kind === "trigger"
    ? []
    : givenVariables(subject.root["pipeline"], [...subject.at, "pipeline"], pipeline.variables);
}

/** Variables given to a pipeline that it does not declare. */
export function givenVariables(pipeline: unknown, at: Path, declared: ReadonlySet<string>): Finding[] {
  return entries(mapping(pipeline)["variables"], [...at, "variables"]).flatMap(({ path, value }) => {
    const name = text(value["name"]);
    if (name === undefined || declared.has(name)) return [];
    return [
      {
        path: [...path, "name"],
        message: `the pipeline has no variable "${name}"`,
        hint: cure(name, declared),
      },
    ];
  });
}

/** The variables that a document declares itself for what stands in it; undefined where others declare them. */
export function ownVariables(subject: Subject): ReadonlySet<string> | undefined {
  if (subject.kind === "pipeline" && subject.root["template"] !== undefined) return undefined;
  const ownsPipeline =
    subject.kind === "pipeline" || (subject.kind === "template" && subject.root["type"] === "Pipeline");
  return ownsPipeline ? declaredVariables(subject) : undefined;
}

/** The variables that every pipeline that uses a template or service has; undefined where no user is known. */
export function sharedVariables(
  subject: Subject,
  { pipelines }: LintContext,
): ReadonlySet<string> | undefined {
  if (pipelines === undefined || subject.kind === "pipeline" || ownVariables(subject) !== undefined)
    return undefined;
  const users = usersIn(pipelines);
  const identifier = text(subject.root["identifier"]) ?? "";
  const [first, ...others] =
    (subject.kind === "service" ? users.services : users.templates).get(identifier) ?? [];
  if (first === undefined) return undefined;
  return new Set([...first].filter((name) => others.every((variables) => variables.has(name))));
}

type Users = Readonly<Record<"services" | "templates", Map<string, ReadonlySet<string>[]>>>;
const usersByPipelines = new WeakMap<object, Users>();

/** Service or template → variables of each pipeline that uses it; worked out once for a set of pipelines. */
function usersIn(pipelines: NonNullable<LintContext["pipelines"]>): Users {
  const known = usersByPipelines.get(pipelines);
  if (known !== undefined) return known;
  const users: Users = { services: new Map(), templates: new Map() };
  for (const name of pipelines.keys()) {
    const pipeline = pipelines.get(name);
    if (pipeline === undefined) continue;
    for (const kind of ["services", "templates"] as const) {
      for (const used of pipeline[kind]) {
        const list = users[kind].get(used);
        if (list === undefined) users[kind].set(used, [pipeline.variables]);
        else list.push(pipeline.variables);
      }
    }
  }
  usersByPipelines.set(pipelines, users);
  return users;
}

function refs(subject: Subject, key: string): { path: Path; value: string }[] {
  return contentsOf(subject).mappings.flatMap(({ path, value }) => {
    const reference = value[key];
    return ownScope(reference) ? [{ path: [...path, key], value: reference }] : [];
  });
}

export const referenceRules = {
  unknownService: {
    code: "LINT020",
    title: "Services that are referred to exist",
    documents: ["pipeline", "template"],
    check: services,
  },
  unknownEnvironment: {
    code: "LINT021",
    title: "Environments that are referred to exist",
    documents: ["pipeline", "template"],
    check: environments,
  },
  parentEnvironment: {
    code: "LINT021",
    title: "An infrastructure belongs to an environment that exists",
    documents: ["infrastructure"],
    check: environments,
  },
  unknownInfrastructure: {
    code: "LINT022",
    title: "Infrastructures belong to the environment beside them",
    documents: ["pipeline", "template"],
    check: infrastructures,
  },
  unknownDelegate: {
    code: "LINT023",
    title: "Delegate selectors are tags of delegates",
    documents: ["pipeline", "template", "infrastructure"],
    check: delegates,
  },
  unknownStage: {
    code: "LINT027",
    title: "Stages that are referred to exist",
    documents: ["pipeline", "template"],
    check: stages,
  },
  unknownPipeline: {
    code: "LINT028",
    title: "Pipelines that are referred to exist and have the variables given",
    documents: ["trigger", "inputSet"],
    check: pipelines,
  },
} as const satisfies Record<string, Rule>;
