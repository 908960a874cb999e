import { TestAccount } from "../client";
import { run } from "./acceptanceCase";
import { tables } from "./tables";

describe("sandbox acceptance", () => {
  for (const [table, cases] of Object.entries(tables)) {
    describe(table, () => {
      for (const acceptance of cases) it(acceptance.test, () => run(new TestAccount(), acceptance));
    });
  }
});
