/** Events of GitHub: a merged or closed pull request becomes known at once. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { createRoute, z } from "@hono/zod-openapi";
import { json, problems } from "../operations";
import type { App, Parts } from "../parts";
import { refusal } from "../refusal";
import { branchParam } from "../schemas";

const event = z.object({
  action: z.string().optional(),
  repository: z.object({ full_name: z.string() }).optional(),
  pull_request: z
    .object({
      html_url: z.string(),
      merged: z.boolean().optional(),
      merged_at: z.string().nullish(),
      head: z.object({ ref: z.string(), sha: z.string() }),
    })
    .optional(),
});

const answer = z.object({ status: z.enum(["recorded", "known", "ignored"]) });

export const webhookRoute = createRoute({
  method: "post",
  path: "/webhooks/github",
  tags: ["webhooks"],
  summary:
    "Webhook of the catalog's repository: events pull_request and push, signed with X-Hub-Signature-256",
  responses: { 200: json(answer, "Taken"), ...problems(400, 401, 404, 413) },
});

/** Adds the webhook. Signatures follow https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries. */
export function addWebhook(app: App, parts: Parts): void {
  app.openapi(webhookRoute, async (c) => {
    const { webhook, deliveries, access } = parts;
    if (webhook === undefined)
      throw refusal("SRV003", "webhooks are not taken", "start serve with GITHUB_WEBHOOK_SECRET");
    const body = Buffer.from(await c.req.arrayBuffer());
    requireSignature(webhook.secret, body, c.req.header("X-Hub-Signature-256"));
    const delivery = c.req.header("X-GitHub-Delivery");
    if (delivery === undefined || !/^[\w-]{1,100}$/.test(delivery))
      throw refusal("SRV014", "X-GitHub-Delivery is missing or malformed", "send what GitHub sends");
    // A delivery that is sent again, by GitHub or by somebody who listened, changes nothing.
    if (deliveries.get(delivery) === true) return c.json({ status: "known" as const }, 200);
    const kind = c.req.header("X-GitHub-Event") ?? "";
    const read = parsed(body);
    const ours = webhook.repository === undefined || read.repository?.full_name === webhook.repository;
    const status = ours ? record(parts, kind, read, c.get("requestId")) : "ignored";
    if (status === "recorded" || kind === "push") access.forget();
    deliveries.set(delivery, true);
    return c.json({ status }, 200);
  });
}

function record(
  { proposals, audit }: Parts,
  kind: string,
  { action, pull_request: pullRequest }: z.infer<typeof event>,
  requestId: string,
): "recorded" | "ignored" {
  if (kind !== "pull_request" || pullRequest === undefined) return "ignored";
  const { ref: branch, sha: commit } = pullRequest.head;
  if (!branchParam.safeParse({ branch }).success) return "ignored";
  const merged = pullRequest.merged === true || typeof pullRequest.merged_at === "string";
  const states = { closed: merged ? "merged" : "closed", opened: "open", reopened: "open" } as const;
  const state = states[(action ?? "") as keyof typeof states] as
    (typeof states)["closed" | "opened"] | undefined;
  if (state === undefined) return "ignored";
  const last = proposals.get(branch);
  audit.append({
    event: "webhook",
    requestId,
    who: "github",
    what: `pull_request ${action ?? ""}`,
    outcome: state,
    branch,
    commit,
    pullRequest: pullRequest.html_url,
  });
  proposals.set(branch, { services: [], ...last, branch, state, commit, pullRequest: pullRequest.html_url });
  return "recorded";
}

function requireSignature(secret: string, body: Buffer, header: string | undefined): void {
  const expected = Buffer.from(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
  const given = Buffer.from(header ?? "");
  if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  throw refusal(
    "SRV011",
    header === undefined ? "X-Hub-Signature-256 is missing" : "X-Hub-Signature-256 does not fit the body",
    "set the same secret in the webhook and in GITHUB_WEBHOOK_SECRET",
  );
}

function parsed(body: Buffer): z.infer<typeof event> {
  try {
    return event.parse(JSON.parse(body.toString("utf8")));
  } catch {
    throw refusal("SRV005", "the body is no JSON event of GitHub", "choose application/json as content type");
  }
}
