import type { Req } from "../client";
import { del, get, post, put } from "../requests";
import type { AcceptanceCase } from "./acceptanceCase";

const id = "AccConnector_mVbTs";
const secretRef = `account.${id}`;
const master = "https://k8s.invalid";
const delegateSelectors = ["runner"];

/** The secret and the connector share identifier and name; the connector is renamed. */
function connectorCase(test: string, type: string, spec: object, force = ""): AcceptanceCase {
  const body = (name: string) => ({
    connector: { name, identifier: id, description: "test", tags: { foo: "bar" }, type, _: null, spec },
  });
  const renamed = `${id}_updated`;
  return {
    test,
    given: [accountSecret()],
    steps: [
      {
        apply: [post("/ng/api/connectors", body(id))],
        reads: {
          "data.connector.name": id,
          "data.connector.spec": spec,
          "data.connector.tags": { foo: "bar" },
        },
      },
      {
        apply: [put("/ng/api/connectors", body(renamed))],
        reads: { "data.connector.name": renamed, "data.connector.spec": spec },
      },
    ],
    read: get(`/ng/api/connectors/${id}`),
    remove: del(`/ng/api/connectors/${id}${force}`),
  };
}

function accountSecret(): Req {
  const spec = {
    type: "",
    secretManagerIdentifier: "harnessSecretManager",
    valueType: "Inline",
    value: "hush",
  };
  const secret = { type: "SecretText", name: id, identifier: id, tags: { foo: "bar" }, description: "test" };
  return post("/ng/api/v2/secrets", { secret: { ...secret, spec: { ...spec, additionalMetadata: {} } } });
}

const inherited = { credential: { type: "InheritFromDelegate" }, delegateSelectors };
const kubernetes = (type: string, spec: object) => ({
  credential: { type: "ManualConfig", spec: { masterUrl: master, auth: { type, spec } } },
  delegateSelectors,
});
const oidc = {
  oidcIssuerUrl: "https://oidc.invalid",
  oidcUsernameRef: secretRef,
  oidcClientIdRef: secretRef,
  oidcPasswordRef: secretRef,
  oidcSecretRef: secretRef,
  oidcScopes: "one,two",
};
const certificate = {
  caCertRef: secretRef,
  clientCertRef: secretRef,
  clientKeyRef: secretRef,
  clientKeyPassphraseRef: secretRef,
  clientKeyAlgo: "RSA",
};

const github = (authentication: object, more: object = {}) => ({
  url: "https://github.invalid/account",
  validationRepo: "some_repo",
  authentication,
  delegateSelectors,
  executeOnDelegate: true,
  type: "Account",
  ...more,
});
const token = { type: "UsernameToken", spec: { username: "admin", tokenRef: secretRef } };
const app = { installationId: "i1", applicationId: "a1", privateKeyRef: secretRef };
const appByRef = { installationIdRef: secretRef, applicationIdRef: secretRef, privateKeyRef: secretRef };
const http = { type: "Http", spec: token };

const aws = (credential: object, more: object = {}) => ({
  credential,
  delegateSelectors,
  executeOnDelegate: true,
  proxy: false,
  ignoreTestConnection: false,
  connectorType: "",
  ...more,
});
const keys = { accessKeyRef: secretRef, secretKeyRef: secretRef };
const manual = { type: "ManualConfig", spec: keys, region: "us-east-1" };
const backOff = (type: string, spec: object) => ({ awsSdkClientBackOffStrategyOverride: { type, spec } });
const jitter = { baseDelay: 10, maxBackoffTime: 65, retryCount: 3 };

const forced = "?forceDelete=true";
const rows: readonly (readonly [test: string, type: string, spec: object, force?: string])[] = [
  ["K8s_InheritFromDelegate", "K8sCluster", inherited],
  ["K8s_ClientKeyCert", "K8sCluster", kubernetes("ClientKeyCert", certificate)],
  [
    "K8s_UsernamePassword",
    "K8sCluster",
    kubernetes("UsernamePassword", { username: "a", passwordRef: secretRef }),
  ],
  ["K8s_ServiceAccount", "K8sCluster", kubernetes("ServiceAccount", { serviceAccountTokenRef: secretRef })],
  ["K8s_OpenIDConnect", "K8sCluster", kubernetes("OpenIdConnect", oidc)],
  ["K8s_FroceDelete", "K8sCluster", inherited, forced],
  ["Github_Http", "Github", github(http)],
  ["Github_HttpExecuteOnDelegateFalse", "Github", github(http, { executeOnDelegate: false })],
  ["Github_HttpExecuteOnDelegateTrue", "Github", github(http, { executeOnDelegate: true })],
  ["Github_Ssh", "Github", github({ type: "Ssh", spec: { sshKeyRef: secretRef } })],
  ["Github_api_app", "Github", github(http, { apiAccess: { type: "GithubApp", spec: app } })],
  ["Github_api_app_1", "Github", github(http, { apiAccess: { type: "GithubApp", spec: appByRef } })],
  ["Github_app_credential", "Github", github({ type: "Http", spec: { type: "GithubApp", spec: app } })],
  ["Github_token", "Github", github(http, { apiAccess: { type: "Token", spec: { tokenRef: secretRef } } })],
  ["Aws_Inherit", "Aws", aws({ type: "InheritFromDelegate", region: "us-east-1" })],
  ["Aws_Irsa", "Aws", aws({ type: "Irsa", region: "us-east-1" })],
  ["Aws_Oidc", "Aws", aws({ type: "OidcAuthentication", spec: { iamRoleArn: "arn" }, region: "us-east-1" })],
  ["Aws_Manual", "Aws", aws(manual)],
  ["Aws_Manual_Equal_Jitter", "Aws", aws(manual, backOff("EqualJitterBackoffStrategy", jitter))],
  ["Aws_Manual_Full_Jitter", "Aws", aws(manual, backOff("FullJitterBackoffStrategy", jitter))],
  ["Aws_Manual_Fixed_Delay", "Aws", aws(manual, backOff("FixedDelayBackoffStrategy", { fixedBackoff: 10 }))],
  ["_prometheus", "Prometheus", { connectorType: "", url: "https://prometheus.invalid/", delegateSelectors }],
  [
    "Datadog",
    "Datadog",
    { url: "https://datadog.invalid", applicationKeyRef: secretRef, apiKeyRef: secretRef, delegateSelectors },
  ],
  ["Aws_ForceDelete", "Aws", aws({ type: "InheritFromDelegate", region: "us-east-1" }), forced],
];

export const connectorCases: readonly AcceptanceCase[] = rows.map(([name, type, spec, force]) =>
  connectorCase(`TestAccResourceConnector${name}`, type, spec, force),
);
