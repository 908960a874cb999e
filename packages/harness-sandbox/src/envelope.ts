import type { Call, Reply } from "./call";
import type { Refusal } from "./refusal";

/** Shapes in which the services behind one host wrap their answers. */

/** `{status, data, metaData, correlationId}` of `/ng/api`, `/pipeline/api`, `/authz/api` and `/resourcegroup/api`. */
export function ok(data: unknown): Reply {
  return { status: 200, body: { status: "SUCCESS", data, metaData: null, correlationId: "sandbox" } };
}

/** `{metaData, resource, responseMessages}` of delegate tokens and of writes of monitored services. */
export function resource(value: unknown): Reply {
  return { status: 200, body: { metaData: {}, resource: value, responseMessages: [] } };
}

/** The entity itself: `/v1` and `/pm/api/v1`. */
export function bare(value: unknown, status = 200): Reply {
  return { status, body: value };
}

export function noContent(): Reply {
  return { status: 204 };
}

/** A refusal in the shape of the service that owns the path. */
export function refused(call: Pick<Call, "path">, refusal: Refusal): Reply {
  return { status: refusal.status, body: failure(call.path, refusal) };
}

function failure(path: string, { status, code, message }: Refusal): unknown {
  // The official client panics on an error of /v1 without a text `message`.
  if (path.startsWith("/v1/")) return { code, message };
  if (path.startsWith("/pm/")) {
    return { name: code, id: "sandbox", message, temporary: false, timeout: false, fault: status >= 500 };
  }
  return {
    status: status >= 500 ? "ERROR" : "FAILURE",
    code,
    message,
    correlationId: "sandbox",
    detailedMessage: null,
    responseMessages: [{ code, level: "ERROR", message, exception: null, failureTypes: [] }],
    metadata: null,
  };
}
