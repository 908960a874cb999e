/** `record`: what a plan has to know of a stack, for those who may not read its state. */
import { resolve } from "node:path";
import { problem } from "@harness-catalog/problems";
import { packageRoot } from "../../paths/packageRoot";
import type { Command } from "../command";
import { engineSettings, type EngineSettings } from "../engine/settings";
import { print, type Io } from "../io";
import { text } from "../options";
import { stackName } from "../stackName";
import { writeRecord } from "../plans/record/file";
import { newSalt } from "../plans/record/digest";
import { recordOf } from "../plans/record/make";

export const record: Command = {
  usage: "",
  summary: "write what a plan has to know of a stack, without a value of it, for plan --against-record",
  options: ["stack", "out"],
  run: async (args, io) => {
    const stack = stackName(args);
    const file = text(args, "out");
    if (file === undefined) throw problem("CMD001", "--out is missing", "name the file: --out record.json");
    const count = await recordStack(io, engineSettings(io, packageRoot(), stack), file);
    print(io, `${file}: record of ${count} objects of stack ${stack}`);
    return 0;
  },
};

/**
 * Writes the record of a stack.
 * @returns the number of its objects
 * @throws CatalogError CMD008 when there is no such stack, CMD003 when the engine cannot read it, CMD013
 */
export async function recordStack(io: Io, settings: EngineSettings, file: string): Promise<number> {
  // Loaded late: the Pulumi SDK takes longer to load than most commands take to run.
  const { stackRecord } = await import("../engine/stackRecord.js");
  const { resources } = await stackRecord(io, settings);
  const made = recordOf(settings.stack, resources, newSalt());
  writeRecord(resolve(io.cwd, file), made);
  return made.objects.length;
}
