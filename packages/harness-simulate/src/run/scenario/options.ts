/** A scenario as options of a command line, and the file they stand beside. */
import { relative, resolve } from "node:path";
import { text, texts, type Arguments } from "@harness-catalog/command-line/arguments";
import type { Io } from "@harness-catalog/command-line/io";
import { mostYamlBytes, readTextFile } from "@harness-catalog/files/plainFile";
import { problem } from "@harness-catalog/problems";
import { instantOf, parseApproval, parseFailing, parseRejection, parseVariable } from "./arguments";
import { imageVariable, parseScenario } from "./file";
import { complete, merge, nothing, type Origin, type Scenario, type ScenarioParts } from "./model";
import { outcomeNamed } from "./outcome";

/** Names of the options. */
export const scenarioOptions = [
  "image",
  "set",
  "at",
  "by",
  "approve",
  "reject",
  "fail",
  "down",
  "input",
  "ticket",
  "scenario",
  "expect",
] as const;

export type ScenarioOption = (typeof scenarioOptions)[number];

/**
 * The whole scenario: what the options say, over what the file says, over `under`.
 * @throws CatalogError SIM005 for a file that cannot be read, SIM006 to SIM009 for what is not understood
 */
export function scenarioIn(
  args: Arguments<ScenarioOption>,
  io: Io,
  under: ScenarioParts = nothing,
): Scenario {
  const parts = merge(merge(under, fromFile(args, io)), fromOptions(args));
  if (parts.expect !== undefined) outcomeNamed(parts.expect);
  return complete(parts, (io.now ?? Date.now)());
}

function fromOptions(args: Arguments<ScenarioOption>): ScenarioParts {
  const each = <T>(name: ScenarioOption, parse: (word: string, origin: Origin) => T): T[] =>
    texts(args, name).map((word) => parse(word, { text: `--${name} ${word}` }));
  const [image, at, ticket] = [text(args, "image"), text(args, "at"), text(args, "ticket")];
  const inputs = each("input", parseVariable).map(({ name, value }) => [name, value] as const);
  return {
    ...nothing,
    variables: [
      ...(image === undefined ? [] : [{ name: imageVariable, value: image, origin: { text: "--image" } }]),
      ...each("set", parseVariable),
    ],
    start: at === undefined ? undefined : instantOf(at, { text: "--at" }),
    startedBy: text(args, "by"),
    approveAll: texts(args, "approve").includes("all"),
    approvals: each("approve", (word, origin) =>
      word === "all" ? [] : [parseApproval(word, origin)],
    ).flat(),
    rejections: each("reject", parseRejection),
    failing: each("fail", parseFailing),
    down: each("down", (name, origin) => ({ name, origin })),
    inputs: { ...Object.fromEntries(inputs), ...(ticket === undefined ? {} : { change_ticket: ticket }) },
    expect: text(args, "expect"),
  };
}

function fromFile(args: Arguments<ScenarioOption>, io: Io): ScenarioParts {
  const given = text(args, "scenario");
  if (given === undefined) return nothing;
  const path = resolve(io.cwd, given);
  const name = relative(io.cwd, path) || ".";
  let content: string;
  try {
    content = readTextFile(path, mostYamlBytes);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reason = code === "ENOENT" ? "does not exist" : `cannot be read: ${(error as Error).message}`;
    throw problem("SIM005", `the scenario file ${name} ${reason}`, "name the file with --scenario");
  }
  return parseScenario(name, content);
}
