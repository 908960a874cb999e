import { type InputsOf, specs } from "../../sdk/spec";
import { compact } from "../values";
import { connector } from "./connector";
import type { Json } from "./lists";

type Inputs = InputsOf<typeof specs.awsConnector>;

export const awsConnector = connector(specs.awsConnector, {
  type: "Aws",
  toSpec: (inputs) => {
    const cross = inputs.crossAccountAccess;
    const chosen = inputs.manual ?? inputs.irsa ?? inputs.inheritFromDelegate ?? inputs.oidcAuthentication;
    return {
      credential: {
        ...(cross === undefined
          ? {}
          : { crossAccountAccess: { crossAccountRoleArn: cross.roleArn, externalId: cross.externalId } }),
        ...credentialOf(inputs),
        region: chosen?.region,
      },
      awsSdkClientBackOffStrategyOverride: backoffOf(inputs),
      delegateSelectors: chosen?.delegateSelectors,
      // Credentials of the delegate can be used on the delegate only
      executeOnDelegate:
        inputs.executeOnDelegate ?? (inputs.irsa ?? inputs.inheritFromDelegate) !== undefined,
      proxy: false,
      ignoreTestConnection: false,
      connectorType: "",
    };
  },
  fromSpec: (spec) => {
    const credential = (spec["credential"] ?? {}) as Json;
    const cross = credential["crossAccountAccess"] as Json | null | undefined;
    const place = { delegateSelectors: spec["delegateSelectors"], region: credential["region"] };
    return {
      ...credentialFrom(credential, place),
      crossAccountAccess: compact({
        roleArn: cross?.["crossAccountRoleArn"],
        externalId: cross?.["externalId"],
      }),
      ...backoffFrom(spec["awsSdkClientBackOffStrategyOverride"]),
      executeOnDelegate: spec["executeOnDelegate"],
    };
  },
});

function credentialOf({ manual, irsa, oidcAuthentication: oidc }: Inputs): object {
  if (manual !== undefined) {
    const { accessKey, accessKeyRef, secretKeyRef, sessionTokenRef } = manual;
    return { type: "ManualConfig", spec: { accessKey, accessKeyRef, secretKeyRef, sessionTokenRef } };
  }
  if (oidc !== undefined) {
    const { iamRoleArn, oidcSessionTagKeys } = oidc;
    return { type: "OidcAuthentication", spec: { iamRoleArn, oidcSessionTagKeys } };
  }
  return { type: irsa === undefined ? "InheritFromDelegate" : "Irsa" };
}

function credentialFrom(credential: Json, place: Json): Readonly<Record<string, unknown>> {
  const content = compact({ ...(credential["spec"] as Json | null | undefined), ...place });
  switch (credential["type"]) {
    case "ManualConfig":
      return { manual: content };
    case "OidcAuthentication":
      return { oidcAuthentication: content };
    case "Irsa":
      return { irsa: content };
    case "InheritFromDelegate":
      return { inheritFromDelegate: content };
    default:
      return {};
  }
}

function backoffOf(inputs: Inputs): object | undefined {
  const { equalJitterBackoffStrategy, fullJitterBackoffStrategy, fixedDelayBackoffStrategy } = inputs;
  if (equalJitterBackoffStrategy)
    return { type: "EqualJitterBackoffStrategy", spec: equalJitterBackoffStrategy };
  if (fullJitterBackoffStrategy)
    return { type: "FullJitterBackoffStrategy", spec: fullJitterBackoffStrategy };
  if (fixedDelayBackoffStrategy)
    return { type: "FixedDelayBackoffStrategy", spec: fixedDelayBackoffStrategy };
  return undefined;
}

function backoffFrom(override: unknown): Readonly<Record<string, unknown>> {
  const { type, spec } = (override ?? {}) as { type?: string; spec?: Json };
  if (type === undefined) return {};
  return { [`${type.charAt(0).toLowerCase()}${type.slice(1)}`]: spec };
}
