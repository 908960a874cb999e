/** `add <service>`: puts an entry into the catalog, in its sorted place, and prints the diff. */
import { addService } from "../../catalog/edit";
import { parseCatalog, readCatalogFiles } from "../../catalog/load";
import type { Archetype } from "../../catalog/schema/common";
import { problem } from "../../errors";
import { catalogDir } from "../catalogDir";
import { fileFor, replaceFile } from "../catalogFile";
import type { Command } from "../command";
import { proposeChange } from "../proposeChange";
import { placeOptions } from "../proposing";
import { loadedCatalog } from "../loadedCatalog";
import { printDiff } from "../printDiff";
import { print } from "../io";
import { flag, list, text, type OptionName, type ParsedArgs } from "../options";

const fields: readonly OptionName[] = ["team", "archetype", "profile", "size", "description", "target"];

export const add: Command = {
  usage: "<service> --team NAME",
  summary: "add a service to the catalog",
  options: ["catalog", ...fields, "environments", "regions", "propose", "replace", ...placeOptions],
  run: async (args, io) => {
    const name = args.words[0];
    const team = text(args, "team");
    if (name === undefined || team === undefined)
      throw problem(
        "CMD001",
        "add needs a service name and --team",
        "write harness-catalog add <service> --team <team>",
      );
    const entry = entryOf(name, args);
    if (flag(args, "propose")) return proposeChange([{ kind: "add", entry }], args, io);
    const dir = catalogDir(args, io);
    const { library } = loadedCatalog(args, io);
    const file = fileFor(dir, (text(args, "archetype") ?? "api") as Archetype);
    const after = addService(file.text, entry);
    // The new catalog must be valid before it replaces the old one.
    parseCatalog(
      readCatalogFiles(dir)
        .filter(({ path }) => path !== file.path)
        .concat({ path: file.path, text: after }),
      library,
    );
    if (after === file.text) {
      print(io, `${name} is in the catalog already, exactly like this`);
      return 0;
    }
    replaceFile(file.path, after);
    printDiff(io, file.path, file.text, after);
    print(io, "next: npx harness-catalog plan");
    return 0;
  },
};

function entryOf(name: string, args: ParsedArgs) {
  const entry: Record<string, unknown> & { name: string } = { name };
  for (const field of fields) if (text(args, field) !== undefined) entry[field] = text(args, field);
  for (const field of ["environments", "regions"] as const)
    if (list(args, field) !== undefined) entry[field] = list(args, field);
  return entry;
}
