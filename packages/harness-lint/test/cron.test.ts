/** The three grammars of cron, each as its reader takes it. */
import assert from "node:assert/strict";
import { cronFault, cronWords, isCron, type CronGrammar } from "../src/cron";

const taken: Readonly<Record<CronGrammar, readonly string[]>> = {
  UNIX: [
    "0 2 * * MON-FRI",
    "0 2 * * mon",
    "*/15 * * * *",
    "/15 * * * *",
    "5/15 8-18 * * *",
    "0,30 8-18/2 1,15 JAN-JUN 0",
    "0 6 * * 7",
    "0 6 * * 6-7",
    "0 6 * * FRI-SUN",
    "0 6 * * SUN-THU",
    "0  6 31 12 5",
  ],
  QUARTZ: [
    "0 0 6 ? * 2",
    "0 0 15 ? * 3#1 *",
    "0 0 4 ? * MON#1 *",
    "0 0 4 ? * MON#1,FRI *",
    "0 0 4 ? * FRIL *",
    "0 0 4 ? * 6L *",
    "0 0 4 ? * L *",
    "0 0 4 L-3 * ? *",
    "0 0 4 L * ? *",
    "0 0 4 LW * ? *",
    "0 0 4 1W,15W * ? *",
    "0 0 4 20-L * ? *",
    "0 0 22-2 ? * * *",
    "0 0 6 ? * SAT-MON *",
    "0 0 6 ? NOV-FEB MON *",
    "0 0/15 8-18 ? * MON-FRI *",
    "0 0 12 1/5 * ? 2030",
    "0 0 12 * * ? 2026-2030/2",
    "0 0 12 ? * mon-fri",
  ],
  KUBERNETES: [
    "0 2 * * MON-FRI",
    "0 2 * * 0-6",
    "0 2 * * sun",
    "? ? ? ? ?",
    "*/15 8-18/2 1,15 jan-jun 0",
    "5/15 * * * *",
    "0,,30 * * * *",
    "*/90 * * * *",
    "@daily",
    "@every 1h30m",
  ],
};

const refused: Readonly<Record<CronGrammar, readonly (readonly [string, RegExp])[]>> = {
  UNIX: [
    ["", /fields/],
    ["0 2 * *", /4 of the fields/],
    ["0 0 2 * * *", /6 of the fields/],
    ["@daily", /1 of the fields/],
    ["61 2 * * *", /"61" is no minute: it goes from 0 to 59/],
    ["0 24 * * *", /no hour/],
    ["0 2 0 * *", /no day of the month/],
    ["0 2 * 13 *", /no month: it goes from 1 to 12, or JAN to DEC/],
    ["0 2 * * FUN", /"FUN" is no day of the week/],
    ["0 2 * * 8", /no day of the week/],
    ["0 2 5-1 * *", /"5-1" ends before it begins/],
    ["0 2 * * FRI-MON", /ends before/],
    ["*/0 * * * *", /no step from 1 to 59/],
    ["*/60 * * * *", /no step/],
    ["1/2/3 * * * *", /no minute/],
    ["0 2 1-2-3 * *", /no day/],
    ["0 2 ? * MON", /"\?" is no day of the month/],
    ["0 2 L * *", /no day/],
    ["0 2 1, * *", /no day/],
  ],
  QUARTZ: [
    ["0 2 * * 1", /5 of the fields .* 6 or 7 are needed/],
    ["0 0 6 * * MON *", /exactly one of day/],
    ["0 0 6 ? * ? *", /exactly one of day/],
    ["0 0 6 * * * *", /exactly one of day/],
    ["0 0 6 ? * 0 *", /"0" is no day of the week: it goes from 1 to 7/],
    ["0 0 6 ? * 8 *", /no day of the week/],
    ["? 0 6 ? * 2 *", /no second/],
    ["0 L 6 ? * 2", /no minute/],
    ["0 0 6 32W * ? *", /"32" is no day of the month/],
    ["0 0 6 L-32 * ? *", /"32"/],
    ["0 0 6 15#2 * ? *", /no day of the month/],
    ["0 0 6 ? * MON#9 *", /"9"/],
    ["0 0 6 ? * FUNL *", /"FUN"/],
    ["0 0 6 ? * MON 1969", /no year/],
    ["0 0 6 ? * MON 2030-2026", /ends before/],
    ["0 0 6 ?,1 * MON *", /no day of the month/],
  ],
  KUBERNETES: [
    ["0 6 * * 7", /"7" is no day of the week: it goes from 0 to 6, or SUN to SAT/],
    ["0 6 * * 6-7", /"7"/],
    ["0 6 * * 5,7", /"7"/],
    ["0 6 * * FRI-SUN", /ends before/],
    ["TZ=UTC 0 6 * * *", /time zone/],
    ["CRON_TZ=Europe/Berlin 0 6 * * *", /time zone/],
    ["0 0 6 * * *", /6 of the fields/],
    ["@reboot", /none of @yearly/],
    ["@every day", /none of/],
    ["0 6 L * *", /no day of the month/],
    ["*/0 * * * *", /no step/],
    ["0 6 1-2-3 * *", /no day/],
    ["60 6 * * *", /no minute/],
  ],
};

describe("cron", () => {
  for (const grammar of ["UNIX", "QUARTZ", "KUBERNETES"] as const) {
    for (const expression of taken[grammar]) {
      it(`${grammar} takes ${expression}`, () => assert.equal(cronFault(expression, grammar), undefined));
    }
    for (const [expression, why] of refused[grammar]) {
      it(`${grammar} refuses ${JSON.stringify(expression)}`, () => {
        assert.match(cronFault(expression, grammar) ?? "taken", why);
        assert.equal(isCron(expression, grammar), false);
      });
    }
    it(`the example of ${grammar} is one`, () => {
      assert.ok(isCron(cronWords(grammar).example, grammar));
      assert.ok(cronWords(grammar).fields.startsWith(grammar === "QUARTZ" ? "second" : "minute"));
    });
  }
});
