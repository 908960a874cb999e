/** `trigger <service>`: which triggers a webhook payload would fire, and what keeps the others from it. */
import { resolve } from "node:path";
import { problem } from "@harness-catalog/problems";
import { readTextFile } from "@harness-catalog/files/plainFile";
import type { WebhookEvent } from "harness-simulate/trigger/model";
import { parseHeaders, parsePayload } from "harness-simulate/trigger/payload";
import { serviceNamed, simulateTriggers } from "../simulation/services";
import { shown } from "../catalogDir";
import type { Command } from "../command";
import { print, type Io } from "../io";
import { flag, text, texts, type ParsedArgs } from "../options";
import { outputFormat } from "../outputFormat";
import { triggerReport } from "../simulation/triggerReport";
import { loadedCatalog, wholePlan } from "../loadedCatalog";

export const trigger: Command = {
  usage: "<service> --payload FILE",
  summary: "say which triggers a webhook payload would fire, and why others do not",
  options: ["payload", "header", "all", "catalog", "output"],
  run: async (args, io) => {
    const json = outputFormat(args) === "json";
    const event = eventOf(args, io);
    const catalog = loadedCatalog(args, io);
    const plan = wholePlan(catalog, args);
    const name = wantedService(args);
    const services = name === undefined ? catalog.services : [serviceNamed(catalog.services, name)];
    const results = simulateTriggers(plan, services, event);
    print(io, json ? JSON.stringify(results) : triggerReport(io, results));
    return results.some(({ outcome }) => outcome === "fires") ? 0 : 1;
  },
};

/** The service to ask; undefined for all of them. */
function wantedService(args: ParsedArgs): string | undefined {
  const [name, ...more] = args.words;
  if (more.length === 0 && (name === undefined) === flag(args, "all")) return name;
  throw problem(
    "CMD001",
    "trigger needs one service, or --all",
    "write harness-catalog trigger <service> --payload FILE",
  );
}

function eventOf(args: ParsedArgs, io: Io): WebhookEvent {
  wantedService(args);
  const given = text(args, "payload");
  if (given === undefined)
    throw problem("CMD001", "trigger has no --payload", "name the JSON file that the build sends");
  const path = resolve(io.cwd, given);
  return {
    payload: parsePayload(shown(io, path), readPayload(path, shown(io, path))),
    headers: parseHeaders(texts(args, "header")),
  };
}

/** @throws CatalogError SIM001 */
function readPayload(path: string, name: string): string {
  try {
    return readTextFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reason = code === "ENOENT" ? "does not exist" : `cannot be read: ${(error as Error).message}`;
    throw problem("SIM001", `the payload file ${name} ${reason}`, "name the JSON file that the build sends");
  }
}
