/** Connectors that several clusters or services share; a cluster's own connector belongs to its environment. */
import type { Connector } from "../catalog/model";
import { projectInputs, projectKeys, type PlanContext } from "./context";
import type { Notice, ObjectKey, PlannedObject } from "./model";
import { secretDependencies, secretReference } from "./secrets";
import { sortedEntries, sortedSet } from "./sorting";
import { ownerTags, tagInputs } from "./tags";

type GithubConnector = Extract<Connector, { type: "github" }>;
type AwsConnector = Extract<Connector, { type: "aws" }>;

/** GitHub connectors, and the AWS connectors of this account. */
export function sharedConnectors(context: PlanContext): PlannedObject[] {
  return sortedEntries(context.catalog.platform.connectors)
    .filter(([identifier]) => isNeeded(context, identifier))
    .flatMap(([identifier, connector]) => {
      if (connector.type === "github") return [github(context, identifier, connector)];
      if (connector.type === "aws") return [aws(context, identifier, connector)];
      if (connector.type === "prometheus") return [prometheus(context, identifier, connector)];
      return [datadog(context, identifier, connector)];
    });
}

/** GitHub connectors by a personal token: it belongs to a person, reaches all of theirs and expires (R-140, C-30). */
export function connectorNotices(context: PlanContext): Notice[] {
  return sortedEntries(context.catalog.platform.connectors).flatMap(([identifier, connector]) =>
    connector.type === "github" && "token" in connector.auth
      ? [
          {
            subject: `connector ${identifier}`,
            message:
              "uses a personal token; a GitHub App belongs to nobody and reaches only what it is installed on",
          },
        ]
      : [],
  );
}

/** The object of a connector of platform.yaml. */
export function connectorKey({ catalog }: PlanContext, identifier: string): ObjectKey {
  return `${catalog.platform.connectors[identifier]?.type ?? "github"}Connector/${identifier}`;
}

/** A connector that only clusters of other accounts use has no business here. */
function isNeeded({ catalog, environments }: PlanContext, identifier: string): boolean {
  const users = Object.values(catalog.platform.clusters).filter(({ ecs }) => ecs?.connector === identifier);
  return users.length === 0 || users.some((user) => environments.some(({ key }) => key === user.environment));
}

function github(context: PlanContext, identifier: string, connector: GithubConnector): PlannedObject {
  const { platform } = context.catalog;
  const { url, connectionType, validationRepo, auth, delegateSelectors } = connector;
  const secret = "token" in auth ? auth.token : auth.privateKey;
  const reference = secretReference(platform, secret);
  const app =
    "token" in auth
      ? undefined
      : {
          applicationId: auth.applicationId,
          installationId: auth.installationId,
          privateKeyRef: reference,
        };
  return {
    kind: "githubConnector",
    name: identifier,
    inputs: {
      ...head(context, identifier),
      url,
      connectionType,
      ...(validationRepo === undefined ? {} : { validationRepo }),
      credentials: {
        http: "token" in auth ? { username: auth.username, tokenRef: reference } : { githubApp: app },
      },
      apiAuthentication: app === undefined ? { tokenRef: reference } : { githubApp: app },
      ...(delegateSelectors.length === 0 ? {} : { delegateSelectors: sortedSet(delegateSelectors) }),
      // Without a delegate named, Harness itself connects: GitHub is reachable from there.
      executeOnDelegate: delegateSelectors.length > 0,
    },
    dependsOn: secretDependencies(context, secret),
  };
}

function aws(context: PlanContext, identifier: string, connector: AwsConnector): PlannedObject {
  const delegateSelectors = sortedSet(connector.delegateSelectors);
  return {
    kind: "awsConnector",
    name: identifier,
    inputs: {
      ...head(context, identifier),
      inheritFromDelegate: { delegateSelectors, region: connector.region },
      // Said outright, because upstream sends true on creation and false on the next update when it is left out.
      executeOnDelegate: true,
    },
    dependsOn: projectKeys(context),
  };
}

function prometheus(
  context: PlanContext,
  identifier: string,
  { url, username, password, delegateSelectors }: Extract<Connector, { type: "prometheus" }>,
): PlannedObject {
  return {
    kind: "prometheusConnector",
    name: identifier,
    inputs: {
      ...head(context, identifier),
      url,
      ...(username === undefined ? {} : { userName: username }),
      ...(password === undefined ? {} : { passwordRef: secretReference(context.catalog.platform, password) }),
      ...(delegateSelectors.length === 0 ? {} : { delegateSelectors: sortedSet(delegateSelectors) }),
    },
    dependsOn: password === undefined ? projectKeys(context) : secretDependencies(context, password),
  };
}

function datadog(
  context: PlanContext,
  identifier: string,
  { url, apiKey, applicationKey, delegateSelectors }: Extract<Connector, { type: "datadog" }>,
): PlannedObject {
  const { platform } = context.catalog;
  return {
    kind: "datadogConnector",
    name: identifier,
    inputs: {
      ...head(context, identifier),
      url,
      apiKeyRef: secretReference(platform, apiKey),
      applicationKeyRef: secretReference(platform, applicationKey),
      ...(delegateSelectors.length === 0 ? {} : { delegateSelectors: sortedSet(delegateSelectors) }),
    },
    dependsOn: [
      ...new Set([apiKey, applicationKey].flatMap((secret) => secretDependencies(context, secret))),
    ],
  };
}

function head(context: PlanContext, identifier: string) {
  return {
    identifier,
    name: identifier,
    ...projectInputs(context),
    tags: tagInputs(ownerTags(context)),
  };
}
