/** Errors on their way to the engine: a problem with code and cure, never a secret. */
import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { CatalogError, problem } from "@harness-catalog/problems";
import { AmbiguousWrite, EndlessList, Gone, HarnessError, isNotFound, Unreachable } from "../api/errors";
import { Foreign } from "../handlers/create";
import { PartialWrite } from "../handlers/partial";
import { redact } from "../wire/secrets";
import { toStruct, type Wire } from "../wire/struct";

/** A half-made object with the properties state must keep. */
export class InitFailed extends Error {
  constructor(
    readonly id: string,
    readonly state: Wire,
    readonly inputs: Wire,
    readonly reason: Error,
  ) {
    super(reason.message);
    this.name = "InitFailed";
  }
}

/** What an error is about: how people call it and, for a resource, what the command line calls it. */
export interface Subject {
  readonly name: string;
  /** Stack and key (`kind/name`) of the resource. */
  readonly resource?: { readonly stack: string; readonly key: string };
}

/** The gRPC error of anything thrown; `secrets` are cut out of its text. */
export function serviceError(
  error: unknown,
  subject: Subject,
  secrets: readonly string[],
): Partial<ServiceError> {
  if (error instanceof InitFailed) return initFailed(error, subject, secrets);
  const explained = explain(error, subject);
  return { code: status.UNKNOWN, details: redact(explained.message, secrets) };
}

/** The problem behind an error, with its cure. An error that is none of ours keeps its stack: it is a bug. */
export function explain(error: unknown, subject: Subject): Error {
  if (error instanceof CatalogError) return error;
  if (error instanceof AmbiguousWrite) return explain(error.reason, subject);
  if (error instanceof PartialWrite) return explain(error.reason, subject);
  const { name, resource } = subject;
  if (error instanceof Foreign) return problem("HAR003", error.message, takeOver(resource));
  if (error instanceof Gone) return problem("HAR004", `${name}: ${error.message}`, makeAnew(resource));
  if (error instanceof Unreachable) {
    const cure =
      "check the endpoint and the network, then run the command again: it continues where it stopped";
    return problem(error.known?.code ?? "HAR006", `${name}: ${error.message}`, error.known?.hint ?? cure);
  }
  if (error instanceof HarnessError) return refused(error, name);
  if (error instanceof Error && error.name === "AbortError") {
    return problem("HAR012", `${name}: the operation was cancelled`, "run the command again: it continues");
  }
  return new Error(
    `bug in the Harness provider: ${error instanceof Error ? (error.stack ?? "") : String(error)}`,
  );
}

function takeOver(resource: Subject["resource"]): string {
  if (resource === undefined) return "choose another identifier";
  const { stack, key } = resource;
  return (
    `choose another identifier, or take it over with: npx harness-catalog up --stack ${stack} --import ${key}; ` +
    `with plain Pulumi: HARNESS_CATALOG_IMPORT=${key} pulumi up --stack ${stack}`
  );
}

function makeAnew(resource: Subject["resource"]): string {
  const stack = resource === undefined ? "" : ` --stack ${resource.stack}`;
  return (
    `run npx harness-catalog refresh${stack}, then up, which makes it anew; ` +
    `with plain Pulumi: pulumi refresh${stack}, then pulumi up`
  );
}

function refused(error: HarnessError, subject: string): CatalogError {
  const trace = error.correlationId === "" ? "" : `; correlation id ${error.correlationId}`;
  if (error.status === 401) {
    const cure =
      "check harness:platformApiKey or HARNESS_PLATFORM_API_KEY: expired, wrong, or of another account";
    return problem("HAR001", `${subject}: Harness refused the API key: ${error.message}`, cure);
  }
  if (error.status === 403 && error.fromHarness) {
    const cure = `give the owner of the API key the permission${trace}`;
    return problem("HAR001", `${subject}: the API key may not do this: ${error.message}`, cure);
  }
  if (error.code === "GOVERNANCE_DENIED") {
    return problem(
      "HAR010",
      `${subject}: ${error.message}`,
      "see the evaluation in Harness under Governance",
    );
  }
  if (error.status >= 500 && error.status !== 501) {
    const cure = `that may pass: run the command again in a while, it continues where it stopped${trace}`;
    return problem("HAR006", `${subject}: Harness answered ${error.status}: ${error.message}`, cure);
  }
  if (!error.fromHarness || error instanceof EndlessList || (error.status === 404 && !isNotFound(error))) {
    const cure =
      "check the endpoint, which usually ends in /gateway, and the proxies on the way, then run the command again: it continues";
    const what = `HTTP ${error.status}, which is no answer of Harness: ${error.message}`;
    return problem("HAR011", `${subject}: ${what}`, cure);
  }
  return problem(
    "HAR005",
    `${subject}: Harness answered ${error.status}: ${error.message}`,
    `correct the input${trace}`,
  );
}

/** Pulumi keeps the id and the properties of a resource whose creation ended half-way, and updates it next time. */
function initFailed(error: InitFailed, subject: Subject, secrets: readonly string[]): Partial<ServiceError> {
  const cause = redact(explain(error.reason, subject).message, secrets);
  const reason = `${cause}\n${subject.name} exists in part; run the command again: it completes it  [HAR007]`;
  const detail = new messages.ErrorResourceInitFailed();
  detail.setId(error.id);
  detail.setProperties(toStruct(error.state));
  detail.setInputs(toStruct(error.inputs));
  detail.setReasonsList([reason]);
  const packed = new Any();
  packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const rich = new Status();
  rich.setCode(status.UNKNOWN);
  rich.setMessage(reason);
  rich.addDetails(packed);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(rich.serializeBinary()));
  return { code: status.UNKNOWN, details: reason, metadata };
}
