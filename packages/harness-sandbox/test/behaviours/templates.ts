import assert from "node:assert/strict";
import type { TestAccount } from "../client";
import * as make from "../requests";
import { del, get, put, v1 } from "../requests";
import { refused, type Scenario } from "./scenario";

const version = (label: string) => `${v1}/templates/t/versions/${label}`;

function stableVersions(account: TestAccount): string[] {
  const rows = Object.values(account.sandbox.snapshot().template ?? {});
  return rows.filter(({ stable }) => stable === true).map(({ versionLabel }) => String(versionLabel));
}

/** Versions of templates and the stable mark. */
export const templateScenarios = {
  "template.firstStable": async (account) => {
    await account.given(
      make.newProject(),
      make.newTemplate("t", "v1", { is_stable: false }),
      make.newTemplate("t", "v2"),
    );
    assert.deepEqual(stableVersions(account), ["v1"]);
  },
  "template.moveStable": async (account) => {
    await account.given(
      make.newProject(),
      make.newTemplate("t", "v1"),
      make.newTemplate("t", "v2", { is_stable: true }),
    );
    assert.deepEqual(stableVersions(account), ["v2"]);
    await account.given(put(`${version("v1")}/stable`, { template_yaml: make.templateYaml("t", "v1") }));
    assert.deepEqual(stableVersions(account), ["v1"]);
  },
  "template.readStable": async (account) => {
    await account.given(
      make.newProject(),
      make.newTemplate("t", "v1"),
      make.newTemplate("t", "v2", { is_stable: true }),
    );
    const { template } = (await account.must(get(`${v1}/templates/t`))).body as {
      template: Record<string, unknown>;
    };
    assert.deepEqual([template.version_label, template.stable_template], ["v2", true]);
    assert.match(String(template.yaml), /versionLabel: "v2"/);
  },
  "template.deleteStable": async (account) => {
    await account.given(make.newProject(), make.newTemplate("t", "v1"), make.newTemplate("t", "v2"));
    await refused(
      account,
      del(`${version("v1")}?forceDelete=true`),
      400,
      /is a stable template, thus cannot delete it/,
    );
    await account.given(del(version("v2")), del(version("v1")));
  },
  "template.sameType": async (account) => {
    await account.given(make.newProject(), make.newTemplate("t", "v1"));
    const group = make.templateYaml("t", "v2", `{ steps: [${make.waitStep("a")}] }`, "StepGroup");
    await refused(account, make.newTemplate("t", "v2", { template_yaml: group }), 400, /is of type Step/);
  },
  "template.label": async (account) => {
    await account.given(make.newProject());
    for (const label of ["v 1", "a/b", "a&b", "", "x".repeat(129)]) {
      await refused(account, make.newTemplate("t", label), 400, /versionLabel/);
    }
    const number = (label: string) => make.templateYaml("t", "1").replace('"1"', label);
    await refused(account, make.newTemplate("t", "1", { template_yaml: number("1.5") }), 400, /versionLabel/);
    await account.given(make.newTemplate("t", "1", { template_yaml: number("1") }));
  },
  "template.pathAgrees": async (account) => {
    await account.given(make.newProject(), make.newTemplate("t", "v1"));
    await refused(
      account,
      put(version("v1"), { template_yaml: make.templateYaml("t", "v2") }),
      400,
      /the path says/,
    );
    await refused(
      account,
      put(version("v2"), { template_yaml: make.templateYaml("t", "v2") }),
      404,
      /not found/,
    );
  },
  "template.cascade": async (account) => {
    const uses = (label: string) =>
      make.newPipeline("pl", make.pipelineYaml("pl", make.templateStep("t", label)));
    await account.given(make.newProject(), make.newTemplate("t", "v1"), uses("v1"));
    await refused(account, del(version("v1")), 400, /Pipeline \[pl\]/);
    await account.given(del(`${v1}/pipelines/pl`), uses("<+input>"));
    await refused(account, del(version("v1")), 400, /Pipeline \[pl\]/);
    await account.given(del(`${version("v1")}?forceDelete=true`));
  },
} satisfies Record<string, Scenario>;
