/** The entry of a service that the options of `add` describe. */
import { servesHttp } from "../catalog/effective";
import { archetypes } from "../catalog/schema/common";
import { problem } from "@harness-catalog/problems";
import { listWords } from "@harness-catalog/problems/suggest";
import { list, text, texts, whole, type OptionName, type ParsedArgs } from "./options";

const textOptions: readonly OptionName[] = [
  "team",
  "archetype",
  "profile",
  "size",
  "description",
  "target",
  "cron",
];

/** Options that become fields of an entry. */
export const entryOptions: readonly OptionName[] = [
  ...textOptions,
  "environments",
  "regions",
  "port",
  "health-path",
  "env",
];

/**
 * An entry with the fields whose options were given; whether their values fit is the catalog's matter.
 * @throws CatalogError CMD001 for a port that is no number, a variable that is none or is given twice, and a port or
 * health path of a workload that serves no HTTP
 */
export function serviceEntry(name: string, args: ParsedArgs): Record<string, unknown> & { name: string } {
  refuseUnserved(args);
  const env = variables(texts(args, "env"));
  const fields = {
    ...Object.fromEntries(textOptions.map((option) => [option, text(args, option)])),
    environments: list(args, "environments"),
    regions: list(args, "regions"),
    port: whole(args, "port"),
    healthPath: text(args, "health-path"),
    env: Object.keys(env).length === 0 ? undefined : env,
  };
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { name, ...Object.fromEntries(given) };
}

/** Nothing would read them. */
function refuseUnserved(args: ParsedArgs): void {
  const archetype = archetypes.find((each) => each === text(args, "archetype"));
  if (archetype === undefined || servesHttp(archetype)) return;
  for (const option of ["port", "health-path"] as const) {
    if (text(args, option) === undefined) continue;
    throw problem(
      "CMD001",
      `--${option} does not concern a ${archetype}: it serves no HTTP`,
      `leave it out, or give --archetype ${listWords(archetypes.filter(servesHttp))}`,
    );
  }
}

function variables(given: readonly string[]): Record<string, string> {
  const pairs = given.map((each) => {
    const at = each.indexOf("=");
    if (at < 1) throw problem("CMD001", `--env is "${each}"`, "write --env KEY=VALUE");
    return [each.slice(0, at), each.slice(at + 1)] as const;
  });
  const twice = pairs.map(([key]) => key).find((key, index, keys) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw problem("CMD001", `--env gives ${twice} twice`, "keep one of the two");
  return Object.fromEntries(pairs);
}
