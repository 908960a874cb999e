/** Entries that share values by anchors: what removing and changing one of them says and does. */
import assert from "node:assert/strict";
import { changeService, removeService } from "../../src/catalog/edit";
import { formatProblem } from "@harness-catalog/problems";
import { parse } from "yaml";
import { problemsIn } from "./base";

const text = `services:
  - name: alpha
    team: payments
    environments: &envs [int, pre]
    env: &base
      LOG: info
  - name: beta
    team: payments
    environments: *envs
    env:
      <<: *base
      MODE: x
  - name: gamma
    team: payments
    environments: &envs [int]
  - name: omega
    team: payments
    environments: *envs
`;

const said = (call: () => unknown) => problemsIn(call).map(formatProblem);

describe("anchors of an entry", () => {
  it("that others use keep it from being removed, with places in the file as it is", () =>
    assert.deepEqual(
      said(() => removeService(text, "alpha", "services.yaml")),
      [
        "services.yaml:9:19 beta uses &envs, which is written in alpha (line 4) (write the values out in beta first)  [CAT063]",
        "services.yaml:11:11 beta uses &base, which is written in alpha (line 6) (write the values out in beta first)  [CAT063]",
      ],
    ));

  it("also where an earlier anchor of the same name would take its place without a word", () =>
    assert.deepEqual(
      said(() => removeService(text, "gamma", "services.yaml")),
      [
        "services.yaml:18:19 omega uses &envs, which is written in gamma (line 15) (write the values out in omega first)  [CAT063]",
      ],
    ));

  it("that it only uses itself go with it", () => {
    assert.equal(
      removeService(text, "omega", "services.yaml"),
      text.slice(0, text.indexOf("  - name: omega")),
    );
    const own = "services:\n  - name: a\n    tags: &t [x]\n    regions: *t\n  - name: b\n";
    assert.equal(removeService(own, "a", "services.yaml"), "services:\n  - name: b\n");
  });

  it("keep it from being changed where others would change with it", () => {
    const entry = { name: "alpha", team: "payments", environments: ["int"], env: { LOG: "info" } };
    assert.match(said(() => changeService(text, entry, "services.yaml")).join(), /:9:19 beta uses &envs/);
  });

  it("do not keep other fields of it from being changed", () => {
    const entry = { name: "alpha", team: "other", environments: ["int", "pre"], env: { LOG: "info" } };
    const changed = changeService(text, entry, "services.yaml");
    assert.equal(changed, text.replace("team: payments", "team: other"));
    assert.deepEqual(
      (parse(changed, { merge: true }) as { services: unknown[] }).services.slice(1),
      (parse(text, { merge: true }) as { services: unknown[] }).services.slice(1),
    );
  });
});
