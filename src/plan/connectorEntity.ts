/** Connectors as Harness keeps them, from the inputs of their resources. */
import type { AnyInputs, ObjectKind, PlannedObject } from "./model";

interface Shape {
  readonly type: string;
  readonly spec: (inputs: AnyInputs) => AnyInputs;
}

/** Only what this project plans; the provider knows the rest of each type (a test compares the two). */
const shapes: Partial<Readonly<Record<ObjectKind, Shape>>> = {
  kubernetesConnector: {
    type: "K8sCluster",
    spec: ({ inheritFromDelegate }) => ({
      credential: { type: "InheritFromDelegate" },
      ...(inheritFromDelegate as AnyInputs),
    }),
  },
  awsConnector: {
    type: "Aws",
    spec: ({ inheritFromDelegate, executeOnDelegate }) => {
      const { region, delegateSelectors } = inheritFromDelegate as AnyInputs;
      return { credential: { type: "InheritFromDelegate", region }, delegateSelectors, executeOnDelegate };
    },
  },
  githubConnector: {
    type: "Github",
    spec: ({ url, connectionType, credentials, apiAuthentication }) => ({
      url,
      type: connectionType,
      authentication: {
        type: "Http",
        spec: choice((credentials as { http: AnyInputs }).http, "UsernameToken"),
      },
      apiAccess: choice(apiAuthentication as AnyInputs, "Token"),
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
export function entityOf({ kind, name, inputs }: PlannedObject): AnyInputs {
  const shape = shapes[kind];
  if (shape === undefined) throw new Error(`${kind}/${name} is no connector`);
  const given: AnyInputs = inputs;
  return {
    identifier: given["identifier"],
    name: given["name"],
    orgIdentifier: given["orgId"],
    projectIdentifier: given["projectId"],
    type: shape.type,
    spec: shape.spec(given),
  };
}

function choice(given: AnyInputs, byToken: string): AnyInputs {
  const app = given["githubApp"];
  return app === undefined ? { type: byToken, spec: given } : { type: "GithubApp", spec: app };
}
