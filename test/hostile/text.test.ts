/**
 * Hostile text in every field of both schemas: it is refused where it stands, or everything that is generated has the same
 * structure as with a text that means no harm.
 */
import assert from "node:assert/strict";
import { parseCatalog, type CatalogFile } from "../../src/catalog/load";
import { platformFileSchema } from "../../src/catalog/schema/platform";
import { servicesFileSchema } from "../../src/catalog/schema/service";
import { formatPath } from "@harness-catalog/located-yaml/locate";
import type { Catalog } from "../../src/catalog/model";
import { printProblems } from "../../src/cli/problems";
import { CatalogError, type Problem } from "@harness-catalog/problems";
import { hiddenCharacter } from "@harness-catalog/problems/characters";
import { memoryIo } from "../support/io";
import { fieldsOf, patternOf, placesIn, withText, type Field } from "./fields";
import { linesIn } from "./lines";
import { structuresOf, type Structures } from "./outputs";
import { numbers } from "./numbers";
import { hiddenPayloads, payloads } from "./payloads";
import { filesOf, richCatalog, richLibrary, type CatalogData } from "./rich";

const schemas = { platform: fieldsOf(platformFileSchema), services: fieldsOf(servicesFileSchema) };
type Part = keyof typeof schemas;

/** A text at a place. */
interface Attack extends Field {
  readonly part: Part;
  readonly text: string;
}

const rich = richCatalog();
const places = (["platform", "services"] as const).flatMap((part) =>
  placesIn(rich[part], schemas[part]).map((field) => ({ ...field, part })),
);
const runs = 10_000;

/**
 * The texts of one round, one for each value, or in every fifth round one for each key: alone, behind or in front of what
 * stands there.
 */
function attacksOf(round: number): Attack[] {
  const pick = numbers(round + 1);
  const at = round % 5 === 4 ? "key" : "value";
  return places
    .filter((place) => place.at === at)
    .map((place) => {
      const all = pick(4) === 0 ? hiddenPayloads : payloads;
      const payload = all[pick(all.length)]!;
      const own = String(place.at === "key" ? place.path.at(-1) : benignAt(place));
      return { ...place, text: [payload, own + payload, payload + own][pick(3)]! };
    });
}

function benignAt({ part, path }: Pick<Attack, "part" | "path">): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], rich[part]);
}

function withAttacks(attacks: readonly Attack[]): CatalogData {
  // From the deepest place up, so that a changed key hides none of the places below it.
  const ordered = [...attacks].sort((a, b) => b.path.length - a.path.length);
  return ordered.reduce<CatalogData>((data, { part, text, ...field }) => {
    return { ...data, [part]: withText(data[part], field, text) };
  }, rich);
}

function outcome(files: readonly CatalogFile[]): { catalog?: Catalog; problems: readonly Problem[] } {
  try {
    return { catalog: parseCatalog(files, richLibrary), problems: [] };
  } catch (error) {
    if (error instanceof CatalogError) return { problems: error.problems };
    throw error;
  }
}

const isHidden = ({ text }: Attack) => hiddenCharacter(text) !== undefined;

/** Whether one of the problems is on the lines where an attack stands. */
function refusedAt(files: readonly CatalogFile[], problems: readonly Problem[]): (attack: Attack) => boolean {
  const parts = (["platform", "services"] as const).map((part) => {
    const file = files.find((each) => each.path.includes(part))!;
    const told = problems.filter(({ place }) => place!.file === file.path).map(({ place }) => place!.line);
    return [part, { told, lines: linesIn(file.text) }] as const;
  });
  const of = Object.fromEntries(parts);
  return ({ part, path, at, text }) => {
    const { told, lines } = of[part]!;
    const [from, to] = lines({ path: at === "key" ? [...path.slice(0, -1), text] : path, at });
    return told.some((line) => line >= from && line <= to);
  };
}

