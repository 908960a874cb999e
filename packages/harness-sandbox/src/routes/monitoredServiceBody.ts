import { bodyScope } from "../call";
import type { Json, Reference } from "../entity";
import { isObject, labels, objects, requiredObject, requiredText, texts } from "../fields";
import { checkIdentifier, checkLabels, checkName } from "../identifiers";
import { looseReferences } from "../references";
import { invalid } from "../refusal";
import { scopeFields, type Scope } from "../scope";

const types = ["Application", "Infrastructure"];

/**
 * Reads what a write says, with everything Harness fills in.
 * @throws Refusal 400 when something is missing, unknown or there twice.
 */
export function readMonitoredService(request: Json): { scope: Scope; body: Json; references: Reference[] } {
  for (const member of ["orgIdentifier", "projectIdentifier"]) requiredText(request, member);
  const scope = bodyScope(request);
  const identifier = checkIdentifier(request.identifier, "Monitored service");
  const name = checkName(request.name, "Monitored service");
  checkLabels(request, "Monitored service");
  const type = requiredText(request, "type");
  if (!types.includes(type)) throw invalid(`type [${type}] is not one of ${types.join(", ")}`);
  const serviceRef = requiredText(request, "serviceRef");
  const environmentRef = requiredText(request, "environmentRef");
  const sources = sourcesOf(request);
  return {
    scope,
    body: {
      ...scopeFields(scope),
      identifier,
      name,
      type,
      ...labels(request),
      serviceRef,
      environmentRef,
      environmentRefList: environments(request, type, environmentRef),
      sources,
      dependencies: objects(request, "dependencies"),
      notificationRuleRefs: objects(request, "notificationRuleRefs"),
      enabled: false,
    },
    references: looseReferences({ serviceRef, environmentRef, sources }, scope),
  };
}

function environments(request: Json, type: string, environmentRef: string): string[] {
  const given = texts(request, "environmentRefList");
  if (given.length === 0) return [environmentRef];
  if (type === "Application" && given.length > 1) {
    throw invalid("Application monitored service cannot be attached to more than one environment");
  }
  return given;
}

function sourcesOf(request: Json): Json {
  const given = request.sources === undefined ? {} : requiredObject(request, "sources");
  const healthSources = objects(given, "healthSources");
  const changeSources = objects(given, "changeSources");
  const identifiers = new Set<string>();
  for (const source of healthSources) {
    const identifier = requiredText(source, "identifier");
    for (const member of ["name", "type"]) requiredText(source, member);
    if (!isObject(source.spec)) throw invalid(`spec of health source ${identifier} must be an object`);
    if (identifiers.has(identifier)) {
      throw invalid(`Multiple Health Sources exists with the same identifier ${identifier}`);
    }
    identifiers.add(identifier);
  }
  return { healthSources, changeSources };
}
