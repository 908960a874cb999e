import * as grpc from "@grpc/grpc-js";
import { lastResort } from "@harness-catalog/problems/lastResort";
import { loopbackDirect } from "@harness-catalog/network";
import { Children } from "./children";
import { languageHost } from "./service";

/**
 * The plugin protocol of the Pulumi engine (sdk/go/common/resource/plugin/plugin.go, newPlugin): listen on a free
 * port of the loopback interface and print its number as the first line of standard output. The engine holds the
 * other end of standard input, which closes even when it is killed: then the programs it started end as well.
 */
function main(): void {
  const fail = lastResort(process, "language host");
  // The program reaches the engine by gRPC, whose client for Node.js sends the loopback through a proxy.
  Object.assign(process.env, loopbackDirect(process.env));
  const children = new Children();
  // A configuration or a stack reference may be larger than gRPC's default of 4 MB.
  const server = new grpc.Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  const { definition, implementation } = languageHost({ engineAddress: process.argv.at(-1) ?? "", children });
  server.addService(definition, implementation);
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) return fail(error);
    process.stdout.write(`${port}\n`);
  });
  const end = (): void => {
    children.killAll();
    process.exit(0);
  };
  process.stdin.resume();
  process.stdin.on("end", end);
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
}

main();
