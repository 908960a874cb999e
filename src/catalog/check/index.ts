/** All checks of a catalog: shape first, then every rule that the readable part allows. */
import type { Problem } from "@harness-catalog/problems";
import type { TemplateLibrary } from "../library/model";
import type { Role } from "../layout";
import { writtenAt, type Path } from "@harness-catalog/located-yaml/locate";
import type { Catalog } from "../model";
import { platformFileSchema, type Platform } from "../schema/platform";
import { servicesFileSchema } from "../schema/service";
import type { Source } from "@harness-catalog/located-yaml/source";
import { compareText } from "@harness-catalog/problems/suggest";
import { canonical } from "./canonical";
import { toProblem } from "./finding";
import { isOfNobody, ownershipProblems } from "./ownership";
import { repairPlatform, repairService, type Repaired } from "./repair";
import type { Entry, Section, ServicesSource } from "./rule";
import { runRules, type PlatformSubject } from "./run";
import { shapeFindings } from "./shape";
import { isMapping, valueAt } from "./values";

/** A parsed file and what it holds. */
export type CatalogSource = Source & { readonly role: Role };

/** The checked catalog, or what keeps it from being one. `catalog` is undefined when there is any problem. */
export interface Checked {
  readonly catalog: Catalog | undefined;
  readonly problems: readonly Problem[];
}

/** Checks parsed files. Files that are not YAML (`value` undefined) are left out; their problems are their own. */
export function checkCatalog(sources: readonly CatalogSource[], library: TemplateLibrary): Checked {
  const readable = sources.filter(({ value }) => value !== undefined);
  const platformSource = readable.find(({ role }) => role === "platform");
  const serviceSources = readable.filter((source): source is ServicesSource => source.role !== "platform");

  const platform = platformSource && repairPlatform(platformSource.value);
  const entries = serviceSources.flatMap((source) => readEntries(source, platform));
  const complete = readable.length === sources.length && entries.every(({ damaged }) => damaged.size === 0);
  const problems = [
    ...(platformSource === undefined ? [] : shapeProblems(platformSource, platformFileSchema)),
    ...serviceSources.flatMap((source) => shapeProblems(source, servicesFileSchema)),
    ...emptyCatalog(sources, entries),
    ...ownershipProblems(sources, entries, platform),
  ];
  const subject =
    platform &&
    platformSource &&
    platformSubject(platform, platformSource, {
      library,
      services: complete ? entries.map(({ service }) => service.name) : undefined,
    });
  problems.push(...runRules({ entries, complete, platform: subject }));

  const services = entries.map(({ service }) => service).sort((a, b) => compareText(a.name, b.name));
  const whole = platform !== undefined && problems.length === 0 && readable.length === sources.length;
  const catalog = whole ? { ...canonical({ platform: platform.value, services }), library } : undefined;
  return { catalog, problems };
}

function shapeProblems(
  source: Source,
  schema: typeof platformFileSchema | typeof servicesFileSchema,
): Problem[] {
  const result = schema.safeParse(source.value);
  if (result.success) return [];
  const written = (path: Path) => writtenAt(source, path);
  return shapeFindings(schema, source.value, result.error.issues, written).map((finding) =>
    toProblem(finding, source),
  );
}

function readEntries(source: ServicesSource, platform: Repaired<Platform> | undefined): Entry[] {
  const list = valueAt(source.value, ["services"]);
  if (!Array.isArray(list)) return [];
  // That a file is of nobody is said once, not for each of its entries.
  const ofNobody = isOfNobody(source, platform) ? ["team"] : [];
  return list.flatMap((entry: unknown, index) => {
    const repaired = repairService(entry);
    if (repaired === undefined) return [];
    return [{ service: repaired.value, damaged: new Set([...repaired.damaged, ...ofNobody]), source, index }];
  });
}

/** Only when all files are readable: otherwise the services may be in the one that is not. */
function emptyCatalog(sources: readonly CatalogSource[], entries: readonly Entry[]): Problem[] {
  const services = sources.filter(({ role }) => role !== "platform");
  const lists = services.map(({ value }) => valueAt(value, ["services"]));
  if (entries.length > 0 || services.length === 0) return [];
  if (!lists.every((list) => Array.isArray(list) && list.length === 0)) return [];
  const hint = "restore the entries from Git; to delete everything run destroy";
  return [
    toProblem(
      { code: "CAT009", path: ["services"], message: "the catalog holds no service", hint },
      services[0]!,
    ),
  ];
}

function platformSubject(
  { value, damaged, misspelled }: Repaired<Platform>,
  source: Source,
  around: Pick<PlatformSubject, "library" | "services">,
): PlatformSubject {
  const section = (name: Section) => valueAt(source.value, [name]);
  return {
    platform: value,
    ...around,
    source,
    keys: (name) => Object.keys(section(name) ?? {}),
    hasValues: (name) => !damaged.has(name),
    hasKeys: (name) => !damaged.has(name) || (isMapping(section(name)) && !misspelled.has(name)),
  };
}
