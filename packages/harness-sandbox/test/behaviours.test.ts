import { behaviours, type BehaviourId } from "../src/coverage";
import { commonScenarios } from "./behaviours/common";
import { deliveryScenarios } from "./behaviours/delivery";
import { platformScenarios } from "./behaviours/platform";
import type { Scenario } from "./behaviours/scenario";
import { TestAccount } from "./client";

/** The types make the two tables equal: a behaviour without an example does not compile, nor the reverse. */
const scenarios: Record<BehaviourId, Scenario> = {
  ...commonScenarios,
  ...platformScenarios,
  ...deliveryScenarios,
};

describe("sandbox behaviours", () => {
  for (const [id, { says }] of Object.entries(behaviours)) {
    it(`${id}: ${says}`, () => scenarios[id as BehaviourId](new TestAccount()));
  }
});
