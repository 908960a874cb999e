import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { type AccountPlace, otherAccount } from "@harness-catalog/problems/connection";
import { secret } from "../wire/secrets";
import { fromStruct, plain, type Plain, toStruct } from "../wire/struct";
import { Unknown } from "../wire/unknowns";
import type { Session } from "./session";

/** Answers Handshake. Both sides' flags are set here and in Configure, since engines read the one or the other. */
export function handshake(): messages.ProviderHandshakeResponse {
  const response = new messages.ProviderHandshakeResponse();
  response.setAcceptSecrets(true);
  response.setAcceptResources(false);
  response.setAcceptOutputs(false);
  return response;
}

/**
 * Checks the provider's inputs. The account is taken from the environment here, so that it is kept in state and a
 * change of account is seen; the endpoint and the key are not, so that neither is stored unless the program gives it.
 */
export function checkConfig(request: messages.CheckRequest, env: NodeJS.ProcessEnv): messages.CheckResponse {
  const inputs: Record<string, unknown> = { ...fromStruct(request.getNews()) };
  if (inputs["accountId"] === undefined && env["HARNESS_ACCOUNT_ID"] !== undefined) {
    inputs["accountId"] = env["HARNESS_ACCOUNT_ID"];
  }
  for (const key of ["apiKey", "platformApiKey"]) inputs[key] = secret(inputs[key]);
  const response = new messages.CheckResponse();
  response.setInputs(
    toStruct(Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined))),
  );
  response.setFailuresList(configFailures(plain(inputs)));
  return response;
}

/**
 * Another account holds other objects, and another endpoint may: both are refused, for whoever has not said that the
 * account has moved. Another key reaches the same objects, and so does the same endpoint in another spelling.
 * Throws CMD012.
 */
export function diffConfig(request: messages.DiffRequest, session: Session): messages.DiffResponse {
  const olds = plain(fromStruct(request.getOldInputs() ?? request.getOlds()));
  const news = plain(fromStruct(request.getNews()));
  const refusal = otherAccount(placeIn(olds), placeIn(news), session.told.moved);
  if (refusal !== undefined) throw refusal;
  const changed = ["accountId", "endpoint", "platformApiKey"].filter((key) =>
    isChanged(olds[key], news[key]),
  );
  const response = new messages.DiffResponse();
  response.setChanges(
    changed.length > 0
      ? messages.DiffResponse.DiffChanges.DIFF_SOME
      : messages.DiffResponse.DiffChanges.DIFF_NONE,
  );
  response.setDiffsList(changed);
  return response;
}

/** Configures the session. Makes no call. */
export function configure(request: messages.ConfigureRequest, session: Session): messages.ConfigureResponse {
  session.configure(plain(fromStruct(request.getArgs())));
  const response = new messages.ConfigureResponse();
  response.setAcceptsecrets(true);
  response.setSupportspreview(true);
  response.setAcceptresources(false);
  response.setAcceptoutputs(false);
  return response;
}

/** Account and endpoint among inputs, where they are known. */
function placeIn({ accountId, endpoint }: Plain): AccountPlace {
  const known = (value: unknown) => (typeof value === "string" ? value : undefined);
  return { accountId: known(accountId), endpoint: known(endpoint) };
}

function isChanged(last: unknown, next: unknown): boolean {
  return next instanceof Unknown || last !== next;
}

function configFailures(inputs: Plain): messages.CheckFailure[] {
  const endpoint = inputs["endpoint"];
  if (typeof endpoint !== "string" || isHttpUrl(endpoint)) return [];
  const failure = new messages.CheckFailure();
  failure.setProperty("endpoint");
  failure.setReason(
    `"${endpoint}" is no URL; give one with scheme and host, such as https://app.harness.io/gateway  [HAR002]`,
  );
  return [failure];
}

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:/.test(value);
}
