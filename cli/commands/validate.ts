/** `validate`: is the catalog right? Prints every problem at once. */
import { CatalogError } from "../../errors";
import type { Command } from "../command";
import { noteCredentials } from "../credentialNotices";
import { print } from "../io";
import { outputFormat } from "../outputFormat";
import { printProblems } from "../problems";
import { loadedCatalog } from "../loadedCatalog";

export const validate: Command = {
  usage: "",
  summary: "check the catalog, without an account or an engine",
  options: ["catalog", "output"],
  run: async (args, io) => {
    const json = outputFormat(args) === "json";
    try {
      const { services, platform } = loadedCatalog(args, io);
      print(
        io,
        json
          ? "[]"
          : `catalog is valid: ${services.length} services, ${Object.keys(platform.teams).length} teams`,
      );
      if (!json) noteCredentials(io, platform);
      return 0;
    } catch (error) {
      if (!(error instanceof CatalogError)) throw error;
      printProblems(io, error.problems, json);
      return 1;
    }
  },
};
