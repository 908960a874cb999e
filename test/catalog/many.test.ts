/** Several mistakes in one run: all are reported, in the order of the files, and none hides or causes another. */
import assert from "node:assert/strict";
import { basePlatform, changed, codeAndPlace, problemsOf, readMarks } from "./base";

const tenMistakes = `services:
  - name: «CAT024»Ledger
    team: «CAT010»payment
    size: «CAT014»smal
    regions: [north, «CAT042»north]
    slack: «CAT024»payments

  - name: orders
    «CAT020»teem: payments
    regions: [north]
    environments: [int, «CAT012»prd]
    strategy: { int: «CAT023»canry }

  - name: batch
    team: payments
    archetype: job
    profile: «CAT040»public-api
    regions: [north]
    strategy: { prod: «CAT046»canary }
`;

describe("catalogs with many mistakes", () => {
  const reports = (services: string, platform = basePlatform) => {
    const { files, expected } = readMarks(changed({ services, platform }));
    assert.deepEqual(problemsOf(files).map(codeAndPlace), expected);
    return expected.length;
  };

  it("ten mistakes in one file are ten problems", () => {
    assert.equal(reports(tenMistakes), 10);
  });

  it("mistakes of both files show together", () => {
    const platform = basePlatform
      .replace("order: 1", "order: «CAT022»first")
      .replace('slack: "#payments"', "slack: «CAT024»payments");
    const services =
      "services:\n  - { name: ab, team: «CAT010»nobody, regions: [«CAT011»west], «CAT020»zone: a }\n";
    assert.equal(reports(services, platform), 5);
  });

  it("a section that cannot be read causes no follow-up problems in the services", () => {
    const platform = basePlatform
      .replace("teams:\n", "«CAT022»teams:\nprofile-notes:\n")
      .replace(/profile-notes:\n( {2}.*\n)*/, "");
    reports(changed({})[1]!.text, platform);
  });

  it("services are checked by themselves while platform.yaml is no YAML", () => {
    const services =
      "services:\n  - { name: ab, team: nobody, size: «CAT022»1, tags: [a, «CAT042»a] }\n  - { name: «CAT030»ab, team: x }\n";
    assert.equal(reports(services, basePlatform.replace("regions:\n", "regions:\n«CAT002»\t")), 4);
  });

  it("platform.yaml is checked by itself while services.yaml is no YAML", () => {
    assert.equal(
      reports("services:\n«CAT002»\t- x\n", basePlatform.replace("order: 3", "order: «CAT051»2")),
      2,
    );
  });

  it("an API offered by an entry that cannot be read is not called unknown", () => {
    const services =
      "services:\n  - { name: ab, team: payments, regions: [north], providesApis: «CAT022»shop }\n  - { name: cd, team: payments, regions: [north], consumesApis: [shop] }\n";
    reports(services);
  });

  it("two conflicts are two problems, whatever their number of markers", () => {
    const conflict = (line: string) =>
      `«CAT003»<<<<<<< HEAD\n${line}\n||||||| base\n=======\n${line}2\n>>>>>>> other\n`;
    assert.equal(
      reports(`services:\n${conflict("  - name: ab")}    team: x\n${conflict("  - name: cd")}`),
      2,
    );
  });
});