/** Takes out whatever is refused until the rest is a catalog. */
function whatPasses(attacks: readonly Attack[]): { passing: Attack[]; catalog: Catalog } {
  let left = [...attacks];
  for (;;) {
    const files = filesOf(withAttacks(left));
    const { catalog, problems } = outcome(files);
    if (catalog !== undefined) return { passing: left, catalog };
    problems.forEach(assertSound);
    const refused = refusedAt(files, problems);
    const next = left.filter((attack) => !refused(attack));
    // A word that others refer to makes them wrong, at their places.
    const shorter = next.length < left.length ? next : left.filter((attack) => !isReferredTo(attack));
    assert.ok(shorter.length < left.length, problems.map(({ message }) => message).join("\n"));
    left = shorter;
  }
}

const wordsOfAll = places.map((place) => String(place.at === "key" ? place.path.at(-1) : benignAt(place)));

/** Whether what stands there stands somewhere else too, and so may be a name. */
function isReferredTo(attack: Attack): boolean {
  const own = String(attack.at === "key" ? attack.path.at(-1) : benignAt(attack));
  // Images are compared with the beginnings of their names that are listed.
  if (attack.at === "key" || attack.path[0] === "registries") return true;
  return wordsOfAll.filter((word) => word === own).length > 1;
}

function assertSound(problem: Problem): void {
  assert.ok(problem.place !== undefined, problem.message);
  const io = memoryIo();
  printProblems(io, [problem], false);
  assert.equal(hiddenCharacter(io.err()), undefined, JSON.stringify(io.err()));
}

function differences(found: Structures, wanted: Structures): string[] {
  const names = new Set([...Object.keys(found), ...Object.keys(wanted)]);
  return [...names].filter((name) => found[name] !== wanted[name]);
}

describe("hostile text", function () {
  this.timeout(300_000);

  it("has a place in every field that the schemas know", () => {
    for (const part of ["platform", "services"] as const) {
      const met = new Set(
        placesIn(rich[part], schemas[part]).map(({ path }) => patternOf(path, schemas[part])),
      );
      assert.deepEqual(
        [...schemas[part].values].filter((pattern) => !met.has(pattern)),
        [],
      );
    }
  });

  it(`is refused where it stands or changes no structure, ${runs} times`, () => {
    const benign = structuresOf(outcome(filesOf(rich)).catalog!);
    let [round, done, passed] = [0, 0, 0];
    for (; done < runs; round++) {
      const attacks = attacksOf(round);
      done += attacks.length;
      refusesHidden(attacks.filter(isHidden));
      const { passing, catalog } = whatPasses(attacks.filter((attack) => !isHidden(attack)));
      passed += passing.length;
      assert.doesNotThrow(() => structuresOf(catalog));
      // A name that is one has its place in the order of its neighbours, and may be any.
      const texts = passing.filter(({ text }) => !/^[\w-]+$/.test(text));
      const sound = texts.length === passing.length ? catalog : outcome(filesOf(withAttacks(texts))).catalog!;
      const wrong = differences(structuresOf(sound), benign);
      assert.deepEqual(wrong, [], wrong.length === 0 ? "" : `round ${round}: ${culprits(texts, benign)}`);
    }
    assert.ok(passed > done / 50, `only ${passed} of ${done} were let through, the rest proves nothing`);
  });
});

/** A text with a character that nobody sees is refused at its line wherever it is, keys included. */
function refusesHidden(attacks: readonly Attack[]): void {
  let left = [...attacks];
  while (left.length > 0) {
    const files = filesOf(withAttacks(left));
    const { problems } = outcome(files);
    problems.forEach(assertSound);
    const codes = new Set(["CAT005", "CAT027"]);
    const refused = refusedAt(
      files,
      problems.filter(({ code }) => codes.has(code)),
    );
    const next = left.filter((attack) => !refused(attack));
    assert.ok(
      next.length < left.length,
      [
        ...problems.map(({ message, place }) => `${place?.line} ${message}`),
        left.map(({ path, text }) => `${formatPath(path)}: ${JSON.stringify(text)}`).join("\n"),
      ].join("\n"),
    );
    left = next;
  }
}

/** The texts that alone make the difference. */
function culprits(passing: readonly Attack[], benign: Structures): string {
  return passing
    .filter((attack) => {
      const { catalog } = outcome(filesOf(withAttacks([attack])));
      return catalog !== undefined && differences(structuresOf(catalog), benign).length > 0;
    })
    .map(({ path, at, text }) => `${at} ${formatPath(path)}: ${JSON.stringify(text)}`)
    .join("\n");
}
