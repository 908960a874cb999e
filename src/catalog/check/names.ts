/** Names that become Harness identifiers or Kubernetes namespaces. */
import { effectiveRegions } from "../effective";
import type { Path } from "@harness-catalog/located-yaml/locate";
import { harnessId, targetNames } from "../names";
import { clashes } from "./duplicates";
import type { Finding } from "./finding";
import type { PlatformRule, ServiceRule } from "./rule";
import { show } from "./values";

/** Words that Harness refuses as an identifier (developer.harness.io, Entity identifier reference). */
export const reservedWords: ReadonlySet<string> = new Set(
  (
    "or and eq ne lt gt le ge div mod not null true false new var return " +
    "step parallel stepGroup org account status liteEngineTask"
  ).split(" "),
);

/** Longest Kubernetes namespace: an RFC 1123 label. */
const namespaceLimit = 63;

const serviceNameIsNotReserved: ServiceRule = {
  reads: { service: ["name"] },
  find: ({ name }) => reserved(name, ["name"]),
};

const namespaceFits: ServiceRule = {
  reads: {
    service: ["name", "environments", "regions", "target"],
    values: ["environments", "regions", "clusters"],
  },
  *find(service, { platform }) {
    if (service.target !== "kubernetes") return;
    const namespaces = service.environments.flatMap((key) => {
      const label = platform.environments[key]?.label;
      if (label === undefined) return [];
      return effectiveRegions({ platform }, service, key).map((region) =>
        targetNames.namespace(label, service.name, region),
      );
    });
    const longest = namespaces.sort((a, b) => b.length - a.length)[0] ?? "";
    const excess = longest.length - namespaceLimit;
    if (excess <= 0) return;
    const message = `its namespace ${longest} has ${longest.length} characters, Kubernetes allows ${namespaceLimit}`;
    yield { code: "CAT033", path: ["name"], message, hint: `shorten the name by ${excess}` };
  },
};

export const serviceNameRules: readonly ServiceRule[] = [serviceNameIsNotReserved, namespaceFits];

const identifiersAreNotReserved: readonly PlatformRule[] = [
  {
    reads: { values: ["organization"] },
    find: ({ organization }) => reserved(organization.identifier, ["organization", "identifier"]),
  },
  {
    reads: { values: ["project"] },
    find: ({ project }) => reserved(project.identifier, ["project", "identifier"]),
  },
  {
    reads: { values: ["environments"] },
    find: ({ environments }) =>
      Object.entries(environments).flatMap(([key, { label }]) =>
        reserved(label, ["environments", key, "label"]),
      ),
  },
  ...(["teams", "connectors", "secrets"] as const).map((section) => ({
    reads: { keys: [section] },
    find: (_platform: unknown, { keys }: { keys: (name: typeof section) => readonly string[] }) =>
      keys(section).flatMap((key) => reserved(key, [section, key], "key")),
  })),
];

/** An identifier and the part of platform.yaml it is made from. */
interface Claim {
  readonly identifier: string;
  readonly path: Path;
}

const labelsAreDistinct: PlatformRule = {
  reads: { values: ["environments"] },
  find: ({ environments }) =>
    collisions(
      Object.entries(environments).map(([key, { label }]) => ({
        identifier: targetNames.environment(label),
        path: ["environments", key, "label"],
      })),
    ),
};

/**
 * Stages are joined from an environment's label and a region or a gate, so different ones can meet:
 * `int` + `b-c` and `int-b` + `c`, or a region called `approval`.
 */
const stagesAreDistinct: PlatformRule = {
  reads: { values: ["environments", "clusters"] },
  find({ environments, clusters }) {
    const seen = new Set<string>();
    const isNew = (place: string) => !seen.has(place) && seen.add(place);

    // environments of one label, and the clusters of one environment and region, are another rule's business
    const gates = Object.entries(environments).flatMap(([key, { label }]) => {
      if (!isNew(label)) return [];
      const stages = [
        targetNames.bakeStage(label),
        targetNames.approvalStage(label),
        targetNames.windowStage(label),
      ];
      return stages.map((identifier) => ({ identifier, path: ["environments", key] }));
    });
    const targets = Object.entries(clusters).flatMap(([key, { environment, region }]) => {
      const label = environments[environment]?.label;
      if (label === undefined || !isNew(`${label}/${region}`)) return [];
      return [{ identifier: targetNames.stage(label, region), path: ["clusters", key] }];
    });
    return collisions([...gates, ...targets]);
  },
};

/** Each Kubernetes cluster gets a connector, in the same namespace as the connectors of this file. */
const connectorsAreDistinct: PlatformRule = {
  reads: { values: ["environments", "clusters"], keys: ["connectors"] },
  *find({ environments, clusters }, { keys }) {
    for (const [key, { environment, region, target }] of Object.entries(clusters)) {
      const label = environments[environment]?.label;
      if (label === undefined || target !== "kubernetes") continue;
      const identifier = targetNames.kubernetesConnector(label, region);
      if (!keys("connectors").includes(identifier)) continue;
      const message = `${show(identifier)} is the connector that clusters.${key} gets`;
      yield {
        code: "CAT031",
        path: ["connectors", identifier],
        at: "key",
        message,
        hint: "rename the connector",
      };
    }
  },
};

export const platformNameRules: readonly PlatformRule[] = [
  ...identifiersAreNotReserved,
  labelsAreDistinct,
  stagesAreDistinct,
  connectorsAreDistinct,
];

/** A finding for each claim to an identifier that something else has claimed before. */
function collisions(claims: readonly Claim[]): Finding[] {
  return clashes(claims, ({ identifier }) => identifier).flatMap(({ key, members }) =>
    members
      .slice(1)
      .filter(({ path }) => path.join() !== members[0]!.path.join())
      .map(({ path }) => ({
        code: "CAT031" as const,
        path,
        message: `the identifier ${key} is also that of ${members[0]!.path.join(".")}`,
        hint: "change the label or the region key of one of them",
      })),
  );
}

function reserved(slug: string, path: Path, at?: "key"): Finding[] {
  const identifier = harnessId(slug);
  if (!reservedWords.has(identifier)) return [];
  const message = `${show(identifier)} is a word that Harness reserves`;
  return [{ code: "CAT032", path, message, hint: "choose another name", ...(at && { at }) }];
}
