/**
 * Stands in for the official plugin on the real engine, because that one cannot be had where the tests run: it keeps
 * what it is told in the file GITHUB_PLUGIN_FILE. It shows what the engine asks for, not what GitHub makes of it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** What "GitHub" holds, by type and id, and what was asked of it. */
export interface PluginFile {
  objects: Record<string, Record<string, unknown>>;
  log: string[];
  /** Whether the plugin itself has seen GITHUB_TOKEN. */
  token?: boolean;
}

type Properties = Record<string, unknown>;

const file = process.env["GITHUB_PLUGIN_FILE"] ?? "";
const load = () => JSON.parse(readFileSync(file, "utf8")) as PluginFile;

function change(log: string, edit: (objects: PluginFile["objects"]) => void): void {
  const held = load();
  edit(held.objects);
  const token = process.env["GITHUB_TOKEN"] !== undefined;
  writeFileSync(file, JSON.stringify({ ...held, log: [...held.log, log], token }));
}

const typeOf = (urn: string) => urn.split("::")[2]?.split("$").at(-1)?.split(":").at(-1) ?? "";
const nameOf = (urn: string) => urn.split("::").at(-1) ?? "";
const keyOf = (urn: string, id: string) => `${typeOf(urn)} ${id}`;
const read = (struct: Struct | undefined): Properties => struct?.toJavaScript() ?? {};
const write = (properties: Properties) => Struct.fromJavaScript(properties as never);

function different(before: Properties, after: Properties): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

/** What makes an object anew, as the schemas of terraform-provider-github 6 have it (`ForceNew`), for the kinds used here. */
const fixed = ["repository", "environment", "secretName", "variableName", "teamId"];

const handlers: Record<string, (request: never) => unknown> = {
  checkConfig: (request: messages.CheckRequest) => new messages.CheckResponse().setInputs(request.getNews()),
  diffConfig: () => new messages.DiffResponse().setChanges(messages.DiffResponse.DiffChanges.DIFF_NONE),
  configure: () => new messages.ConfigureResponse().setAcceptsecrets(false),
  getPluginInfo: () => new PluginInfo().setVersion("6.15.0"),
  invoke: (request: messages.InvokeRequest) =>
    new messages.InvokeResponse().setReturn(write({ ...read(request.getArgs()), id: "4711" })),
  check: (request: messages.CheckRequest) => new messages.CheckResponse().setInputs(request.getNews()),
  diff: (request: messages.DiffRequest) => {
    const keys = different(read(request.getOldInputs()), read(request.getNews()));
    const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
    return new messages.DiffResponse()
      .setChanges(keys.length === 0 ? DIFF_NONE : DIFF_SOME)
      .setDiffsList(keys)
      .setReplacesList(keys.filter((key) => fixed.includes(key)));
  },
  create: (request: messages.CreateRequest) => {
    const inputs = read(request.getProperties());
    const id = nameOf(request.getUrn());
    if (!request.getPreview())
      change(`create ${keyOf(request.getUrn(), id)}`, (all) => (all[keyOf(request.getUrn(), id)] = inputs));
    return new messages.CreateResponse().setId(id).setProperties(request.getProperties());
  },
  read: (request: messages.ReadRequest) => {
    const found = load().objects[keyOf(request.getUrn(), request.getId())];
    if (found === undefined) return new messages.ReadResponse();
    return new messages.ReadResponse()
      .setId(request.getId())
      .setProperties(write(found))
      .setInputs(write(found));
  },
  update: (request: messages.UpdateRequest) => {
    const key = keyOf(request.getUrn(), request.getId());
    if (!request.getPreview()) change(`update ${key}`, (all) => (all[key] = read(request.getNews())));
    return new messages.UpdateResponse().setProperties(request.getNews());
  },
  delete: (request: messages.DeleteRequest) => {
    const key = keyOf(request.getUrn(), request.getId());
    change(`delete ${key}`, (all) => delete all[key]);
    return new Empty();
  },
  cancel: () => new Empty(),
};

function answer(name: string) {
  return (call: ServerUnaryCall<object, unknown>, done: sendUnaryData<unknown>): void => {
    const handler = handlers[name];
    if (handler === undefined) done({ code: 12, details: `${name} is not offered` });
    else done(null, handler(call.request as never));
  };
}

function serve(): void {
  const server = new Server();
  const names = Object.keys(ResourceProviderService);
  server.addService(ResourceProviderService, Object.fromEntries(names.map((name) => [name, answer(name)])));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) throw error;
    process.stdout.write(`${port}\n`);
  });
  process.stdin.resume().on("end", () => process.exit(0));
}

if (require.main === module) serve();
