/** The API key and every secret stay out of state, logs and error text. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { apiKey, createWorkspace, type Workspace } from "../support/workspace";

const values = {
  GITHUB_APP_PRIVATE_KEY: "github-private-key-4711",
  SLACK_WEBHOOK_PAYMENTS: "https://hooks.example.com/slack-4712",
  PAGERDUTY_KEY_PAYMENTS: "pagerduty-key-4713",
};

const changedSlack = "https://hooks.example.com/slack-4716";

const hidden = [apiKey, ...Object.values(values)];

describe("secrets", function () {
  this.timeout(600_000);
  let workspace: Workspace;

  before(async () => (workspace = await createWorkspace()));
  after(() => workspace.close());

  const assertAbsent = (text: string, where: string) => {
    for (const secret of hidden) assert.ok(!text.includes(secret), `${secret} stands in ${where}`);
  };

  it("are absent from state, history, backups and the journal", async () => {
    await workspace.operate("up", [], values);
    await workspace.operate("refresh", [], values);
    const files = walk(workspace.env["HARNESS_CATALOG_STATE"] ?? "");
    const texts = files.map((file) => [file, readFileSync(file, "latin1")] as const);
    assert.ok(
      texts.some(([, text]) => text.includes("payment_service_cd")),
      "the state was looked at",
    );
    for (const [file, text] of texts) assertAbsent(text, file);
  });

  it("are absent from the highest verbosity of the engine and the provider", async () => {
    const verbose = ["--logtostderr", "--logflow", "-v=11", "--debug"];
    const outcome = await workspace.cli(
      ["engine", "--", "up", "--stack", "dev", "--yes", "--skip-preview", "--non-interactive", ...verbose],
      { ...values, SLACK_WEBHOOK_PAYMENTS: changedSlack },
    );
    assert.equal(outcome.code, 0, outcome.stdout);
    assert.match(outcome.stderr, /\bCheck\(.*slack_payments_team/, "the engine was verbose");
    assert.ok(!outcome.stderr.includes(changedSlack), "the changed secret stands in the log");
    assertAbsent(outcome.stdout + outcome.stderr, "the engine's log");
  });

  it("are absent from the text of a refusal", async () => {
    const refused = await workspace.cli(["refresh", "--yes"], {
      ...values,
      HARNESS_PLATFORM_API_KEY: "pat.test-account.wrong.key-4714",
    });
    assert.equal(refused.code, 1, "a refresh calls, so the wrong key is refused");
    assert.match(refused.stderr, /\[HAR001\]/);
    assert.ok(!(refused.stdout + refused.stderr).includes("key-4714"));
    assertAbsent(refused.stdout + refused.stderr, "an error");
  });

  it("a changed secret is written again, an unchanged one is not", async () => {
    await workspace.operate("up", [], values);
    const same = await workspace.operate("up", [], values);
    assert.equal(same.update, 0);
    const changed = await workspace.operate("up", [], {
      ...values,
      PAGERDUTY_KEY_PAYMENTS: "pagerduty-key-4715",
    });
    assert.equal(changed.update, 1);
  });
});

function walk(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    if (name === "passphrase") return [];
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}
