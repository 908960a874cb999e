import assert from "node:assert/strict";
import type { OperationResult } from "../../src/cli/engine/operation";
import { operationMarkdown } from "../../src/cli/markdown/operation";
import { operationJson, operationText } from "../../src/cli/report";
import { memoryIo } from "../support/io";

const result = (
  tally: Partial<OperationResult["tally"]>,
  changes: OperationResult["changes"] = [],
): OperationResult => ({
  tally: { create: 0, update: 0, replace: 0, delete: 0, same: 0, ...tally },
  changes,
  calls: { total: 3, byMethod: { POST: 2, GET: 1 }, byRoute: {} },
  notices: [],
  seconds: 1.5,
});
const pipeline = {
  op: "delete",
  type: "harness:platform/pipeline:Pipeline",
  name: "cart",
  properties: [],
  group: { component: "ServiceDelivery", name: "cart" },
} as const;
const project = {
  op: "replace",
  type: "harness:platform/project:Project",
  name: "shop",
  properties: [],
} as const;

describe("the report of an operation", () => {
  it("is exactly the contract as JSON", () => {
    assert.deepEqual(operationJson(result({ create: 2, same: 1 })), {
      create: 2,
      update: 0,
      replace: 0,
      delete: 0,
      same: 1,
      calls: 3,
      seconds: 1.5,
    });
  });

  it("of a plan forecasts calls and time, and says what would be lost", () => {
    const text = operationText(
      memoryIo(),
      "plan",
      "dev",
      result({ create: 38, replace: 1, delete: 1 }, [pipeline, project]),
    );
    assert.match(
      text,
      /^stack dev would change: \+38 create {2}~0 update {2}±1 replace {2}-1 delete {2}0 unchanged$/m,
    );
    assert.match(text, /^up would make 43 API calls, about 7 s at 380 a minute$/m);
    assert.match(
      text,
      /^CAUTION: lost for good would be\n {2}1 project: shop\n {4}with everything in it\n {2}1 service: cart\n {4}with pipeline and the record of all executions$/m,
    );
    assert.match(text, /^a plan calls nobody: .* takes it over if it carries this stack's marks/m);
    assert.match(text, /^next: npx harness-catalog up --stack dev$/m);
  });

  it("of a plan tells a rename from a removal, also as Markdown", () => {
    const gone = { ...pipeline, type: "harness:platform/service:Service" };
    const come = {
      ...gone,
      op: "create",
      name: "basket",
      group: { ...pipeline.group, name: "basket" },
    } as const;
    for (const [changes, told] of [
      [[gone, come], true],
      [[gone], false],
      [[come], false],
    ] as const) {
      const tally = result({ create: 1, delete: 1 }, changes);
      const markdown = operationMarkdown({
        name: "plan",
        stack: "dev",
        result: tally,
        judged: undefined,
        plan: undefined,
      });
      for (const text of [operationText(memoryIo(), "plan", "dev", tally), markdown])
        assert.equal(/renamed service keeps its objects by previousName/.test(text), told);
    }
  });

  it("of a plan forecasts no Harness calls for objects that are elsewhere", () => {
    const repository = {
      op: "create",
      type: "github:index/repository:Repository",
      name: "catalog",
      properties: [],
    } as const;
    const text = operationText(memoryIo(), "plan", "dev", result({ create: 3 }, [repository]));
    assert.match(text, /^up would make 2 API calls/m);
  });

  it("of a plan with updates says what becomes of changes by hand", () => {
    const changed = { ...pipeline, op: "update" } as const;
    const text = operationText(memoryIo(), "plan", "dev", result({ update: 1 }, [changed]));
    assert.match(text, /^up would make 2 API calls/m);
    assert.match(
      text,
      /^updates keep what people added .*: npx harness-catalog drift --stack dev shows it$/m,
    );
    assert.doesNotMatch(
      operationText(memoryIo(), "up", "dev", result({ update: 1 }, [changed])),
      /updates keep/,
    );
  });

  it("of a run that changed nothing promises and asks nothing", () => {
    assert.equal(operationText(memoryIo(), "up", "dev", result({ same: 9 })).split("\n").length, 2);
  });

  it("of a refresh that found drift says how to put it right", () => {
    const drifted = result({ update: 1 }, [{ ...pipeline, op: "update" }]);
    assert.match(
      operationText(memoryIo(), "refresh", "prod", drifted),
      /drifted; next: npx harness-catalog up --stack prod/,
    );
  });
});
