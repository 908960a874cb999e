/** Random edits of the example catalog, the same for a seed: one to three of the guard's table, with texts of their own. */
import fc from "fast-check";
import { parseCatalog } from "../../src/catalog/load";
import type { Catalog } from "../../src/catalog/model";
import { CatalogError } from "@harness-catalog/problems";
import { edited, withoutServices, type Edit, type Texts } from "./catalogEdits";
import { harmless, losing } from "./guardEdits";

/** A catalog after some edits, all of which went through the checks. */
export interface EditedCatalog {
  readonly title: string;
  readonly texts: Texts;
  readonly catalog: Catalog;
}

const text = fc.stringMatching(/^[A-Za-z][A-Za-z ,.!?€ü-]{0,40}[a-z]$/);
const service = fc.constantFrom("account-api", "account-service", "backend", "frontend", "payment-service");
const size = fc.constantFrom("small", "medium", "large", "xlarge");

const written: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(service, text).map(([name, words]) => ({
    title: `description of ${name}: ${words}`,
    apply: edited([
      "services.yaml",
      new RegExp(`(- name: ${name}\\n {4}description:) .*$`),
      `$1 ${JSON.stringify(words)}`,
    ]),
  })),
  fc.tuple(service, size).map(([name, key]) => ({
    title: `size of ${name}: ${key}`,
    apply: edited([
      "services.yaml",
      new RegExp(`(- name: ${name}\\n(?: {4}.*\\n)*? {4}size:) .*$`),
      `$1 ${key}`,
    ]),
  })),
  service.map((name) => ({ title: `${name} less`, apply: withoutServices(name) })),
  text.map((words) => ({
    title: `project: ${words}`,
    apply: edited(["platform.yaml", "Services of the catalog", words.replaceAll(",", "")]),
  })),
  fc.integer({ min: 1, max: 23 }).map((hours) => ({
    title: `bake ${hours}h`,
    apply: edited(["platform.yaml", "duration: 1h", `duration: ${hours}h`]),
  })),
  fc.stringMatching(/^[a-z]{2,10}$/).map((name) => ({
    title: `a service ${name}`,
    apply: edited([
      "services.yaml",
      "# end catalog",
      `  - { name: new-${name}, archetype: listener, profile: event-consumer, team: platform-team-a }\n# end catalog`,
    ]),
  })),
);

/** So many edited catalogs. Combinations that contradict each other, or the checks, are left out. */
export function randomEdits(example: Texts, count: number, seed: number): EditedCatalog[] {
  const single = fc.oneof(fc.constantFrom(...losing, ...harmless), written);
  const several = fc.array(single, { minLength: 1, maxLength: 3 });
  const found: EditedCatalog[] = [];
  for (const edits of fc.sample(several, { numRuns: 4 * count, seed })) {
    if (found.length === count) break;
    const made = applied(example, edits);
    if (made !== undefined) found.push(made);
  }
  return found;
}

function applied(example: Texts, edits: readonly Edit[]): EditedCatalog | undefined {
  try {
    const texts = edits.reduce((before, edit) => edit.apply(before), example);
    const files = Object.entries(texts).map(([path, content]) => ({ path, text: content }));
    return { title: edits.map(({ title }) => title).join(" + "), texts, catalog: parseCatalog(files) };
  } catch (error) {
    if (error instanceof CatalogError || /^.* is not in /.test((error as Error).message)) return undefined;
    throw error;
  }
}
