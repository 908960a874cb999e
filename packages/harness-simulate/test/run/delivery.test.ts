/** Gates of a delivery pipeline, with timelines worked out by hand. */
import assert from "node:assert/strict";
import { approvalAt, approved, check, euw1, fridayAfternoon, inWindow, states, toPre } from "./delivery";

describe("dry run of a delivery pipeline", () => {
  it("happy path: int, int DR, bake, pre, two approvals, window, canary in both regions", () => {
    const result = check(
      { approve: ["all"] },
      `${inWindow}${euw1}
      1h 52m  prod_euw2                   Success
      1h 52m  prod_euw2/canary_10.canary  Success
      1h 54m  prod_euw2/canary_10.verify  Success
      1h 59m  prod_euw2/canary_50.canary  Success
      2h 1m   prod_euw2/canary_50.verify  Success
      2h 11m  prod_euw2/canary_delete     Success
      2h 12m  prod_euw2/rolling           Success`,
      "Success",
    );
    assert.equal(result.duration, 2 * 3600 + 15 * 60);
    assert.equal(result.endedAt, "2026-01-05T11:15:00Z");
    assert.equal(result.stopped, null);
    assert.deepEqual(states(result), [
      "int_euw1_k8s deployed v1.2.3",
      "int_euw2_k8s deployed v1.2.3",
      "pre_euw1_k8s deployed v1.2.3",
      "prod_euw1_k8s deployed v1.2.3",
      "prod_euw2_k8s deployed v1.2.3",
    ]);
    assert.deepEqual(result.unresolved, []);
    const stage = result.timeline.find(({ stage, step }) => stage === "prod_euw2" && step === "")!;
    assert.deepEqual(stage.deployment, {
      service: "payment",
      environment: "prod",
      environmentType: "Production",
      infrastructure: "prod_euw2_k8s",
      namespace: "prod-payment-service-euw2",
      delegateSelectors: ["delegate-prod-euw2"],
      manifests: ["generated/payment-service/prod/euw2/manifests.yaml"],
      image: "registry/payment-service:v1.2.3",
      strategy: "canary",
    });
    const canary = result.timeline
      .filter(({ type }) => type === "K8sCanaryDeploy")
      .map(({ detail }) => detail);
    assert.deepEqual(canary.slice(0, 2), ["10 % of the replicas", "50 % of the replicas"]);
    assert.deepEqual(
      result.notifications.map(({ offset, event, step, rule }) => [offset / 60, event, step, rule]),
      [
        [69, "WaitingForUserAction", "approve_1", "slack"],
        [79, "WaitingForUserAction", "approve_2", "slack"],
      ],
    );
  });

  it("rejected by the first group after an hour", () => {
    const result = check(
      { approve: ["approve_2=bob@example.com"], reject: ["approve_1=ann@example.com@+1h"] },
      `${toPre}
      1h 9m  prod_approval            Rejected
      1h 9m  prod_approval/approve_1  Rejected
      2h 9m  prod_approval/approve_2  Skipped
      2h 9m  prod_window              Skipped
      2h 9m  prod_euw1                Skipped
      2h 9m  prod_euw2                Skipped`,
      "Rejected",
    );
    assert.equal(result.stopped?.stage, "prod_approval");
    assert.equal(result.stopped?.step, "approve_1");
    assert.equal(result.stopped?.reason, "rejected by ann@example.com");
    assert.deepEqual(result.unused, ["--approve approve_2=bob@example.com"]);
    assert.deepEqual(states(result).slice(3), ["prod_euw1_k8s unchanged", "prod_euw2_k8s unchanged"]);
    assert.deepEqual(approvalAt(result, "approve_1").rejectedBy, {
      person: "ann@example.com",
      at: "2026-01-05T11:09:00Z",
    });
    assert.equal(result.notifications.at(-1)?.event, "PipelineFailed");
  });

  it("nobody approves: expired after seven days", () => {
    const result = check(
      {},
      `${toPre}
      1h 9m     prod_approval            Expired
      1h 9m     prod_approval/approve_1  Expired
      7d 1h 9m  prod_approval/approve_2  Skipped
      7d 1h 9m  prod_window              Skipped
      7d 1h 9m  prod_euw1                Skipped
      7d 1h 9m  prod_euw2                Skipped`,
      "Expired",
    );
    assert.equal(result.endedAt, "2026-01-12T10:09:00Z");
    assert.match(result.stopped!.reason, /^0 of 1 approvals by account\.payments_team within 7d$/);
  });

  it("Friday 15:00: approved, and the window is closed", () => {
    const result = check(
      { approve: ["all"], more: fridayAfternoon },
      `${approved}
      1h 29m  prod_window                    Failed
      1h 29m  prod_window/change_window      Failed
      1h 29m  prod_window/approve_emergency  Skipped
      1h 29m  prod_window/emergency          Skipped
      1h 29m  prod_euw1                      Skipped
      1h 29m  prod_euw2                      Skipped`,
      "Failed",
    );
    assert.equal(result.stopped?.reason, "outside the change window");
    assert.match(result.stopped.cure, /retry from this stage/);
  });

  it("emergency: the window is closed, a third person opens it", () => {
    const result = check(
      {
        approve: [
          "approve_1=ann@example.com",
          "approve_2=bob@example.com",
          "approve_emergency=cyd@example.com@+5m",
        ],
        set: { emergency: "true" },
        more: fridayAfternoon,
      },
      `${approved}
      1h 29m  prod_window                    Success
      1h 29m  prod_window/change_window      Skipped
      1h 29m  prod_window/approve_emergency  Success
      1h 34m  prod_window/emergency          Success
      1h 34m  prod_euw1                      Success
      1h 34m  prod_euw1/canary_10.canary     Success
      1h 36m  prod_euw1/canary_10.verify     Success
      1h 41m  prod_euw1/canary_50.canary     Success
      1h 43m  prod_euw1/canary_50.verify     Success
      1h 53m  prod_euw1/canary_delete        Success
      1h 54m  prod_euw1/rolling              Success
      1h 57m  prod_euw2                      Success
      1h 57m  prod_euw2/canary_10.canary     Success
      1h 59m  prod_euw2/canary_10.verify     Success
      2h 4m   prod_euw2/canary_50.canary     Success
      2h 6m   prod_euw2/canary_50.verify     Success
      2h 16m  prod_euw2/canary_delete        Success
      2h 17m  prod_euw2/rolling              Success`,
      "Success",
    );
    assert.equal(result.duration, (2 * 60 + 20) * 60);
  });

  it("emergency with too few: those who approved before do not count again", () => {
    const result = check(
      {
        approve: [
          "approve_1=ann@example.com",
          "approve_2=bob@example.com",
          "approve_emergency=ann@example.com,bob@example.com,sam@example.com",
        ],
        set: { emergency: "true" },
        more: fridayAfternoon,
      },
      `${approved}
      1h 29m  prod_window                    Expired
      1h 29m  prod_window/change_window      Skipped
      1h 29m  prod_window/approve_emergency  Expired
      5h 29m  prod_window/emergency          Skipped
      5h 29m  prod_euw1                      Skipped
      5h 29m  prod_euw2                      Skipped`,
      "Expired",
    );
    assert.deepEqual(
      approvalAt(result, "approve_emergency").refused.map(({ person, why }) => [person, why]),
      [
        ["ann@example.com", "approved before, or is barred otherwise"],
        ["bob@example.com", "approved before, or is barred otherwise"],
        ["sam@example.com", "started the run"],
      ],
    );
  });

  it("one person twice: counts in the first group only", () => {
    const result = check(
      {
        approve: [
          "account.payments_team=ann@example.com",
          "account.platform_team=ann@example.com@+1h",
          "approve_2=bob@example.com@+2h",
        ],
        fail: ["prod_euw1"],
      },
      `${toPre}
      1h 9m   prod_approval                     Success
      1h 9m   prod_approval/approve_1           Success
      1h 19m  prod_approval/approve_2           Success
      3h 19m  prod_window                       Success
      3h 19m  prod_window/change_window         Success
      3h 19m  prod_window/approve_emergency     Skipped
      3h 19m  prod_window/emergency             Skipped
      3h 19m  prod_euw1                         Failed
      3h 19m  prod_euw1/canary_10.canary        Failed
      3h 21m  prod_euw1/rollback_canary_delete  Success
      3h 22m  prod_euw1/rollback                Success
      3h 24m  prod_euw2                         Skipped`,
      "Failed",
    );
    const second = approvalAt(result, "approve_2");
    assert.deepEqual(second.approved, [
      { person: "bob@example.com", at: "2026-01-05T12:19:00Z", invented: false },
    ]);
    assert.deepEqual(second.refused, [
      {
        person: "ann@example.com",
        at: "2026-01-05T11:19:00Z",
        why: "approved before, or is barred otherwise",
      },
    ]);
  });

  it("whoever started the run does not count, and the step goes on waiting", () => {
    const result = check(
      { approve: ["approve_1=Sam@example.com"] },
      `${toPre}
      1h 9m     prod_approval            Expired
      1h 9m     prod_approval/approve_1  Expired
      7d 1h 9m  prod_approval/approve_2  Skipped
      7d 1h 9m  prod_window              Skipped
      7d 1h 9m  prod_euw1                Skipped
      7d 1h 9m  prod_euw2                Skipped`,
      "Expired",
    );
    assert.match(result.stopped!.reason, /Sam@example\.com did not count: started the run$/);
  });
});
