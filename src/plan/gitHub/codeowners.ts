/** Who reviews which files of the catalog's repository. */
import { gitHubTeams } from "../../catalog/gitHubNames";
import { teamFileName } from "../../catalog/layout";
import type { Platform } from "../../catalog/model";

/** Where GitHub looks first (docs.github.com, About code owners). */
export const codeownersPath = ".github/CODEOWNERS";

/**
 * Text of CODEOWNERS; undefined without a `github` section. The last pattern that matches a file counts.
 *
 * Everything belongs to the platform teams, but for the entries of services. A team's own file is the team's. The other
 * files hold entries of many teams, and CODEOWNERS knows no parts of a file: a pattern without an owner takes them out,
 * and the status `owners` asks the team of each entry instead. A file of a team that is not on GitHub stays the
 * platform's.
 */
export function codeownersText(
  platform: Pick<Platform, "github" | "teams" | "repository">,
): string | undefined {
  const { github, repository } = platform;
  if (github === undefined) return undefined;
  const teams = gitHubTeams(platform);
  const named = (slug: string) => `@${github.owner}/${slug}`;
  const owners = teams
    .filter(({ role }) => role === "platform")
    .map(({ slug }) => named(slug))
    .join(" ");
  return [
    "# Written by `harness-catalog files` from catalog/platform.yaml. The last pattern that matches counts.",
    "",
    `* ${owners}`,
    "",
    "# Entries of several teams: no owner here; the status `owners` asks the team of each entry that changes.",
    "/catalog/services.yaml",
    "/catalog/*-services.yaml",
    "",
    "# Entries of one team.",
    ...teams.map(({ key, slug }) => `/catalog/${teamFileName(key)} ${named(slug)}`),
    "",
    "# Written by the workflow that renders manifests; a change by hand is for the platform team.",
    `/${repository.manifests.replace(/^\/+|\/+$/g, "")}/ ${owners}`,
    "",
  ].join("\n");
}
