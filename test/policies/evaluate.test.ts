import assert from "node:assert/strict";
import { CatalogError } from "@harness-catalog/problems";
import { evaluatePolicies, type PolicyInput } from "../../src/policies/evaluate";
import { policyText } from "../../src/policies";
import { buildPatience, opaPath, settings } from "./opa";

const texts = {
  no_scripts: policyText("no_scripts", {}),
  namespace_rules: policyText("namespace_rules", settings.namespace_rules),
};

const script = { pipeline: { a: { identifier: "a", type: "Run" }, b: { identifier: "b", type: "Run" } } };

const input = (subject: string, document: unknown, policies: PolicyInput["policies"]): PolicyInput => ({
  subject,
  document,
  policies,
});

/** The code of the problem that a promise ends with. */
async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof CatalogError);
  return error.problems[0]?.code;
}

describe("evaluatePolicies", () => {
  let opa = "";

  before(async function () {
    this.timeout(buildPatience);
    opa = await opaPath();
  });

  it("gives every refusal with its input and its policy, in the order of the inputs", async () => {
    const denials = await evaluatePolicies(opa, texts, [
      input("second", {}, ["no_scripts", "namespace_rules"]),
      input("fine", { pipeline: {} }, ["no_scripts"]),
      input("first", script, ["no_scripts"]),
    ]);
    assert.deepEqual(denials, [
      { subject: "second", policy: "namespace_rules", message: "there is no infrastructure to judge" },
      { subject: "second", policy: "no_scripts", message: "there is no pipeline to judge" },
      { subject: "first", policy: "no_scripts", message: "step a: Run runs a script" },
      { subject: "first", policy: "no_scripts", message: "step b: Run runs a script" },
    ]);
  });

  it("asks each input about the policies it names and no others", async () => {
    assert.deepEqual(await evaluatePolicies(opa, texts, [input("x", script, [])]), []);
  });

  it("runs nothing when there is nothing to judge", async () => {
    assert.deepEqual(await evaluatePolicies("/no/such/program", texts, []), []);
  });

  it("says so when a policy does not load, or gives two answers to one question (POL002)", async () => {
    const broken = { no_scripts: "package no_scripts\n\ndeny contains" };
    const torn = {
      no_scripts:
        "package no_scripts\n\nimport rego.v1\n\nx := 1 if true\n\nx := 2 if input\n\ndeny contains x",
    };
    for (const rego of [broken, torn])
      assert.equal(await codeOf(evaluatePolicies(opa, rego, [input("x", script, ["no_scripts"])])), "POL002");
  });

  it("runs no policy that reaches out of this machine, or into its environment (POL002)", async () => {
    for (const reach of [
      'http.send({"method": "get", "url": "http://127.0.0.1:9"})',
      "opa.runtime()",
      'net.lookup_ip_addr("localhost")',
    ]) {
      const rego = { no_scripts: `package no_scripts\n\nimport rego.v1\n\ndeny contains x if x := ${reach}` };
      const asked = evaluatePolicies(opa, rego, [input("x", script, ["no_scripts"])]);
      await assert.rejects(asked, /undefined function .*\[POL002\]/s, reach);
    }
  });

  it("says so when OPA cannot be started or ends without reading (POL002)", async () => {
    for (const program of ["/no/such/program", "/bin/false"])
      assert.equal(
        await codeOf(evaluatePolicies(program, texts, [input("x", script, ["no_scripts"])])),
        "POL002",
      );
  });
});
