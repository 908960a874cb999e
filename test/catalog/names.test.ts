/** Identifiers are legal for Harness and Kubernetes, unique, and lead back to what they were made from. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { harnessId, serviceNames, targetNames, teamNames } from "../../src/catalog/names";
import { identifier as inputSetName, serviceName, slug } from "../../src/catalog/schema/common";

/** Harness's published schema. */
const harnessIdentifier = /^[a-zA-Z_][0-9a-zA-Z_]{0,127}$/;

const anySlug = fc
  .stringMatching(/^[a-z][a-z0-9]{0,11}(-[a-z0-9]{1,11}){0,3}$/)
  .filter((text) => slug.safeParse(text).success);
const anyService = anySlug.filter((text) => serviceName.safeParse(text).success);
const longest = "a".repeat(48);

describe("names", () => {
  it("an identifier leads back to its slug, so different slugs never share one", () => {
    fc.assert(fc.property(anySlug, (text) => assert.equal(harnessId(text).replaceAll("_", "-"), text)));
    fc.assert(
      fc.property(anyService, anyService, (a, b) => {
        for (const name of [serviceNames.service, serviceNames.pipeline, serviceNames.imageTrigger]) {
          assert.equal(name(a) === name(b), a === b);
        }
      }),
    );
  });

  it("every identifier is legal, also the longest", () => {
    const legal = (text: string) => assert.match(text, harnessIdentifier);
    fc.assert(
      fc.property(
        fc.oneof(anySlug, fc.constant(longest)),
        fc.oneof(anySlug, fc.constant(longest)),
        (a, b) => {
          const service = a.slice(0, 47).replace(/-$/, "");
          for (const name of [serviceNames.service, serviceNames.pipeline, serviceNames.imageTrigger])
            legal(name(service));
          for (const name of Object.values(teamNames)) legal(name(a).replace(/^account\./, ""));
          legal(targetNames.infrastructure(a, b, "kubernetes"));
          legal(targetNames.kubernetesConnector(a, b));
          legal(targetNames.stage(a, b));
          legal(targetNames.bakeStage(a));
          legal(targetNames.approvalStage(a));
        },
      ),
    );
    const setName = "s".repeat(64);
    assert.ok(inputSetName.safeParse(setName).success);
    legal(serviceNames.inputSet("a".repeat(47), setName));
  });

  it("a legal service name is a legal Kubernetes name", () => {
    fc.assert(fc.property(anyService, (text) => assert.match(text, /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/)));
  });

  it("the longest service name fits the longest namespace of the example, 63 characters", () => {
    assert.equal(targetNames.namespace("pre-stable", "a".repeat(47), "euw1").length, 63);
  });
});
