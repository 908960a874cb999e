/** Who reviews which files of the catalog's repository. */
import { gitHubTeams } from "../../gitHubNames";
import type { Platform } from "../../model";

/** Where GitHub looks first (docs.github.com, About code owners). */
export const codeownersPath = ".github/CODEOWNERS";

/**
 * Text of CODEOWNERS; undefined without a `github` section. The last pattern that matches a file counts.
 *
 * Everything belongs to the platform teams, but for the entries of services: one file holds those of many teams, and
 * CODEOWNERS knows no parts of a file. Files of one archetype do not help: whoever owns one entry of such a file would
 * approve changes of all others. A pattern without an owner takes the files out, so that any reviewer will do.
 */
export function codeownersText(
  platform: Pick<Platform, "github" | "teams" | "repository">,
): string | undefined {
  const { github, repository } = platform;
  if (github === undefined) return undefined;
  const owners = gitHubTeams(platform)
    .filter(({ role }) => role === "platform")
    .map(({ slug }) => `@${github.owner}/${slug}`)
    .join(" ");
  return [
    "# Written by `harness-catalog files` from catalog/platform.yaml. The last pattern that matches counts.",
    "",
    `* ${owners}`,
    "",
    "# Entries of all teams: no owner, so any reviewer with write access will do.",
    "/catalog/services.yaml",
    "/catalog/*-services.yaml",
    "",
    "# Written by the workflow that renders manifests; a change by hand is for the platform team.",
    `/${repository.manifests.replace(/^\/+|\/+$/g, "")}/ ${owners}`,
    "",
  ].join("\n");
}
