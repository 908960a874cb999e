/** The network of a company, on this machine: servers behind TLS of its own authority, reached through a proxy only. */
import {
  createServer,
  request as ask,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createSecure } from "node:https";
import { connect, type AddressInfo, type Socket } from "node:net";
import type { Certified } from "./certificates";

/** A server that others reach under a name of their own. */
export interface Listening {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** A proxy, and what was asked of it. */
export interface TestProxy extends Listening {
  /** `CONNECT host:port` for tunnels, `GET http://…` for plain HTTP, in the order they came; refused ones too. */
  readonly asked: string[];
}

/** How a proxy behaves. */
export interface ProxyOptions {
  /** Port on this machine behind each `host:port`; anything else is answered 502. */
  readonly places: Readonly<Record<string, number>>;
  /** `user:password` it insists on. */
  readonly user?: string;
  /** Status it refuses every tunnel with. */
  readonly refuse?: number;
}

/** Puts TLS in front of a server that speaks plain HTTP. */
export function tlsInFrontOf(url: string, { cert, key }: Certified): Promise<Listening> {
  return listening(createSecure({ cert, key }, (request, response) => pass(url, request, response)));
}

/** Starts a proxy that resolves names by its own table. */
export async function startProxy(options: ProxyOptions): Promise<TestProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  };
  const refusal = (request: IncomingMessage): number | undefined => {
    const wanted = options.user && `Basic ${Buffer.from(options.user).toString("base64")}`;
    if (wanted && request.headers["proxy-authorization"] !== wanted) return 407;
    return options.refuse;
  };
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const refused = refusal(request);
    const { host, origin } = new URL(request.url ?? "");
    const port = options.places[host];
    if (refused !== undefined || port === undefined) return void response.writeHead(refused ?? 502).end();
    pass(`http://127.0.0.1:${port}`, request, response, request.url?.slice(origin.length));
  });
  server.on("connect", (request: IncomingMessage, client: Socket) => {
    asked.push(`CONNECT ${request.url}`);
    const refused = refusal(request);
    const port = options.places[request.url ?? ""];
    if (refused !== undefined || port === undefined) {
      const asks = refused === 407 ? 'proxy-authenticate: Basic realm="company"\r\n' : "";
      return void client.end(
        `HTTP/1.1 ${refused ?? 502} No\r\n${asks}connection: close\r\ncontent-length: 0\r\n\r\n`,
      );
    }
    const target = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(client).pipe(target);
    });
    keep(target);
  });
  server.on("connection", keep);
  const { port, close } = await listening(server);
  return {
    port,
    asked,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await close();
    },
  };
}

function pass(url: string, request: IncomingMessage, response: ServerResponse, path = request.url): void {
  const { hostname, port } = new URL(url);
  const { method, headers } = request;
  const onward = ask({ hostname, port, method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  request.pipe(onward);
  onward.on("error", () => response.destroy());
}

async function listening(server: Server): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
