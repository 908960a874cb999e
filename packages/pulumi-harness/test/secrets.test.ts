/** Secrets stay wrapped on the wire and never appear in error text. */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { containsSecret, isSecret, redact, secret, secretTexts } from "../src/provider/wire/secrets";
import { cases } from "./support/cases";
import { apiKey, startProvider } from "./support/provider";

const { inputs } = cases.secretText;
const value = String(inputs["value"]);

describe("secrets", () => {
  it("wraps a plain value of a secret input in Check, and keeps it wrapped through the life of the object", async () => {
    const provider = await startProvider();
    try {
      const checked = await provider.check("secretText", inputs);
      assert.ok(isSecret(checked.inputs["value"]));
      const made = await provider.create("secretText", checked.inputs);
      assert.ok(isSecret(made.state["value"]));
      const fresh = await (await provider.again()).read("secretText", made.id, made);
      assert.ok(isSecret(fresh.inputs["value"]) && isSecret(fresh.state["value"]));
      const changed = await provider.update("secretText", fresh, {
        ...fresh.inputs,
        value: secret("new value"),
      });
      assert.ok(isSecret(changed.state["value"]));
    } finally {
      await provider.close();
    }
  });

  it("keeps an input secret that is secret only in the program", async () => {
    const provider = await startProvider();
    try {
      const slackWebhookUrl = secret("https://hooks.slack.com/services/T/B/x");
      const group = { ...cases.usergroup.inputs, notificationConfigs: [{ type: "SLACK", slackWebhookUrl }] };
      const made = await provider.create("usergroup", group);
      assert.ok(containsSecret(made.state["notificationConfigs"]));
      const unlike = { ...made, inputs: { ...group, notificationConfigs: secret([{ type: "SLACK" }]) } };
      const fresh = await (await provider.again()).read("usergroup", made.id, unlike);
      assert.ok(isSecret(fresh.inputs["notificationConfigs"]));
    } finally {
      await provider.close();
    }
  });

  it("cuts the values and the API key out of error text and the call log", async () => {
    const folder = await mkdtemp(join(tmpdir(), "call-log-"));
    const log = join(folder, "calls");
    const provider = await startProvider({ HARNESS_CALL_LOG: log });
    try {
      const wrong = { ...inputs, secretManagerIdentifier: value, description: apiKey, value: secret(value) };
      await assert.rejects(provider.create("secretText", wrong), (error: Error) => {
        assert.match(error.message, /\[secret\]/);
        assert.doesNotMatch(error.message, new RegExp(`${value}|${apiKey}`));
        return true;
      });
      const lines = (await readFile(log, "utf8")).trim().split("\n");
      assert.equal(lines.length, 1);
      assert.match(lines[0] ?? "", /^POST \/ng\/api\/v2\/secrets 4\d\d \d+$/);
    } finally {
      await provider.close();
      await rm(folder, { recursive: true });
    }
  });

  it("redacts the JSON spelling as well, and leaves short words alone", () => {
    assert.equal(redact('say a"b"c and a\\"b\\"c', ['a"b"c']), "say [secret] and [secret]");
    assert.equal(redact("yes or no", ["no"]), "yes or no");
  });

  it("finds the texts inside wrapped values only", () => {
    assert.deepEqual(secretTexts({ a: "plain", b: secret(["x", { c: "y" }]) }), ["x", "y"]);
  });
});
