/** Failures of a delivery pipeline, with timelines worked out by hand. */
import assert from "node:assert/strict";
import { check, euw1, inWindow, states } from "./delivery";
import { dryRun } from "./support";

describe("dry run of a delivery pipeline where something fails", () => {
  it("a failed verification at 10 % rolls the first region back and leaves the other alone", () => {
    const result = check(
      { approve: ["all"], fail: ["prod_euw1.canary_10.verify"] },
      `${inWindow}
      1h 29m  prod_euw1                         Failed
      1h 29m  prod_euw1/canary_10.canary        Success
      1h 31m  prod_euw1/canary_10.verify        Failed
      1h 36m  prod_euw1/rollback_canary_delete  Success
      1h 37m  prod_euw1/rollback                Success
      1h 39m  prod_euw2                         Skipped`,
      "Failed",
    );
    assert.equal(result.stopped?.step, "canary_10.verify");
    assert.deepEqual(states(result).slice(3), ["prod_euw1_k8s rolled back", "prod_euw2_k8s unchanged"]);
    assert.deepEqual(
      result.notifications
        .slice(2)
        .map(({ offset, event, stage, rule }) => [offset / 60, event, stage, rule]),
      [
        [99, "StageFailed", "prod_euw1", "pagerduty"],
        [99, "PipelineFailed", "", "slack"],
      ],
    );
  });

  it("a failed rolling step in int is rolled back, and nothing else runs", () => {
    const result = check(
      { fail: ["int_euw1.rolling"] },
      `
      0s  int_euw1           Failed
      0s  int_euw1/rolling   Failed
      3m  int_euw1/rollback  Success
      5m  int_euw2           Skipped
      5m  pre_bake           Skipped
      5m  pre_euw1           Skipped
      5m  prod_approval      Skipped
      5m  prod_window        Skipped
      5m  prod_euw1          Skipped
      5m  prod_euw2          Skipped`,
      "Failed",
    );
    assert.deepEqual(states(result).slice(0, 2), ["int_euw1_k8s rolled back", "int_euw2_k8s unchanged"]);
  });

  it("the DR region is down: the first region has the version, the other the one before", () => {
    const result = check(
      { approve: ["all"], down: ["prod_euw2_k8s"] },
      `${inWindow}${euw1}
      1h 52m  prod_euw2                         Failed
      1h 52m  prod_euw2/canary_10.canary        Failed
      2h 2m   prod_euw2/rollback_canary_delete  Failed
      2h 7m   prod_euw2/rollback                Skipped`,
      "Failed",
    );
    assert.match(result.stopped!.reason, /^prod_euw2_k8s cannot be reached: .* within 10m$/);
    assert.deepEqual(states(result).slice(3), ["prod_euw1_k8s deployed v1.2.3", "prod_euw2_k8s unchanged"]);
  });

  it("a service without a monitored service is not verified, and the timeline says so", () => {
    const result = dryRun("payment", { approve: ["all"] }, { monitored: new Set() });
    const verifications = result.timeline.filter(({ type }) => type === "Verify");
    assert.deepEqual([...new Set(verifications.map(({ status }) => status))], ["Skipped"]);
    assert.equal(verifications[0]!.detail, "payment has no monitored service in prod");
    assert.equal(result.outcome, "Success");
    assert.equal(result.duration, (2 * 60 + 15 - 30) * 60);
  });
});
