/**
 * Commands with right and wrong words over files that somebody has damaged: each ends with an exit code of the list, a code and
 * a place that exists; never with a bug, never in words of the language behind it, and never in a changed file.
 */
import assert from "node:assert/strict";
import { faultsOf, fuzzCase } from "./fuzzCase";
import { rightInvocations } from "./invocations";
import { worlds } from "./world";

/** How many, and the number of the first. */
const runs = Number(process.env["HARNESS_CATALOG_FUZZ"] ?? 120);
const first = Number(process.env["HARNESS_CATALOG_FUZZ_FIRST"] ?? 1);

/** What a right command ends with on right files; 1 stands for what it would need from outside. */
const expected: Readonly<Record<string, readonly number[]>> = {
  plan: [0, 4],
  simulate: [0, 1],
  files: [0, 1],
  owners: [0, 1],
  comment: [1],
  issue: [1],
  "find-record": [1],
  remove: [0, 1],
};

describe("commands over hostile files", function () {
  this.timeout(60_000 + runs * 1000);

  for (const [service, files] of Object.entries(worlds))
    it(`do their work where nothing is wrong, with ${service}`, async () => {
      for (const argv of rightInvocations(service)) {
        const { code, faults, err } = await faultsOf({ argv, files });
        assert.deepEqual(faults, [], argv.join(" "));
        assert.ok((expected[argv[0]!] ?? [0]).includes(code), `${argv.join(" ")}: ${code} ${err}`);
      }
    });

  it(`end in codes and places, ${runs} times from number ${first}`, async () => {
    const ends = new Map<number, number>();
    for (let number = first; number < first + runs; number++) {
      const each = fuzzCase(number);
      const { code, faults, out, err } = await faultsOf(each);
      assert.deepEqual(faults, [], `number ${number}: ${JSON.stringify(each.argv)}\n${out}\n${err}`);
      ends.set(code, (ends.get(code) ?? 0) + 1);
    }
    // Damage that nothing gets through would try nothing.
    for (const code of [0, 1]) assert.ok((ends.get(code) ?? 0) >= runs / 20, JSON.stringify([...ends]));
  });
});
