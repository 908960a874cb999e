/** Action `harness-catalog:service:add`. */
import { createTemplateAction } from "@backstage/plugin-scaffolder-node";
import { addition } from "../../../../src/backstage/change";
import { applied } from "./workspace";

/** Adds an entry to the catalog as `harness-catalog add` does, with the page of the service in Backstage. */
export function addServiceAction() {
  return createTemplateAction({
    id: "harness-catalog:service:add",
    description: "Adds a service to the catalog, keeping comments and order, and checks the whole catalog",
    supportsDryRun: true,
    schema: {
      input: {
        repositoryPath: (z) =>
          z.string().describe("Folder of the workspace that harness-catalog:fetch wrote to"),
        outputPath: (z) => z.string().describe("Folder of the workspace for the changed files"),
        entry: (z) =>
          z
            .record(z.unknown())
            .describe("The entry, with the keys of services.yaml; empty values are left out"),
      },
      output: {
        changed: (z) => z.boolean().describe("False when the catalog holds this very entry already"),
        summary: (z) => z.string(),
        team: (z) => z.string().describe("Owning team"),
        pipelineUrl: (z) => z.string().optional().describe("Where the pipeline will be"),
      },
    },
    async handler({ input, workspacePath, logger, output }) {
      const change = applied({ workspacePath, ...input }, (checkout) => addition(checkout, input.entry));
      logger.info(change.summary);
      output("changed", change.files.length > 0);
      output("summary", change.summary);
      output("team", change.team);
      output("pipelineUrl", change.pipelineUrl);
    },
  });
}
