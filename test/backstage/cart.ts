/** What a person types into the form that adds cart-service, and the slips of a person who types. */
import assert from "node:assert/strict";
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../src/cli/run";
import { packageRoot } from "../../src/paths/packageRoot";
import { memoryIo } from "../support/io";

export const cart = {
  serviceName: "cart-service",
  description: "Shopping: carts & baskets",
  archetype: "api",
  profile: "internal-api",
  size: "small",
  environments: ["int", "pre", "prod"],
  regions: ["euw1"],
  team: "group:default/payments-team",
};

/** Values that the form itself refuses, each with the words of the JSON Schema validation. */
export const slips: readonly [title: string, values: object, says: RegExp][] = [
  ["a name with capitals", { serviceName: "Cart" }, /serviceName.*does not match pattern/],
  ["no name", { serviceName: undefined }, /requires property \\?"serviceName/],
  ["a profile of another archetype", { profile: "batch-job" }, /is not exactly one from/],
  ["an unknown size", { size: "huge" }, /size.*is not one of enum values/],
  ["no environment", { environments: [] }, /environments.*does not meet minimum length of 1/],
  ["one region twice", { regions: ["euw1", "euw1"] }, /regions.*contains duplicate item/],
  ["an unknown production size", { prodSizeOverride: "tiny" }, /prodSizeOverride.*is not one of enum values/],
  ["a channel without #", { slackChannel: "team-payments" }, /slackChannel.*does not match pattern/],
  ["no team", { team: undefined }, /requires property \\?"team/],
];
/** services.yaml after `harness-catalog add` with the values of the form. */
export async function afterAdd(dir: string): Promise<string> {
  const work = join(dir, "added");
  rmSync(work, { recursive: true, force: true });
  for (const file of ["services.yaml", "platform.yaml"])
    cpSync(join(packageRoot(), "catalog", file), join(work, "catalog", file));
  const { serviceName, description, archetype, profile, size, environments, regions } = cart;
  const io = memoryIo({ cwd: work });
  const words = [
    "add",
    serviceName,
    "--team",
    "payments-team",
    "--description",
    description,
    "--archetype",
    archetype,
  ];
  const lists = ["--environments", environments.join(), "--regions", regions.join()];
  assert.equal(await run([...words, "--profile", profile, "--size", size, ...lists], io), 0, io.err());
  return readFileSync(join(work, "catalog", "services.yaml"), "utf8");
}
