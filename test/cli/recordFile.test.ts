/** The record as a file. */
import assert from "node:assert/strict";
import { lstatSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readRecord, recordText, writeRecord } from "../../src/cli/plans/record/file";
import { newSalt } from "../../src/cli/plans/record/digest";
import { recordOf } from "../../src/cli/plans/record/make";
import { CatalogError } from "@harness-catalog/problems";
import { notFiles, replaceBy } from "../hostile/notFiles";

describe("a record as a file", () => {
  let dir = "";
  before(() => (dir = mkdtempSync(join(tmpdir(), "harness-catalog-record-"))));
  after(() => rmSync(dir, { recursive: true, force: true }));

  const stackOutputs = {
    account: "acme",
    services: ["cart"],
    pipelineUrls: { cart: "https://x" },
    objects: 9,
  };
  const gitHub = { objects: 3, values: ["prod/TOKEN"], protected: { catalog: "company/catalog" } };
  const made = recordOf(
    "prod",
    [
      { urn: "u::stack", custom: false, type: "pulumi:pulumi:Stack", outputs: { ...stackOutputs, gitHub } },
      {
        urn: "u::r",
        custom: true,
        type: "github:index/repository:Repository",
        inputs: { name: "secret-name" },
      },
    ],
    newSalt(),
  );

  it("is read as it was written, and keeps of the outputs what is judged", () => {
    writeRecord(join(dir, "r.json"), made);
    assert.deepEqual(readRecord(join(dir, "r.json"), "r.json", "prod"), made);
    assert.deepEqual(made.outputs, {
      account: "acme",
      services: ["cart"],
      gitHub: { protected: { catalog: "company/catalog" } },
    });
    assert.equal(made.elsewhere, 1);
    assert.ok(!/TOKEN|secret-name|https/.test(recordText(made)));
  });

  for (const [what, put] of Object.entries(notFiles))
    it(`is not written over ${what}`, async () => {
      const path = join(dir, "taken.json");
      await replaceBy(path, put);
      const before = lstatSync(path).mode;
      assert.throws(() => writeRecord(path, made), /cannot be written.*\[CMD013\]/);
      assert.equal(lstatSync(path).mode, before, "it is still there");
    });

  for (const [title, text, message] of [
    ["no JSON", "{", /cannot be read/],
    ["an empty file", "", /cannot be read/],
    ["JSON of something else", "[]", /no record of version 1/],
    [
      "a record of another version",
      JSON.stringify({ ...made, version: 2 }),
      /no record of version 1: version/,
    ],
    ["a record with a key that nobody knows", JSON.stringify({ ...made, more: 1 }), /no record of version 1/],
    ["a record of another stack", JSON.stringify({ ...made, stack: "dev" }), /of stack "dev", not "prod"/],
  ] as const) {
    it(`${title} is refused with its place and a cure`, () => {
      writeFileSync(join(dir, "bad.json"), text);
      assert.throws(
        () => readRecord(join(dir, "bad.json"), "bad.json", "prod"),
        (error: unknown) => {
          assert.ok(error instanceof CatalogError);
          const [problem] = error.problems;
          assert.equal(problem?.code, "CMD019");
          assert.match(problem.message, message);
          assert.match(problem.hint, /record --stack prod --out bad\.json/);
          return true;
        },
      );
    });
  }

  it("a file that is not there is told", () => {
    assert.throws(() => readRecord(join(dir, "none"), "none", "prod"), /there is no such file/);
  });
});
