/** Spellings that Harness changes in what it stores of a connector. */
import assert from "node:assert/strict";
import { cases } from "./support/cases";
import { startProvider } from "./support/provider";

describe("prometheus connector", () => {
  it("shows no drift when Harness ends its address with a slash", async () => {
    const provider = await startProvider();
    try {
      await provider.create("secretText", cases.secretText.inputs);
      const inputs = { ...cases.prometheusConnector.inputs, url: "https://prometheus.example.com" };
      const made = await provider.create("prometheusConnector", inputs);
      const fresh = await (await provider.again()).read("prometheusConnector", made.id, made);
      assert.deepEqual([fresh.inputs, fresh.state], [inputs, made.state]);
      const moved = await provider.update("prometheusConnector", made, { ...inputs, url: "https://other" });
      const seen = await provider.read("prometheusConnector", made.id, { ...moved, inputs });
      assert.equal(seen.inputs["url"], "https://other/");
    } finally {
      await provider.close();
    }
  });
});
