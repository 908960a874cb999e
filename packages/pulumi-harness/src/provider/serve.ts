import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { service } from "./rpc/service";
import type { Session } from "./rpc/session";

/** A provider that listens. */
export interface Serving {
  /** Port on 127.0.0.1. */
  readonly port: number;
  /** Closes the port at once, whatever is under way. */
  readonly stop: () => void;
}

/** Serves the provider on a free port of this machine. Messages may be of any size: a state can hold megabytes. */
export async function serve(session: Session, env: NodeJS.ProcessEnv): Promise<Serving> {
  const unlimited = -1;
  const server = new Server({
    "grpc.max_receive_message_length": unlimited,
    "grpc.max_send_message_length": unlimited,
  });
  server.addService(ResourceProviderService, service(session, env));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return { port, stop: () => server.forceShutdown() };
}
