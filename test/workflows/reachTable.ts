/** What each job of the workflows may reach. Written by hand: whoever gives a job more changes this table too. */
import type { Reach } from "./reach";

export const pullRequest = ["pull_request"];
const deploy = ["push", "workflow_dispatch"];
const night = ["schedule", "workflow_dispatch"];
const nothing = { data: [], environment: undefined, secrets: [], token: [], apps: [] } as const;
const read = ["contents: read"];

export const table: Readonly<Record<string, Reach>> = {
  // Run what the pull request wrote, so they reach nothing.
  "preview.validate": { ...nothing, events: pullRequest, code: "proposed", permissions: read },
  "preview.policies": { ...nothing, events: pullRequest, code: "proposed", permissions: read },
  "preview.manifests": { ...nothing, events: pullRequest, code: "proposed", permissions: read },
  "test.test": { ...nothing, events: ["pull_request", "push"], code: "proposed", permissions: read },
  "test.node": { ...nothing, events: ["pull_request", "push"], code: "proposed", permissions: read },
  "reviews.changed": {
    ...nothing,
    events: ["pull_request", "pull_request_review"],
    code: "none",
    permissions: [],
  },
  // Run main's code for a pull request.
  "preview.stacks": { ...nothing, events: pullRequest, code: "main", permissions: read },
  "preview.plan": {
    ...nothing,
    events: pullRequest,
    code: "main",
    data: ["proposed"],
    permissions: ["actions: read", "contents: read"],
    token: ["Find the record of the stack", "Fetch the record of the stack"],
  },
  "preview.comment": {
    ...nothing,
    events: pullRequest,
    code: "main",
    permissions: ["contents: read", "pull-requests: write"],
    token: ["Comment"],
  },
  "owners.owners": {
    ...nothing,
    events: ["workflow_run"],
    code: "main",
    data: ["proposed"],
    permissions: read,
    environment: "owners",
    secrets: ["OWNERS_APP_PRIVATE_KEY"],
    apps: ["members: read", "pull-requests: read", "statuses: write"],
  },
  // Run for main.
  "deploy.stacks": { ...nothing, events: deploy, code: "main", permissions: read },
  "deploy.nonproduction": {
    ...nothing,
    events: deploy,
    code: "none",
    secrets: ["all of them"], // The environments that stack.yml names have them; the repository has none.
    permissions: ["contents: read", "id-token: write"],
  },
  "deploy.production": {
    ...nothing,
    events: deploy,
    code: "none",
    secrets: ["all of them"], // The environments that stack.yml names have them; the repository has none.
    permissions: ["contents: read", "id-token: write"],
  },
  "stack.plan": {
    ...nothing,
    events: deploy,
    code: "main",
    permissions: ["contents: read", "id-token: write"],
    environment: "plan-${{ inputs.stack }}",
    secrets: ["PULUMI_CONFIG_PASSPHRASE"],
  },
  "stack.up": {
    ...nothing,
    events: deploy,
    code: "main",
    permissions: ["contents: read", "id-token: write"],
    environment: "harness-${{ inputs.stack }}",
    secrets: [
      "CONNECTOR_APP_PRIVATE_KEY",
      "HARNESS_PLATFORM_API_KEY",
      "PAGERDUTY_KEY_PAYMENTS",
      "PULUMI_CONFIG_PASSPHRASE",
      "REPOSITORY_APP_PRIVATE_KEY",
      "SLACK_WEBHOOK_PAYMENTS",
    ],
    apps: [
      "actions-variables: write",
      "administration: write",
      "environments: write",
      "issues: write",
      "members: read",
      "repository-hooks: write",
      "secrets: write",
    ],
  },
  "manifests.commit": {
    ...nothing,
    events: deploy,
    code: "main",
    permissions: ["contents: write"],
    environment: "manifests",
    secrets: ["MANIFESTS_APP_PRIVATE_KEY"],
    token: ["Commit"],
    apps: ["contents: write"],
  },
  "drift.stacks": { ...nothing, events: night, code: "main", permissions: read },
  "drift.drift": {
    ...nothing,
    events: night,
    code: "main",
    permissions: ["contents: read", "id-token: write", "issues: write"],
    environment: "drift-${{ matrix.stack }}",
    secrets: ["HARNESS_PLATFORM_API_KEY", "PULUMI_CONFIG_PASSPHRASE"],
    token: ["Open or update the issue", "Close the issue"],
  },
  "drift.credentials": {
    ...nothing,
    events: night,
    code: "main",
    permissions: ["contents: read", "issues: write"],
    token: ["Open or update the issue", "Close the issue"],
  },
};
