/** Action `harness-catalog:service:remove`. */
import { createTemplateAction } from "@backstage/plugin-scaffolder-node";
import { removal } from "../../../../src/backstage/change";
import { applied } from "./workspace";

/** Takes an entry out of the catalog as `harness-catalog remove` does. */
export function removeServiceAction() {
  return createTemplateAction({
    id: "harness-catalog:service:remove",
    description:
      "Takes a service out of the catalog, keeping comments and order, and checks the whole catalog",
    supportsDryRun: true,
    schema: {
      input: {
        repositoryPath: (z) =>
          z.string().describe("Folder of the workspace that harness-catalog:fetch wrote to"),
        outputPath: (z) => z.string().describe("Folder of the workspace for the changed files"),
        service: (z) => z.string().describe("Name of the service"),
        confirmation: (z) => z.string().describe("The name again, typed by the person"),
      },
      output: {
        changed: (z) => z.boolean().describe("False when the catalog does not hold the service"),
        summary: (z) => z.string(),
        team: (z) => z.string().describe("Owning team"),
        deletes: (z) => z.string().describe("What the merge deletes, as a Markdown list"),
      },
    },
    async handler({ input, workspacePath, logger, output }) {
      const change = applied({ workspacePath, ...input }, (checkout) =>
        removal(checkout, input.service, input.confirmation),
      );
      logger.info(change.summary);
      output("changed", change.files.length > 0);
      output("summary", change.summary);
      output("team", change.team);
      output("deletes", change.deletes);
    },
  });
}
