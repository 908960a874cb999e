import assert from "node:assert/strict";
import fc from "fast-check";
import { guardDeletions, type Holdings } from "../../src/catalog/guard";
import { formatProblem } from "@harness-catalog/problems";

const names = (count: number, prefix = "s") =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const without = (before: string[], lost: number) => before.slice(lost);
const of = (services: readonly string[], more: Partial<Holdings> = {}): Holdings => ({
  services,
  kept: {},
  production: [],
  ...more,
});
const pipelines = (services: readonly string[], project = "shop") => ({
  pipeline: Object.fromEntries(services.map((name) => [name, `default/${project}/${name}_cd`])),
  service: Object.fromEntries(services.map((name) => [name, `default/${project}/${name}`])),
});

describe("the deletion guard", () => {
  const table: [title: string, before: number, lost: number, allow: number | undefined, refused: boolean][] =
    [
      ["nothing is lost", 5, 0, undefined, false],
      ["one of five, 20 %", 5, 1, undefined, false],
      ["one of four, exactly 25 %", 4, 1, undefined, false],
      ["one of three, 33 %", 3, 1, undefined, true],
      ["two of five, 40 %", 5, 2, undefined, true],
      ["ten of a hundred", 100, 10, undefined, false],
      ["eleven of a hundred, above ten services", 100, 11, undefined, true],
      ["the exact number is allowed", 100, 11, 11, false],
      ["one less than the number that is allowed", 100, 11, 12, true],
      ["one more than the number that is allowed", 100, 13, 12, true],
      ["all of them", 5, 5, undefined, true],
      ["all of them, with the exact number", 5, 5, 5, true],
      ["the last one, with the exact number", 1, 1, 1, true],
    ];
  for (const [title, count, lost, allowDeletions, expected] of table) {
    it(`${expected ? "refuses" : "allows"}: ${title}`, () => {
      const before = names(count);
      const left = without(before, lost);
      for (const [held, keeps] of [
        [of(before), of(left)],
        [of(before, { kept: pipelines(before) }), of(left, { kept: pipelines(left) })],
      ] as const) {
        const verdict = guardDeletions({ before: held, after: keeps, allowDeletions });
        assert.equal(verdict.refused, expected);
        assert.equal(verdict.losses.length, lost, "a service is one loss with its pipeline");
      }
    });
  }

  it("names what would be lost, the share, the limits and the word", () => {
    const verdict = guardDeletions({
      before: of(names(5)),
      after: of(["s0", "s3", "s4"]),
      allowDeletions: 3,
    });
    assert.ok(verdict.refused);
    assert.equal(
      formatProblem(verdict.problem),
      [
        "this run would lose 2 objects for good, not the 3 that are allowed; the deletion guard refuses",
        "  2 of 5 services (40 %) deleted: s1, s2",
        "    with pipeline and the record of all executions",
        "without --allow-deletions a run may lose 25 % of a kind, 10 at most",
        "restore what was there, or allow exactly this with --allow-deletions 2  [CMD002]",
      ].join("\n"),
    );
  });

  it("says why one is too many, and folds long lists at 80 columns", () => {
    const services = names(60, "a-service-with-a-long-name-");
    const connectors = { awsConnector: Object.fromEntries(names(20).map((name) => [name, name])) };
    const { s0: _, ...rest } = connectors.awsConnector;
    const verdict = guardDeletions({
      before: of(services, { kept: connectors, production: ["awsConnector/s0"] }),
      after: of(without(services, 40), { kept: { awsConnector: rest } }),
    });
    assert.ok(verdict.refused);
    const lines = verdict.problem.message.split("\n");
    assert.ok(lines.includes("  1 of 20 connectors (5 %) deleted: s0"));
    assert.ok(lines.includes("    production stands on: s0"));
    assert.match(verdict.problem.message, / and 10 more\n/);
    assert.deepEqual(
      lines.filter((line) => line.length > 80),
      [],
    );
  });

  it("takes entries that go while others come for a rename, and says how to make one", () => {
    const ask = (after: string[]) => guardDeletions({ before: of(["a", "b"]), after: of(after) });
    const [renamed, removed] = [ask(["a", "c"]), ask(["a"])];
    assert.ok(renamed.refused && removed.refused);
    assert.match(renamed.problem.hint, /previousName: <old name>.*--allow-deletions 1$/);
    assert.doesNotMatch(removed.problem.hint, /previousName/);
  });

  it("takes an object that is made anew for lost, and counts a service with its pipeline as one", () => {
    const all = names(20);
    const project = (identifier: string) => ({ project: { [identifier]: `default/${identifier}` } });
    const verdict = guardDeletions({
      before: of(all, { kept: { ...pipelines(all), ...project("shop") } }),
      after: of(all, { kept: { ...pipelines(all, "shop2"), ...project("shop2") } }),
    });
    assert.ok(verdict.refused);
    assert.equal(verdict.losses.length, 21);
    assert.match(
      verdict.problem.message,
      /^ {2}1 of 1 project \(100 %\) deleted: shop$[^]*^ {2}20 of 20 services \(100 %\) replaced: s0, s1, /m,
    );
    assert.match(verdict.problem.hint, /--allow-deletions 21$/);
  });

  const many = (kind: string, count: number) => ({
    [kind]: Object.fromEntries(names(count).map((name) => [name, name])),
  });
  const oneLess = (kind: string, count: number) => ({
    [kind]: Object.fromEntries(
      names(count)
        .slice(1)
        .map((name) => [name, name]),
    ),
  });
  for (const kind of ["organization", "project", "environment", "infrastructure", "delegate"]) {
    it(`one of 20 objects of kind ${kind} needs a word`, () => {
      const verdict = guardDeletions({
        before: of(["a"], { kept: many(kind, 20) }),
        after: of(["a"], { kept: oneLess(kind, 20) }),
      });
      assert.ok(verdict.refused);
      assert.match(verdict.problem.message, /^ {4}never goes without --allow-deletions, however few$/m);
    });
  }
  for (const kind of ["secretText", "usergroup", "awsConnector", "serviceAccount", "roles", "pipeline"]) {
    it(`one of 20 objects of kind ${kind} goes, unless production stands on it; six of 20 do not`, () => {
      const ask = (lost: Record<string, Record<string, string>>, production: string[] = []) =>
        guardDeletions({
          before: of(["a"], { kept: many(kind, 20), production }),
          after: of(["a"], { kept: lost }),
        }).refused;
      assert.equal(ask(oneLess(kind, 20)), false);
      assert.equal(ask(oneLess(kind, 20), [`${kind}/s0`]), true);
      const six = Object.entries(many(kind, 20)[kind]!).slice(6);
      assert.equal(ask({ [kind]: Object.fromEntries(six) }), true);
    });
  }

  it("counts connectors of all kinds together", () => {
    const kept = {
      awsConnector: { a: "a" },
      githubConnector: { b: "b" },
      kubernetesConnector: { c: "c", d: "d" },
    };
    const { awsConnector: _, ...rest } = kept;
    assert.equal(
      guardDeletions({ before: of(["s"], { kept }), after: of(["s"], { kept: rest }) }).refused,
      false,
    );
  });

  it("judges a state of an earlier version by its services", () => {
    assert.ok(guardDeletions({ before: { services: names(5) }, after: of(names(3)) }).refused);
    assert.ok(!guardDeletions({ before: {}, after: of(names(3)) }).refused);
  });

  it("points to destroy when nothing would be left", () => {
    const verdict = guardDeletions({ before: of(["ab"]), after: of([]), allowDeletions: 1 });
    assert.ok(verdict.refused && /destroy/.test(verdict.problem.hint));
  });

  it("has nothing to say about a first run", () => {
    assert.deepEqual(guardDeletions({ before: of([]), after: of(names(500)) }), {
      refused: false,
      losses: [],
    });
  });

  it("takes names such as constructor for names", () => {
    const kept = { pipeline: { constructor: "p", toString: "q" } };
    const verdict = guardDeletions({ before: of(["s"], { kept }), after: of(["s"]) });
    assert.deepEqual(verdict.losses.map(({ name }) => name).sort(), ["constructor", "toString"]);
  });

  it("never lets more go than the limits without the exact number, and always reports exactly what is lost", () => {
    const set = fc.uniqueArray(fc.constantFrom(...names(60)));
    fc.assert(
      fc.property(
        set,
        set,
        fc.option(fc.nat({ max: 60 }), { nil: undefined }),
        (before, after, allowDeletions) => {
          const { refused, losses } = guardDeletions({
            before: of(before),
            after: of(after),
            allowDeletions,
          });
          assert.deepEqual(
            losses.map(({ name }) => name),
            before.filter((name) => !after.includes(name)).sort(),
          );
          const small = losses.length <= 10 && losses.length <= before.length / 4;
          const allowed =
            losses.length === 0 || (after.length > 0 && (small || allowDeletions === losses.length));
          assert.equal(refused, !allowed);
        },
      ),
    );
  });
});
