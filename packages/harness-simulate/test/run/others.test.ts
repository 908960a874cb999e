/** Hot-fix, job, scheduler and freeze, with timelines worked out by hand. */
import assert from "node:assert/strict";
import type { RunResult } from "../../src/run/model";
import type { Surroundings } from "../../src/run/surroundings";
import { dryRun, expected, lines, type Words } from "./support";

function check(
  fixture: string,
  words: Words,
  timeline: string,
  outcome: RunResult["outcome"],
  parts: Partial<Surroundings> = {},
): RunResult {
  const result = dryRun(fixture, words, parts);
  assert.deepEqual(lines(result), expected(timeline));
  assert.equal(result.outcome, outcome);
  return result;
}

/** Saturday 10 January 2026, 12:00 UTC. */
const saturday = { start: Date.UTC(2026, 0, 10, 12) };

describe("dry run of other pipelines", () => {
  it("hot-fix on a Saturday: three of the platform team open the way to one region", () => {
    const result = check(
      "hotfix",
      { approve: ["all"], set: { service: "payment" }, more: saturday },
      `
      0s   approve                   Success
      0s   approve/approve_platform  Success
      30m  approve/emergency         Success
      30m  deploy                    Success
      30m  deploy/rolling            Success`,
      "Success",
    );
    assert.equal(result.timeline[3]!.deployment?.namespace, "prod-payment-service-euw2");
    assert.match(result.timeline[1]!.approval!.message, /^HOT-FIX: payment v1\.2\.3 straight to prod\.\n/);
    assert.equal(result.timeline[1]!.approval!.approved.length, 3);
  });

  it("hot-fix with two people: expires after four hours", () => {
    check(
      "hotfix",
      {
        approve: ["approve_platform=ann@example.com,bob@example.com,ann@example.com@+1h"],
        set: { service: "payment" },
        more: saturday,
      },
      `
      0s  approve                   Expired
      0s  approve/approve_platform  Expired
      4h  approve/emergency         Skipped
      4h  deploy                    Skipped`,
      "Expired",
    );
  });

  it("a job runs in both environments, from the files of the region", () => {
    const result = check(
      "job",
      {},
      `
      0s  int_euw1        Success
      0s  int_euw1/apply  Success
      2m  pre_euw1        Success
      2m  pre_euw1/apply  Success`,
      "Success",
    );
    assert.equal(result.timeline[0]!.deployment?.strategy, "job");
    assert.equal(result.timeline[1]!.detail, "generated/report-job/int-stable/euw1/manifests.yaml");
  });

  it("a job that fails has nothing to roll back", () => {
    const result = check(
      "job",
      { fail: ["int_euw1=Timeout"] },
      `
      0s   int_euw1        Failed
      0s   int_euw1/apply  Expired
      10m  pre_euw1        Skipped`,
      "Failed",
    );
    assert.deepEqual(
      result.deployed.map(({ state }) => state),
      ["in doubt", "unchanged"],
    );
  });

  it("a scheduler is rolled out behind one approval", () => {
    check(
      "scheduler",
      { approve: ["approve_1=ann@example.com@2026-01-05T15:00Z"] },
      `
      0s  int_euw1                 Success
      0s  int_euw1/rolling         Success
      3m  prod_approval            Success
      3m  prod_approval/approve_1  Success
      6h  prod_euw1                Success
      6h  prod_euw1/rolling        Success`,
      "Success",
    );
  });

  const freeze = (status: string) => ({
    identifier: "year_end",
    status,
    entityConfigs: [
      {
        name: "production",
        entities: [
          { type: "Service", filterType: "All" },
          { type: "EnvType", filterType: "Equals", entityRefs: ["Production"] },
        ],
      },
    ],
    windows: [{ timeZone: "Europe/Berlin", startTime: "2026-01-05 10:00 AM", duration: "8h" }],
  });

  it("a freeze of production lets int through and stops the run at prod", () => {
    const result = check(
      "scheduler",
      { approve: ["all"] },
      `
      0s   int_euw1                 Success
      0s   int_euw1/rolling         Success
      3m   prod_approval            Success
      3m   prod_approval/approve_1  Success
      13m  prod_euw1                AbortedByFreeze`,
      "AbortedByFreeze",
      { freezes: [freeze("Enabled")] },
    );
    assert.equal(
      result.stopped?.reason,
      "freeze year_end forbids deployments to prod until 2026-01-05T17:00:00Z",
    );
    assert.equal(result.deployed.at(-1)?.state, "unchanged");
  });

  it("a freeze that is over before the deployment, or switched off, stops nothing", () => {
    const late = ["approve_1=ann@example.com@2026-01-05T17:00Z"];
    assert.equal(dryRun("scheduler", { approve: late }, { freezes: [freeze("Enabled")] }).outcome, "Success");
    assert.equal(
      dryRun("scheduler", { approve: ["all"] }, { freezes: [freeze("Disabled")] }).outcome,
      "Success",
    );
  });
});
