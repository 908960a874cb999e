/** Names that become Harness identifiers or Kubernetes namespaces. */
import { effectiveRegions } from "../effective";
import type { Path } from "../locate";
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

/** An identifier that one cluster's objects get, and the cluster it comes from. */
interface Claim {
  readonly identifier: string;
  readonly path: Path;
}

/** Identifiers joined from an environment's label and a region can meet: `int` + `b-c` and `int-b` + `c`. */
const targetsAreDistinct: PlatformRule = {
  reads: { values: ["environments", "clusters"], keys: ["connectors"] },
  *find({ environments, clusters }, { keys }) {
    const labels = Object.entries(environments).map(([key, { label }]) => ({
      identifier: targetNames.environment(label),
      path: ["environments", key, "label"],
    }));
    yield* collisions(labels);

    const places = new Map<string, Claim & { label: string }>();
    for (const [key, { environment, region }] of Object.entries(clusters)) {
      const label = environments[environment]?.label;
      if (label === undefined || places.has(`${environment}/${region}`)) continue;
      const identifier = targetNames.stage(label, region);
      places.set(`${environment}/${region}`, {
        identifier,
        label: `${label} ${region}`,
        path: ["clusters", key],
      });
    }
    const distinct = [...places.values()].filter(
      (claim, index, all) => all.findIndex(({ label }) => label === claim.label) === index,
    );
    yield* collisions(distinct);

    const connectors = Object.entries(clusters).flatMap(([key, { environment, region, target }]) => {
      const label = environments[environment]?.label;
      if (label === undefined || target !== "kubernetes") return [];
      return [{ identifier: targetNames.kubernetesConnector(label, region), path: ["clusters", key] }];
    });
    for (const key of keys("connectors")) {
      const taken = connectors.find(({ identifier }) => identifier === key);
      if (taken === undefined) continue;
      const message = `${show(key)} is the connector that ${taken.path.join(".")} gets`;
      yield { code: "CAT031", path: ["connectors", key], at: "key", message, hint: "rename the connector" };
    }
  },
};

export const platformNameRules: readonly PlatformRule[] = [...identifiersAreNotReserved, targetsAreDistinct];

function collisions(claims: readonly Claim[]): Finding[] {
  return clashes(claims, ({ identifier }) => identifier).flatMap(({ key, members }) =>
    members.slice(1).map(({ path }) => ({
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
