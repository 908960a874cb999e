/** Rules about GitHub: connectors that reach it, and the repository of the catalog. */
import { gitHubOrganizations, gitHubTeams } from "../gitHubNames";
import type { Path } from "@harness-catalog/located-yaml/locate";
import type { Platform } from "../schema/platform";
import { clashes, repeated } from "./duplicates";
import { undeclared } from "./references";
import type { PlatformRule } from "./rule";
import { show } from "./values";

interface Connector {
  readonly key: string;
  readonly connectionType: "Account" | "Repo";
  readonly url: string;
  /** Organization, then the repository if there is one. */
  readonly parts: readonly string[];
}

/** Harness reads an Account connector's URL as that of an organization, and appends the repository itself. */
const urlsFitTheirType: PlatformRule = {
  reads: { values: ["connectors"] },
  *find(platform) {
    for (const { key, connectionType, url, parts } of gitHubConnectors(platform)) {
      const wanted = connectionType === "Account" ? 1 : 2;
      if (parts.length === wanted) continue;
      const names = ["nothing", "an organization", "a repository"][parts.length] ?? "more than a repository";
      const message = `${show(url)} names ${names}, and connectionType is ${connectionType}`;
      const hint =
        connectionType === "Account"
          ? "write the URL of the organization, or connectionType: Repo"
          : "write the URL of the repository, or connectionType: Account";
      yield { code: "CAT095", path: ["connectors", key, "url"], message, hint };
    }
  },
};

/** A connector of another organization is meant, not a slip of the pen. Names on GitHub ignore case. */
const organizationsAreDeclared: PlatformRule = {
  reads: { values: ["connectors", "github"] },
  *find(platform) {
    if (platform.github === undefined) return;
    const known = gitHubOrganizations(platform.github);
    const lower = new Set(known.map((name) => name.toLowerCase()));
    for (const { key, parts } of gitHubConnectors(platform)) {
      const [organization] = parts;
      if (organization === undefined || lower.has(organization.toLowerCase())) continue;
      const path: Path = ["connectors", key, "url"];
      const finding = undeclared("CAT096", path, organization, known, 'add it to "github.organizations"');
      if (finding !== undefined) yield finding;
    }
  },
};

/** Reviews by code owners and of deployments need a team; without one nothing could ever be merged. */
const platformTeamIsThere: PlatformRule = {
  reads: { values: ["github", "teams"] },
  *find(platform) {
    if (platform.github === undefined || gitHubTeams(platform).some(({ role }) => role === "platform"))
      return;
    const message = "no team with role platform has a GitHub team";
    const hint = 'add "github: <slug>" to a team with "role: platform"';
    yield { code: "CAT097", path: ["github"], at: "key", message, hint };
  },
};

/** One set of rules for each repository. */
const repositoriesAreDifferent: PlatformRule = {
  reads: { values: ["github", "repository"] },
  *find({ github, repository }) {
    if (github === undefined) return;
    if (github.repositories["catalog"] !== undefined) {
      const message = "is the name of the catalog's own repository";
      const path: Path = ["github", "repositories", "catalog"];
      yield { code: "CAT031", path, at: "key", message, hint: "choose another key" };
    }
    const own = { key: undefined, owner: github.owner, name: repository.name };
    const others = Object.entries(github.repositories).map(([key, each]) => ({ key, ...each }));
    const all: { key: string | undefined; owner: string; name: string }[] = [own, ...others];
    for (const { key: name, members } of clashes(all, (each) => `${each.owner}/${each.name}`.toLowerCase())) {
      for (const { key } of members.slice(1)) {
        const first = members[0]!.key === undefined ? "repository" : `github.repositories.${members[0]!.key}`;
        const message = `${name} is also that of ${first}`;
        const path: Path = ["github", "repositories", key ?? "", "name"];
        yield { code: "CAT031", path, message, hint: "remove one of the two" };
      }
    }
  },
};

const listsAreSets: PlatformRule = {
  reads: { values: ["github"] },
  *find({ github }) {
    for (const field of ["checks", "allowedActions", "organizations"] as const)
      yield* repeated(github?.[field] ?? [], ["github", field]);
    for (const field of ["secrets", "variables"] as const) {
      for (const [place, names] of Object.entries(github?.[field] ?? {}))
        yield* repeated(names, ["github", field, place]);
    }
  },
};

export const gitHubRules: readonly PlatformRule[] = [
  listsAreSets,
  urlsFitTheirType,
  organizationsAreDeclared,
  platformTeamIsThere,
  repositoriesAreDifferent,
];

function gitHubConnectors({ connectors }: Platform): Connector[] {
  return Object.entries(connectors).flatMap(([key, connector]) => {
    if (connector.type !== "github") return [];
    const { connectionType, url } = connector;
    const path = new URL(url).pathname.replace(/\.git$/, "");
    return [{ key, connectionType, url, parts: path.split("/").filter((part) => part !== "") }];
  });
}
