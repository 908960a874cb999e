import { type InputsOf, specs } from "../../sdk/spec";
import { compact } from "../values";
import { connector } from "./connector";
import type { Json } from "./lists";

type Inputs = InputsOf<typeof specs.kubernetesConnector>;

/** Delegate selectors are inside the credential when it is inherited from the delegate, beside it otherwise. */
export const kubernetesConnector = connector(specs.kubernetesConnector, {
  type: "K8sCluster",
  toSpec: (inputs) => ({
    credential: credentialOf(inputs),
    delegateSelectors: inputs.inheritFromDelegate?.delegateSelectors ?? inputs.delegateSelectors,
  }),
  fromSpec: (spec) => {
    const credential = (spec["credential"] ?? {}) as Json;
    const selectors = spec["delegateSelectors"];
    if (credential["type"] === "InheritFromDelegate") {
      return { inheritFromDelegate: { delegateSelectors: selectors } };
    }
    return { ...manualFrom((credential["spec"] ?? {}) as Json), delegateSelectors: selectors };
  },
});

function credentialOf(inputs: Inputs): object {
  if (inputs.inheritFromDelegate !== undefined) return { type: "InheritFromDelegate" };
  const masterUrl = [
    inputs.usernamePassword,
    inputs.serviceAccount,
    inputs.openidConnect,
    inputs.clientKeyCert,
  ].find((given) => given !== undefined)?.masterUrl;
  return { type: "ManualConfig", spec: { masterUrl, auth: authOf(inputs) } };
}

function authOf({
  usernamePassword,
  serviceAccount,
  openidConnect: oidc,
  clientKeyCert: cert,
}: Inputs): object {
  if (usernamePassword !== undefined) {
    const { username, usernameRef, passwordRef } = usernamePassword;
    return { type: "UsernamePassword", spec: { username, usernameRef, passwordRef } };
  }
  if (serviceAccount !== undefined) {
    const { serviceAccountTokenRef, caCertRef } = serviceAccount;
    return { type: "ServiceAccount", spec: { serviceAccountTokenRef, caCertRef } };
  }
  if (oidc !== undefined) {
    return {
      type: "OpenIdConnect",
      spec: {
        oidcIssuerUrl: oidc.issuerUrl,
        oidcUsername: oidc.username,
        oidcUsernameRef: oidc.usernameRef,
        oidcClientIdRef: oidc.clientIdRef,
        oidcPasswordRef: oidc.passwordRef,
        oidcSecretRef: oidc.secretRef,
        oidcScopes: oidc.scopes?.join(","),
      },
    };
  }
  return {
    type: "ClientKeyCert",
    spec: {
      caCertRef: cert?.caCertRef,
      clientCertRef: cert?.clientCertRef,
      clientKeyRef: cert?.clientKeyRef,
      clientKeyPassphraseRef: cert?.clientKeyPassphraseRef,
      clientKeyAlgo: cert?.clientKeyAlgorithm,
    },
  };
}

function manualFrom(manual: Json): Readonly<Record<string, unknown>> {
  const masterUrl = manual["masterUrl"];
  const auth = (manual["auth"] ?? {}) as { type?: string; spec?: Json };
  const { clientKeyAlgo, oidcScopes, ...spec } = auth.spec ?? {};
  switch (auth.type) {
    case "UsernamePassword":
      return { usernamePassword: compact({ masterUrl, ...spec }) };
    case "ServiceAccount":
      return { serviceAccount: compact({ masterUrl, ...spec }) };
    case "ClientKeyCert":
      return { clientKeyCert: compact({ masterUrl, ...spec, clientKeyAlgorithm: clientKeyAlgo }) };
    case "OpenIdConnect":
      return {
        openidConnect: compact({
          masterUrl,
          issuerUrl: spec["oidcIssuerUrl"],
          username: spec["oidcUsername"],
          usernameRef: spec["oidcUsernameRef"],
          clientIdRef: spec["oidcClientIdRef"],
          passwordRef: spec["oidcPasswordRef"],
          secretRef: spec["oidcSecretRef"],
          scopes: typeof oidcScopes === "string" && oidcScopes !== "" ? oidcScopes.split(",") : undefined,
        }),
      };
    default:
      return {};
  }
}
