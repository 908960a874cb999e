import assert from "node:assert/strict";
import { parse } from "yaml";
import type { Req } from "../client";
import * as make from "../requests";
import { del, get, inProject, post } from "../requests";
import { dataOf, pathsOf, refused, type Scenario } from "./scenario";

/** A call about the freeze `fr`, with its YAML as the body of a write. */
export const freeze = (method: string, status: string, path = ""): Req => ({
  method,
  path: `/ng/api/freeze${path}?${inProject}`,
  body: make.freezeYaml("fr", status),
});

const one = `/ng/api/freeze/fr?${inProject}`;
const setStatus = (status: string, identifiers: unknown) =>
  post(`/ng/api/freeze/updateFreezeStatus?${inProject}&status=${status}`, identifiers);

/** What holds for freeze windows. */
export const freezeScenarios = {
  "freeze.enabled": async (account) => {
    await account.given(make.newProject(), freeze("POST", "Disabled"), freeze("PUT", "Enabled", "/fr"));
    await refused(account, freeze("PUT", "Enabled", "/fr"), 400, /enabled and cannot be edited/);
    await account.given(freeze("PUT", "Disabled", "/fr"), freeze("PUT", "Disabled", "/fr"));
  },
  "freeze.complete": async (account) => {
    await account.given(make.newProject());
    const yaml = make.freezeYaml("fr", "Disabled");
    const bad: [RegExp, string, RegExp][] = [
      [/ {2}entityConfigs.*\n/, "", /Rules are required/],
      [/ {2}windows.*\n/, "", /Windows are required/],
      [/windows: .*/, "windows: [{}, {}]", /Multiple windows/],
      [/timeZone: UTC, /, "", /timeZone/],
      [/, duration: 30m/, "", /endTime/],
      [/status: Disabled/, "status: Off", /Enabled, Disabled/],
    ];
    for (const [line, instead, says] of bad) {
      const body = yaml.replace(line, instead);
      await refused(account, { ...freeze("POST", "Disabled"), body }, 400, says);
    }
  },
  "freeze.status": async (account) => {
    await account.given(make.newProject(), freeze("POST", "Enabled"));
    const answer = await dataOf(account, setStatus("Disabled", ["fr", "absent"]));
    assert.deepEqual([answer.noOfSuccess, answer.noOfFailed], [1, 1]);
    const read = await dataOf<{ status: string; yaml: string }>(account, get(one));
    const before = parse(make.freezeYaml("fr", "Enabled")) as { freeze: object };
    assert.equal(read.status, "Disabled");
    assert.deepEqual(parse(read.yaml), { freeze: { ...before.freeze, status: "Disabled" } });
    await refused(account, setStatus("Off", ["fr"]), 400, /Enabled, Disabled/);
    await refused(account, setStatus("Enabled", { fr: true }), 400, /list of texts/);
  },
  "freeze.delete": async (account) => {
    await account.given(make.newProject(), freeze("POST", "Enabled"), del(one));
    assert.deepEqual(pathsOf(account, "freeze"), []);
  },
} satisfies Record<string, Scenario>;
