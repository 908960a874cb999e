/** Errors on their way to the engine: a problem with code and cure, never a secret. */
import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { CatalogError, problem } from "../../errors";
import { AmbiguousWrite, Gone, HarnessError, isNotFound, Unreachable } from "../api/errors";
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

/** The gRPC error of anything thrown; `secrets` are cut out of its text. */
export function serviceError(
  error: unknown,
  subject: string,
  secrets: readonly string[],
): Partial<ServiceError> {
  if (error instanceof InitFailed) return initFailed(error, subject, secrets);
  const explained = explain(error, subject);
  return { code: status.UNKNOWN, details: redact(explained.message, secrets) };
}

/** The problem behind an error, with its cure. An error that is none of ours keeps its stack: it is a bug. */
export function explain(error: unknown, subject: string): Error {
  if (error instanceof CatalogError) return error;
  if (error instanceof AmbiguousWrite) return explain(error.reason, subject);
  if (error instanceof PartialWrite) return explain(error.reason, subject);
  if (error instanceof Gone) {
    const cure = "run harness-catalog refresh (or pulumi refresh) and then up, which makes it anew";
    return problem("HAR004", `${subject}: ${error.message}`, cure);
  }
  if (error instanceof Unreachable) {
    const cure =
      "check the endpoint and the network, then run the command again: it continues where it stopped";
    return problem(error.known?.code ?? "HAR006", `${subject}: ${error.message}`, error.known?.hint ?? cure);
  }
  if (error instanceof HarnessError) return refused(error, subject);
  if (error instanceof Error && error.name === "AbortError") {
    return problem(
      "HAR012",
      `${subject}: the operation was cancelled`,
      "run the command again: it continues",
    );
  }
  return new Error(
    `bug in the Harness provider: ${error instanceof Error ? (error.stack ?? "") : String(error)}`,
  );
}

function refused(error: HarnessError, subject: string): CatalogError {
  const trace = error.correlationId === "" ? "" : `; correlation id ${error.correlationId}`;
  if (error.status === 401) {
    const cure =
      "check harness:platformApiKey or HARNESS_PLATFORM_API_KEY: expired, wrong, or of another account";
    return problem("HAR001", `${subject}: Harness refused the API key: ${error.message}`, cure);
  }
  if (error.status === 403) {
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
  if (!error.fromHarness || (error.status === 404 && !isNotFound(error))) {
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
function initFailed(error: InitFailed, subject: string, secrets: readonly string[]): Partial<ServiceError> {
  const cause = redact(explain(error.reason, subject).message, secrets);
  const reason = `${cause}\n${subject} exists in part; the next run completes it  [HAR007]`;
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
