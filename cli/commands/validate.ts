/** `validate`: is the catalog right? Prints every problem at once. */
import { CatalogError } from "../../errors";
import type { Command } from "../command";
import { noteCredentials } from "../credentialNotices";
import { assertFilesGenerated } from "../fileReferences/check";
import { print } from "../io";
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
