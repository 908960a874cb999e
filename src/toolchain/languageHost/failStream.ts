import type * as grpc from "@grpc/grpc-js";

/** Ends a stream of responses with a gRPC status. (`call.destroy` would end it without telling the caller.) */
export function failStream<Request, Response>(
  call: grpc.ServerWritableStream<Request, Response>,
  status: { readonly code: grpc.status; readonly details: string },
): void {
  call.emit("error", status);
}
