/** The `github` section of platform.yaml: the repository that holds the catalog, and who may change it how. */
import { z } from "zod";
import { slug } from "./common";
import { branch, description, url, words } from "./text";

/** Login of a GitHub organization (docs.github.com: letters, digits and single hyphens, at most 39 characters). */
const login = z
  .string()
  .regex(/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/, { error: "the login of a GitHub organization such as company" })
  .max(39);

/** Name of a repository, without its organization. */
const repositoryName = z
  .string()
  .regex(/^[A-Za-z0-9._-]+$/, { error: "the name of a GitHub repository such as platform-next" })
  .max(100);

/** Slug of a GitHub team, without its organization. */
export const gitHubTeam = z.string().regex(/^[a-z0-9]+([-_][a-z0-9]+)*$/, {
  error: "the slug of a GitHub team such as platform-team, without its organization",
});

/** Name of a secret or variable of GitHub Actions (docs.github.com: no prefix GITHUB_, case does not count). */
const actionsName = z.string().regex(/^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/, {
  error: "upper-case letters, digits and underscores, not starting with a digit or GITHUB_",
});

/** Pattern of actions of GitHub (docs.github.com, Managing GitHub Actions settings). */
const actionPattern = z.string().regex(/^[\w.*@/-]+$/, {
  error: "a pattern of actions such as pulumi/actions@*",
});

const visibility = z.enum(["private", "internal", "public"]);
const checks = z.array(words);
const reviews = z.int().min(1).max(6);

/** Another repository under the same rules, maybe of another organization. */
const repository = z.strictObject({
  owner: login,
  name: repositoryName,
  visibility,
  branch: branch.default("main"),
  description: description.max(350).optional(),
  reviews: reviews.default(1),
  checks: checks.default([]).describe("Jobs of its workflows that must pass before a merge"),
});

const label = z.strictObject({
  color: z.string().regex(/^[0-9a-f]{6}$/, { error: 'a colour such as "d73a4a", in quotes' }),
  description: description.max(100).optional(),
});

const names = z.array(actionsName).default([]);

/** Where GitHub keeps a value, from who may read it to who may use it. */
const places = z.strictObject({
  repository: names.describe("The repository: every workflow of every branch reads it"),
  plan: names.describe("The environment plan-<stack> of every stack: jobs of main that plan from its state"),
  harness: names.describe("The environment harness-<stack> of every stack: jobs that apply it"),
  drift: names.describe("The environment drift-<stack> of every stack: jobs that compare it every night"),
  manifests: names.describe("The environment manifests: the job that commits manifests"),
  owners: names.describe("The environment owners: the job that reads who approved a pull request"),
});

export const gitHub = z.strictObject({
  owner: login.describe("Organization of the repository that `repository.name` names"),
  visibility: visibility.describe("Said outright, so that taking over a repository never changes it unseen"),
  description: description.max(350).optional(),
  deletionProtection: z
    .boolean()
    .default(true)
    .describe("true: the engine refuses to delete or replace a repository; false: it only lets go of it"),
  app: z
    .int()
    .min(1)
    .optional()
    .describe("Id of the GitHub App that commits manifests; nobody else gets past reviews and checks"),
  ownersApp: z
    .int()
    .min(1)
    .optional()
    .describe(
      "Id of the GitHub App that says whether the owners of changed entries approved; then a merge needs its word",
    ),
  reviews: reviews.default(1).describe("Approvals a pull request needs"),
  reviewProduction: z
    .boolean()
    .default(true)
    .describe(
      "Whether a platform team must agree before production is applied; GitHub offers it to private " +
        "repositories with GitHub Enterprise only",
    ),
  checks: checks
    .default(["validate", "policies", "manifests"])
    .describe("Jobs that must pass before a merge, beside `plan (<stack>)` of every stack"),
  checksApp: z
    .int()
    .min(1)
    .default(15368)
    .describe("Id of the App whose checks count: GitHub Actions, 15368 on github.com"),
  allowedActions: z
    .array(actionPattern)
    .default([])
    .describe("Patterns of actions that workflows may use beside GitHub's own, such as pulumi/actions@*"),
  secrets: places.prefault({}).describe("Secrets of the workflows; names only, values are given to `up`"),
  variables: places.prefault({}).describe("Variables of the workflows; names only, values are given to `up`"),
  webhook: z
    .strictObject({
      url: url.describe("Where `serve` listens, with its path /webhooks/github"),
      events: z
        .array(z.enum(["pull_request", "push"]))
        .min(1)
        .default(["pull_request", "push"]),
    })
    .optional(),
  labels: z.record(words.max(50), label).default({}),
  organizations: z
    .array(login)
    .default([])
    .describe("Organizations that connectors may reach, beside the owners of repositories"),
  repositories: z.record(slug, repository).default({}).describe("Other repositories under the same rules"),
});

/** The `github` section with every default filled in. */
export type GitHub = z.infer<typeof gitHub>;
