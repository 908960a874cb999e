/** What may not happen to templates from one run to the next. */
import assert from "node:assert/strict";
import { templateFacts, templateProblems } from "../../src/plan/templateFacts";
import type { Catalog } from "../../src/catalog/model";
import { codeAndPlace } from "../catalog/base";
import { formatProblem } from "@harness-catalog/problems";
import { changedVersion, shipped, withVersions } from "../templates/library";
import { catalogOf, smallPlatform, type Json } from "./support";

const rings = [{ name: "pilot", teams: ["ops"] }, { name: "early", services: ["svc"] }, { name: "fleet" }];
const template = "deploy_kubernetes";

function catalog(platform: Json = {}, library = withVersions(template, [shipped(template)])): Catalog {
  return { ...catalogOf(smallPlatform(platform), [{ name: "svc" }]), library };
}

/** Problems of going from one catalog to the next, with codes and places. */
function going(from: Catalog, to: Catalog): string[] {
  const scope = (each: Catalog) => ({
    account: "acme",
    environments: Object.keys(each.platform.environments),
    stack: "test",
  });
  return templateProblems(templateFacts(from, scope(from)), templateFacts(to, scope(to)), to).map(
    (problem) => `${codeAndPlace(problem)} ${formatProblem(problem)}`,
  );
}

describe("templates from one run to the next", () => {
  it("may stay as they are", () => assert.deepEqual(going(catalog(), catalog()), []));

  it("may not change their body under a label that is deployed", () => {
    const slower = changedVersion(template, "1.0.0", (text) => text.replace('"10m"', '"15m"'));
    const [problem, ...others] = going(catalog(), catalog({}, withVersions(template, [slower])));
    assert.match(
      problem ?? "",
      /^TPL010 templates\/library\/deploy_kubernetes\/1\.0\.0\.yaml:1:1 .*copy the file/,
    );
    assert.deepEqual(others, []);
  });

  it("may change their order of keys, name and description", () => {
    const version = shipped(template);
    const spec = Object.fromEntries(Object.entries(version.spec).reverse());
    const renamed = { ...version, spec, name: "Roll out", description: "Otherwise" };
    assert.deepEqual(going(catalog(), catalog({}, withVersions(template, [renamed]))), []);
  });

  it("may not change an input within a major version", () => {
    const gone = changedVersion(template, "1.1.0", (text) =>
      text.replace('"delegateSelectors":"<+input>",', ""),
    );
    const needed = changedVersion(template, "1.1.0", (text) => text.replace('"10m"', '"<+input>"'));
    const optional = changedVersion(template, "1.1.0", (text) =>
      text.replace('"10m"', '"<+input>.default(10m)"'),
    );
    const major = { ...needed, label: "2.0.0" };
    const use = (version: string) => ({ templates: { [template]: { version, previous: "1.0.0" } } });
    const to = (next: typeof gone) =>
      going(catalog(), catalog(use(next.label), withVersions(template, [shipped(template), next])));
    assert.match(to(gone).join(), /^TPL011 .*1\.1\.0\.yaml:1:1 .*no longer takes delegateSelectors/);
    assert.match(
      to(needed).join(),
      /asks for spec\.execution\.steps\[rolling\]\.timeout, unlike 1\.0\.0 \(make it version 2\.0\.0/,
    );
    assert.deepEqual(to(optional), []);
    assert.deepEqual(to(major), []);
  });

  it("are compared with what is deployed also where the old file is gone", () => {
    const needed = changedVersion(template, "1.1.0", (text) => text.replace('"10m"', '"<+input>"'));
    assert.match(going(catalog(), catalog({}, withVersions(template, [needed]))).join(), /^TPL011 /);
  });
});

describe("rings", () => {
  const next = changedVersion(template, "1.1.0", (text) => text.replace('"10m"', '"15m"'));
  const library = withVersions(template, [shipped(template), next]);
  const at = (through?: string) =>
    catalog(
      {
        rings,
        templates: {
          [template]:
            through === undefined ? { version: "1.0.0" } : { version: "1.1.0", previous: "1.0.0", through },
        },
      },
      library,
    );

  it("get a version one after the other", () => {
    assert.deepEqual(going(at(), at("pilot")), []);
    assert.deepEqual(going(at("pilot"), at("early")), []);
    assert.deepEqual(going(at("early"), at("fleet")), []);
  });

  it("are not skipped", () => {
    assert.match(
      going(at(), at("early")).join(),
      /^TPL012 .*ring "early" before ring "pilot" .*through: pilot/,
    );
    assert.match(going(at(), at("fleet")).join(), /ring "early" before ring "pilot"/);
    assert.match(going(at("pilot"), at("fleet")).join(), /ring "fleet" before ring "early" .*through: early/);
  });

  it("go back at once", () => {
    for (const from of ["pilot", "early", "fleet"]) assert.deepEqual(going(at(from), at()), []);
    assert.deepEqual(going(at("fleet"), at("pilot")), []);
  });

  it("count for an account that has the templates already; a new one starts where the catalog is", () => {
    const scope = { account: "acme", environments: ["test", "live"], stack: "test" };
    assert.deepEqual(templateProblems({}, templateFacts(at("fleet"), scope), at("fleet")), []);
  });
});
