/** `validate`: is the catalog right? Prints every problem at once. */
import { displayPath } from "../../catalog/files";
import { readCatalogFiles } from "../../catalog/load";
import { CatalogError } from "@harness-catalog/problems";
import { readLayers } from "../../manifests/layers/read";
import { planTargets } from "../../manifests/plan";
import { catalogDir } from "../catalogDir";
import type { Command } from "../command";
import { noteCredentials } from "../credentialNotices";
import { assertFilesGenerated } from "../fileReferences/check";
import { print } from "../io";
import { layersDir } from "../layersDir";
import { outputFormat } from "../outputFormat";
import { flag } from "../options";
import { judge } from "../policyGate";
import { printProblems } from "../problems";
import { loadedCatalog, wholePlan } from "../loadedCatalog";

export const validate: Command = {
  usage: "",
  summary: "check the catalog, without an account or an engine",
  options: ["catalog", "policies", "output"],
  run: async (args, io) => {
    const json = outputFormat(args) === "json";
    try {
      const catalog = loadedCatalog(args, io);
      const { services, platform } = catalog;
      const plan = wholePlan(catalog, args);
      const files = readCatalogFiles(catalogDir(args, io)).map(({ path, text }) => ({
        path: displayPath(path),
        text,
      }));
      planTargets(catalog, readLayers(layersDir(io)), files);
      assertFilesGenerated(io, catalog, plan);
      const judged = flag(args, "policies") ? await judge(io, plan) : undefined;
      print(
        io,
        json
          ? "[]"
          : `catalog is valid: ${services.length} services, ${Object.keys(platform.teams).length} teams` +
              (judged === undefined ? "" : `; ${judged.judged} objects pass the policies`),
      );
      if (!json) noteCredentials(io, platform);
      return 0;
    } catch (error) {
      if (!(error instanceof CatalogError)) throw error;
      printProblems(io, error.problems, json);
      return error.exitCode;
    }
  },
};
