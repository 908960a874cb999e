/** Options as a person writes them, and programs of one command. */
import assert from "node:assert/strict";
import { CatalogError } from "@harness-catalog/problems";
import { formatOf, list, parseArguments, texts, whole, type OptionTable } from "../src/arguments";
import { toolRun, type Tool } from "../src/tool";
import { runWords } from "./run";

const table = {
  output: { type: "string", value: "FORMAT", help: "text or json" },
  set: { type: "string", value: "NAME", help: "a name", multiple: true },
  latency: { type: "string", value: "MS", help: "a delay" },
} as const satisfies OptionTable;

const tool: Tool<keyof typeof table> = {
  summary: "shows words",
  usage: "shown WORD…",
  options: table,
  file: __filename,
  run: async ({ words }, io) => {
    io.stdout.write(`${words.join(" ")}\n`);
    return words.length;
  },
};

const run = (...argv: string[]) => runWords(toolRun(tool), argv);

describe("command lines", () => {
  const parse = (...argv: string[]) => parseArguments(argv, table, "shown");
  const refusal = (ask: () => unknown): string => {
    try {
      ask();
    } catch (error) {
      if (error instanceof CatalogError) return error.message;
    }
    return "";
  };

  it("have options once, several times, as numbers, lists and formats", () => {
    const args = parse("a", "--set", "x", "--set=y,z", "--latency", "20", "b");
    assert.deepEqual(args.words, ["a", "b"]);
    assert.deepEqual(texts(args, "set"), ["x", "y,z"]);
    assert.equal(whole(args, "latency"), 20);
    assert.deepEqual(list(parse("--latency", "1, 2"), "latency"), ["1", "2"]);
    assert.equal(formatOf(parse(), ["text", "json"]), "text");
  });

  it("refuse what they do not take", () => {
    assert.match(
      refusal(() => parse("--other")),
      /shown: Unknown option.*see `shown --help`.*CMD001/,
    );
    assert.match(
      refusal(() => whole(parse("--latency", "-1"), "latency")),
      /argument is ambiguous|whole number/,
    );
    assert.match(
      refusal(() => whole(parse("--latency", "1.5"), "latency")),
      /--latency is "1.5"/,
    );
    assert.match(
      refusal(() => formatOf(parse("--output", "xml"), ["text", "json"])),
      /--output is "xml"/,
    );
  });

  it("of one command show help and version, and end with what the command says", async () => {
    assert.match(
      (await run("--help")).out,
      /shows words\n\nUsage: shown WORD… \[options\]\n\n {2}--output FORMAT/,
    );
    assert.match((await run("--version")).out, /^\d+\.\d+\.\d+\n$/);
    assert.deepEqual(await run("a", "b"), { code: 2, out: "a b\n", err: "" });
    const refused = await run("--other");
    assert.deepEqual([refused.code, refused.out], [1, ""]);
    assert.match(refused.err, /^error shown: Unknown option/);
  });
});
