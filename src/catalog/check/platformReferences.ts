/** References inside platform.yaml. */
import type { ErrorCode } from "@harness-catalog/problems";
import type { Path } from "@harness-catalog/located-yaml/locate";
import type { Connector, Platform } from "../schema/platform";
import type { Finding } from "./finding";
import { undeclared } from "./references";
import type { PlatformRule, Section } from "./rule";
import { show } from "./values";

/** One word of platform.yaml that names an entry of another section. */
interface Use {
  readonly path: Path;
  readonly word: string;
}

function references(
  code: ErrorCode,
  from: Section,
  to: Section,
  uses: (platform: Platform) => readonly Use[],
): PlatformRule {
  return {
    reads: { values: [from], keys: [to] },
    find: (platform, { keys }) =>
      uses(platform)
        .map(({ path, word }) => undeclared(code, path, word, keys(to), `add it under "${to}"`))
        .filter((finding) => finding !== undefined),
  };
}

/** A connector that must be of a certain type; unknown ones are another rule's business. */
function connectorType(
  from: Section,
  type: Connector["type"],
  uses: (platform: Platform) => readonly Use[],
): PlatformRule {
  return {
    reads: { values: [from, "connectors"] },
    find: (platform) => uses(platform).flatMap(({ path, word }) => ofType(platform, type, path, word)),
  };
}

function ofType(platform: Platform, type: Connector["type"], path: Path, word: string): Finding[] {
  const found = platform.connectors[word]?.type;
  if (found === undefined || found === type) return [];
  const message = `${show(word)} is a connector of type ${found}, needs ${type}`;
  return [{ code: "CAT057", path, message, hint: `name a connector of type ${type}` }];
}

const clusterUses =
  (field: "environment" | "region") =>
  ({ clusters }: Platform): Use[] =>
    Object.entries(clusters).map(([key, cluster]) => ({
      path: ["clusters", key, field],
      word: cluster[field],
    }));

const approvers = ({ environments }: Platform): Use[] =>
  Object.entries(environments).flatMap(([key, { gate }]) =>
    gate.type !== "approval"
      ? []
      : gate.approvers
          .map((word, index) => ({ path: ["environments", key, "gate", "approvers", index], word }))
          .filter(({ word }) => word !== "owner"),
  );

const profileComponents = ({ profiles }: Platform): Use[] =>
  Object.entries(profiles).flatMap(([key, { components }]) =>
    components.map((word, index) => ({ path: ["profiles", key, "components", index], word })),
  );

const teamSecrets = ({ teams }: Platform): Use[] =>
  Object.entries(teams).flatMap(([key, team]) =>
    (["slackWebhook", "pagerdutyKey", "msTeamsWebhook"] as const).flatMap((field) =>
      team[field] === undefined ? [] : [{ path: ["teams", key, field], word: team[field] }],
    ),
  );

const connectorSecrets = ({ connectors }: Platform): Use[] =>
  Object.entries(connectors).flatMap(([key, connector]) =>
    secretsOf(connector).map(({ path, word }) => ({ path: ["connectors", key, ...path], word })),
  );

function secretsOf(connector: Connector): Use[] {
  if (connector.type === "datadog") {
    return [
      { path: ["apiKey"], word: connector.apiKey },
      { path: ["applicationKey"], word: connector.applicationKey },
    ];
  }
  if (connector.type === "prometheus") {
    return connector.password === undefined ? [] : [{ path: ["password"], word: connector.password }];
  }
  if (connector.type !== "github") return [];
  return "token" in connector.auth
    ? [{ path: ["auth", "token"], word: connector.auth.token }]
    : [{ path: ["auth", "privateKey"], word: connector.auth.privateKey }];
}

const datadogSecret = ({ datadog }: Platform): Use[] =>
  datadog === undefined ? [] : [{ path: ["datadog", "apiKey"], word: datadog.apiKey }];

const healthConnectors = ({ verification }: Platform): Use[] =>
  Object.entries(verification.healthSources).map(([key, { connector }]) => ({
    path: ["verification", "healthSources", key, "connector"],
    word: connector,
  }));

const healthConnectorsOf =
  (type: "prometheus" | "datadog") =>
  ({ verification }: Platform): Use[] =>
    healthConnectors({ verification } as Platform).filter(
      ({ path }) => verification.healthSources[String(path[2])]?.type === type,
    );

const repositoryConnector = ({ repository }: Platform): Use[] => [
  { path: ["repository", "connector"], word: repository.connector },
];

const ecsConnectors = ({ clusters }: Platform): Use[] =>
  Object.entries(clusters).flatMap(([key, { ecs }]) =>
    ecs === undefined ? [] : [{ path: ["clusters", key, "ecs", "connector"], word: ecs.connector }],
  );

const linkedEnvironments = ({ links }: Platform): Use[] =>
  Object.entries(links.accounts).flatMap(([key, { environments }]) =>
    environments.map((word, index) => ({ path: ["links", "accounts", key, "environments", index], word })),
  );

export const platformReferenceRules: readonly PlatformRule[] = [
  references("CAT012", "clusters", "environments", clusterUses("environment")),
  references("CAT011", "clusters", "regions", clusterUses("region")),
  references("CAT010", "environments", "teams", approvers),
  references("CAT012", "links", "environments", linkedEnvironments),
  references("CAT015", "profiles", "components", profileComponents),
  references("CAT017", "teams", "secrets", teamSecrets),
  references("CAT017", "connectors", "secrets", connectorSecrets),
  references("CAT017", "datadog", "secrets", datadogSecret),

  references("CAT016", "verification", "connectors", healthConnectors),
  references("CAT016", "repository", "connectors", repositoryConnector),
  references("CAT016", "clusters", "connectors", ecsConnectors),
  connectorType("repository", "github", repositoryConnector),
  connectorType("clusters", "aws", ecsConnectors),
  connectorType("verification", "prometheus", healthConnectorsOf("prometheus")),
  connectorType("verification", "datadog", healthConnectorsOf("datadog")),
];
