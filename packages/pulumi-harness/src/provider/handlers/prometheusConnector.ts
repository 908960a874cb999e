import { specs } from "../../sdk/spec";
import { compact } from "../values";
import { connector } from "./connector";

/** A header as Harness writes it; its published models spell the flag in both ways. */
interface Header {
  readonly key?: string;
  readonly value?: string;
  readonly encryptedValueRef?: string;
  readonly isValueEncrypted?: boolean;
  readonly valueEncrypted?: boolean;
}

export const prometheusConnector = connector(specs.prometheusConnector, {
  type: "Prometheus",
  toSpec: (inputs) => ({
    connectorType: "",
    url: inputs.url,
    username: inputs.userName,
    passwordRef: inputs.passwordRef,
    headers: inputs.headers?.map(({ key, value, valueEncrypted = false, encryptedValueRef }) => ({
      key,
      isValueEncrypted: valueEncrypted,
      value,
      encryptedValueRef,
    })),
    delegateSelectors: inputs.delegateSelectors,
  }),
  fromSpec: (spec, inputs) => ({
    url: slashed(spec["url"], inputs.url),
    userName: spec["username"],
    passwordRef: spec["passwordRef"],
    headers: ((spec["headers"] ?? []) as Header[]).map((header) =>
      compact({
        key: header.key,
        value: header.value,
        encryptedValueRef: header.encryptedValueRef,
        valueEncrypted: header.isValueEncrypted ?? header.valueEncrypted,
      }),
    ),
    delegateSelectors: spec["delegateSelectors"],
  }),
});

/** The address as the program spells it: Harness ends it with a slash, given or not (its published server source). */
function slashed(remote: unknown, given: string | undefined): unknown {
  return typeof remote === "string" && given !== undefined && bare(remote) === bare(given) ? given : remote;
}

function bare(url: string): string {
  return url.endsWith("/") ? url.slice(0, -1) : url;
}
