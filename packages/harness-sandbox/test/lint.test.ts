/** The account refuses what the lint refuses, on creation and on update, and takes what it finds nothing in. */
import assert from "node:assert/strict";
import { kindOf } from "harness-lint";
import { createSandbox, type Sandbox } from "../src";
import { lint, withMistake, type Mistake } from "harness-lint/test/base";
import { base } from "harness-lint/test/documents";
import { rulesOf, table } from "harness-lint/test/table";
import { accountId, apiKey, withAccount, type Req } from "./client";
import { kindOrder, surroundings, writes } from "./lintRequests";

/** Rules about what may be saved later than what refers to it, or is not modelled at all. */
const forwardReferences = [
  "unknownService",
  "unknownEnvironment",
  "unknownInfrastructure",
  "unknownDelegate",
  "unsharedVariable",
  "approverCount",
];

describe("sandbox and lint", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await createSandbox({ account: accountId, apiKey, rateLimit: "off" });
    for (const request of surroundings) await taken(sandbox, request);
    const order = kindOrder.flatMap((kind) => base.filter(({ path }) => kindOf(path) === kind));
    for (const file of order) await taken(sandbox, writes(file).create);
  });
  after(() => sandbox.close());

  it("takes every document without a mistake again", async () => {
    for (const file of base) await taken(sandbox, writes(file).update);
  });

  for (const mistake of table) {
    const enforced = !isLetThrough(mistake);
    it(`${enforced ? "refuses" : "takes"}: ${mistake.title}`, async () => {
      const { create, update, restore } = requestsOf(mistake);
      if (!enforced)
        return restore === undefined ? taken(sandbox, create) : takenBack(sandbox, update, restore);
      for (const request of restore === undefined ? [create] : [create, update]) {
        await refusedWith(sandbox, request, mistake);
      }
    });
  }

  it("lets through what may come later and what is against the habits of this project only", () => {
    const rules = table.filter((mistake) => isLetThrough(mistake) && !isHouseRule(mistake)).flatMap(rulesOf);
    assert.deepEqual([...new Set(rules)].sort(), [...forwardReferences].sort());
  });
});

function isLetThrough(mistake: Mistake): boolean {
  const rules = rulesOf(mistake);
  return rules.length > 0 && (rules.every((id) => forwardReferences.includes(id)) || isHouseRule(mistake));
}

/** What Harness takes, and only documents of this project are held to. */
function isHouseRule(mistake: Mistake): boolean {
  return lint(withMistake(mistake).files, undefined, ["wrong"]).length === 0;
}

/** `restore` puts the document without the mistake back; there is none where the faulty one is one more. */
function requestsOf(mistake: Mistake): { create: Req; update: Req; restore: Req | undefined } {
  const file = withMistake(mistake).files.find(({ path }) => path === mistake.file)!;
  const original = base.find(({ path }) => path === mistake.file);
  return { ...writes(file, original), restore: original === undefined ? undefined : writes(original).update };
}

async function taken(sandbox: Sandbox, request: Req): Promise<void> {
  const { status, text } = await send(sandbox, request);
  assert.ok(status < 300, `${request.method} ${request.path}: ${status} ${text}`);
}

async function takenBack(sandbox: Sandbox, update: Req, restore: Req): Promise<void> {
  await taken(sandbox, update);
  await taken(sandbox, restore);
}

/** The message names the place in the document, the cure and the code. */
async function refusedWith(sandbox: Sandbox, request: Req, mistake: Mistake): Promise<void> {
  const [, code, place] = withMistake(mistake).expected.split(" ");
  const { status, text } = await send(sandbox, request);
  assert.equal(status, 400, `${request.method} ${request.path}: ${text}`);
  const { message } = JSON.parse(text) as { message: string };
  assert.ok(message.includes(`[${code}]`) && message.includes(`${place} `), `${code} ${place}: ${message}`);
  assert.ok(message.includes(mistake.says), message);
}

async function send(
  sandbox: Sandbox,
  { method, path, body }: Req,
): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${sandbox.url}${withAccount(path)}`, {
    method,
    headers: { "x-api-key": apiKey, "Harness-Account": accountId, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: answer.status, text: await answer.text() };
}
