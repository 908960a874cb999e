/** `remove <service>`: takes an entry out of the catalog, says what goes with it and prints the diff. */
import { removeService } from "../../catalog/edit";
import { parseCatalog, readCatalogFiles } from "../../catalog/load";
import { identityOf } from "../../catalog/names";
import { problem } from "../../errors";
import { catalogDir } from "../catalogDir";
import { replaceFile, serviceFiles } from "../catalogFile";
import type { Command } from "../command";
import { print } from "../io";
import { flag } from "../options";
import { proposeChange } from "../proposeChange";
import { placeOptions } from "../proposing";
import { loadedCatalog, wholePlan } from "../loadedCatalog";
import { printDiff } from "../printDiff";

export const remove: Command = {
  usage: "<service>",
  summary: "remove a service from the catalog; up then deletes what it had",
  options: ["catalog", "propose", "replace", ...placeOptions],
  run: async (args, io) => {
    const name = args.words[0];
    if (name === undefined)
      throw problem("CMD001", "remove needs a service name", "write harness-catalog remove <service>");
    if (flag(args, "propose")) return proposeChange([{ kind: "remove", name }], args, io);
    const dir = catalogDir(args, io);
    const catalog = loadedCatalog(args, io);
    const service = catalog.services.find((entry) => entry.name === name);
    if (service === undefined) {
      print(io, `${name} is not in the catalog; nothing to remove`);
      return 0;
    }
    const plan = wholePlan(catalog, args);
    const files = serviceFiles(dir).map((file) => ({ ...file, after: removeService(file.text, name) }));
    const changed = files.filter(({ text, after }) => after !== text);
    // What is left must be valid before it replaces the old text: somebody may consume an API of the service.
    const kept = readCatalogFiles(dir).filter(({ path }) => !changed.some((file) => file.path === path));
    parseCatalog([...kept, ...changed.map(({ path, after }) => ({ path, text: after }))], catalog.library);
    for (const { path, text, after } of changed) {
      replaceFile(path, after);
      printDiff(io, path, text, after);
    }
    const objects =
      plan.units.find((unit) => unit.component === "ServiceDelivery" && unit.name === identityOf(service))
        ?.objects ?? [];
    print(
      io,
      `the next up deletes ${objects.map((object) => `${object.kind} ${object.name}`).join(", ")}, with the pipeline's executions`,
    );
    print(io, "workloads that run in clusters stay; next: npx harness-catalog plan");
    return 0;
  },
};
