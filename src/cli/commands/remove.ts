/** `remove <service>`: takes an entry out of the catalog, says what goes with it and prints the diff. */
import { identityOf } from "../../catalog/names";
import { problem } from "@harness-catalog/problems";
import { catalogDir } from "../catalogDir";
import type { Command } from "../command";
import { editsOf, writeEdits } from "../editCatalog";
import { print } from "../io";
import { flag } from "../options";
import { proposeChange } from "../proposeChange";
import { placeOptions } from "../proposing";
import { loadedCatalog, wholePlan } from "../loadedCatalog";

export const remove: Command = {
  usage: "<service>",
  summary: "remove a service from the catalog; up then deletes what it had",
  options: ["catalog", "propose", "replace", ...placeOptions],
  run: async (args, io) => {
    const name = args.words[0];
    if (name === undefined)
      throw problem("CMD001", "remove needs a service name", "write harness-catalog remove <service>");
    const change = { kind: "remove", name } as const;
    if (flag(args, "propose")) return proposeChange([change], args, io);
    const catalog = loadedCatalog(args, io);
    const service = catalog.services.find((entry) => entry.name === name);
    if (service === undefined) {
      print(io, `${name} is not in the catalog; nothing to remove`);
      return 0;
    }
    const plan = wholePlan(catalog, args);
    writeEdits(editsOf(catalogDir(args, io), catalog.library, change), io);
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
