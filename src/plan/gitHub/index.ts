/** Catalog → everything that belongs on GitHub. Pure: the same catalog and stacks give the same plan. */
import { requiredChecks } from "../../catalog/gitHubNames";
import type { Catalog, GitHub, Platform } from "../../catalog/model";
import { compareText } from "@harness-catalog/problems/suggest";
import { sortedEntries } from "../sorting";
import { environmentObjects } from "./environments";
import {
  gitHubKey,
  gitHubObject,
  type GitHubObject,
  type GitHubPlan,
  type GitHubRepositoryUnit,
  type GitHubStack,
} from "./model";
import {
  labelObjects,
  repositoryKey,
  repositoryObjects,
  teamObjects,
  type RepositorySpec,
} from "./repository";
import { ruleObjects } from "./rules";
import { given, repositoryValues } from "./values";

export type { GitHubKey, GitHubObject, GitHubPlan, GitHubRepositoryUnit, GitHubStack } from "./model";
export { gitHubKey } from "./model";

/** Name of the unit of the catalog's own repository. */
const catalogUnit = "catalog";

/**
 * The catalog's repository, then the others by key. Empty without a `github` section.
 * @param stacks the stacks that workflows plan and apply, in any order
 */
export function planGitHub(
  { platform }: Pick<Catalog, "platform">,
  stacks: readonly GitHubStack[],
): GitHubPlan {
  const { github } = platform;
  if (github === undefined) return { units: [], notices: [] };
  const ordered = [...stacks].sort((a, b) => compareText(a.name, b.name));
  return {
    units: [catalogRepository(platform, github, ordered), ...otherRepositories(github)],
    notices: [
      ...(github.app === undefined
        ? ["no app is named, so manifests can only be committed by pull request"]
        : []),
      ...(github.ownersApp === undefined
        ? ["no ownersApp is named, so entries in files of several teams can be changed without their teams"]
        : []),
    ].map((message) => ({ subject: "github", message })),
  };
}

function catalogRepository(
  platform: Platform,
  github: GitHub,
  stacks: readonly GitHubStack[],
): GitHubRepositoryUnit {
  const { owner, visibility, description, allowedActions, deletionProtection } = github;
  const { name, branch } = platform.repository;
  const spec: RepositorySpec = { key: catalogUnit, name, visibility, description, allowedActions };
  const teams = teamObjects(spec, platform);
  const rules = {
    branch,
    reviews: github.reviews,
    checks: requiredChecks(
      github,
      stacks.map((stack) => stack.name),
    ),
    checksApp: github.checksApp,
    ownersApp: github.ownersApp,
    bypass: github.app,
  };
  return {
    name: catalogUnit,
    owner,
    protect: deletionProtection,
    objects: [
      ...repositoryObjects(spec),
      ...teams,
      ...labelObjects(spec, github.labels),
      ...repositoryValues(spec, github),
      ...environmentObjects(spec, platform, github, stacks),
      ...webhookObjects(spec, github),
      // Rules that ask for reviews come after the teams that can give them.
      ...ruleObjects(spec, rules, teams.map(gitHubKey)),
    ],
  };
}

function otherRepositories(github: GitHub): GitHubRepositoryUnit[] {
  return sortedEntries(github.repositories).map(([key, repository]) => {
    const { owner, name, visibility, description, branch, reviews, checks } = repository;
    const spec: RepositorySpec = {
      key,
      name,
      visibility,
      description,
      allowedActions: github.allowedActions,
    };
    return {
      name: key,
      owner,
      protect: github.deletionProtection,
      objects: [
        ...repositoryObjects(spec),
        ...ruleObjects(spec, {
          branch,
          reviews,
          checks,
          checksApp: github.checksApp,
          ownersApp: undefined,
          bypass: undefined,
        }),
      ],
    };
  });
}

/** Tells `harness-catalog serve` about pull requests and merges; every delivery is signed. */
function webhookObjects(spec: RepositorySpec, { webhook }: GitHub): GitHubObject[] {
  if (webhook === undefined) return [];
  const { url, events } = webhook;
  const secret = given("repository", "WEBHOOK_SECRET");
  const configuration = { url, contentType: "json", insecureSsl: false, secret };
  return [
    gitHubObject(
      "repositoryWebhook",
      spec.key,
      { repository: spec.name, active: true, events: [...events].sort(compareText), configuration },
      [repositoryKey(spec)],
    ),
  ];
}
