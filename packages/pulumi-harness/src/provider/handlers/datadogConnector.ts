import { specs } from "../../sdk/spec";
import { connector } from "./connector";

export const datadogConnector = connector(specs.datadogConnector, {
  type: "Datadog",
  toSpec: ({ url, applicationKeyRef, apiKeyRef, delegateSelectors }) => ({
    url,
    applicationKeyRef,
    apiKeyRef,
    delegateSelectors,
  }),
  fromSpec: ({ url, applicationKeyRef, apiKeyRef, delegateSelectors }) => ({
    url,
    applicationKeyRef,
    apiKeyRef,
    delegateSelectors,
  }),
});
