/** `add <service>`: puts an entry into the catalog, in its sorted place, and prints the diff. */
import { problem } from "@harness-catalog/problems";
import { catalogDir } from "../catalogDir";
import type { Command } from "../command";
import { editsOf, writeEdits } from "../editCatalog";
import { proposeChange } from "../proposeChange";
import { placeOptions } from "../proposing";
import { loadedCatalog } from "../loadedCatalog";
import { print } from "../io";
import { flag, text } from "../options";
import { entryOptions, serviceEntry } from "../serviceEntry";

export const add: Command = {
  usage: "<service> --team NAME",
  summary: "add a service to the catalog",
  options: ["catalog", ...entryOptions, "propose", "replace", ...placeOptions],
  run: async (args, io) => {
    const name = args.words[0];
    const team = text(args, "team");
    if (name === undefined || team === undefined)
      throw problem(
        "CMD001",
        "add needs a service name and --team",
        "write harness-catalog add <service> --team <team>",
      );
    const change = { kind: "add", entry: serviceEntry(name, args) } as const;
    if (flag(args, "propose")) return proposeChange([change], args, io);
    const edits = editsOf(catalogDir(args, io), loadedCatalog(args, io).library, change);
    if (edits.length === 0) {
      print(io, `${name} is in the catalog already, exactly like this`);
      return 0;
    }
    writeEdits(edits, io);
    print(io, "next: npx harness-catalog plan");
    return 0;
  },
};
