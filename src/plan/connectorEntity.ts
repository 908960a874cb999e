/** Connectors as Harness keeps them, from the inputs of their resources. */
import type { ObjectKind, PlannedObject } from "./model";

type Inputs = Readonly<Record<string, unknown>>;

interface Shape {
  readonly type: string;
  readonly spec: (inputs: Inputs) => Inputs;
}

/** Only what this project plans; the provider knows the rest of each type (a test compares the two). */
const shapes: Partial<Readonly<Record<ObjectKind, Shape>>> = {
  kubernetesConnector: {
    type: "K8sCluster",
    spec: ({ inheritFromDelegate }) => ({
      credential: { type: "InheritFromDelegate" },
      ...(inheritFromDelegate as Inputs),
    }),
  },
  awsConnector: {
    type: "Aws",
    spec: ({ inheritFromDelegate, executeOnDelegate }) => {
      const { region, delegateSelectors } = inheritFromDelegate as Inputs;
      return { credential: { type: "InheritFromDelegate", region }, delegateSelectors, executeOnDelegate };
    },
  },
  githubConnector: {
    type: "Github",
    spec: ({ url, connectionType, credentials, apiAuthentication }) => ({
      url,
      type: connectionType,
      authentication: { type: "Http", spec: choice((credentials as { http: Inputs }).http, "UsernameToken") },
      apiAccess: choice(apiAuthentication as Inputs, "Token"),
    }),
  },
  prometheusConnector: {
    type: "Prometheus",
    spec: ({ url, userName, passwordRef, delegateSelectors }) => ({
      url,
      ...(userName === undefined ? {} : { username: userName }),
      ...(passwordRef === undefined ? {} : { passwordRef }),
      ...(delegateSelectors === undefined ? {} : { delegateSelectors }),
    }),
  },
  datadogConnector: {
    type: "Datadog",
    spec: ({ url, apiKeyRef, applicationKeyRef, delegateSelectors }) => ({
      url,
      apiKeyRef,
      applicationKeyRef,
      ...(delegateSelectors === undefined ? {} : { delegateSelectors }),
    }),
  },
};

/** Whether an object is a connector. */
export function isConnector({ kind }: PlannedObject): boolean {
  return shapes[kind] !== undefined;
}

/** The entity of a connector. @throws Error for any other object */
export function entityOf({ kind, name, inputs }: PlannedObject): Inputs {
  const shape = shapes[kind];
  if (shape === undefined) throw new Error(`${kind}/${name} is no connector`);
  const { identifier, orgId, projectId } = inputs;
  return {
    identifier,
    name: inputs["name"],
    orgIdentifier: orgId,
    projectIdentifier: projectId,
    type: shape.type,
    spec: shape.spec(inputs),
  };
}

function choice(given: Inputs, byToken: string): Inputs {
  const app = given["githubApp"];
  return app === undefined ? { type: byToken, spec: given } : { type: "GithubApp", spec: app };
}
