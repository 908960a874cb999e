/** Action `harness-catalog:fetch`: catalog and templates of the repository, and nothing else of it. */
import { resolveSafeChildPath, type UrlReaderService } from "@backstage/backend-plugin-api";
import { createTemplateAction } from "@backstage/plugin-scaffolder-node";
import { mkdir } from "node:fs/promises";
import { catalogFolder, libraryFolder } from "../../../../src/backstage/change";

/** The repository is read with what `integrations` of the app-config gives access to. */
export function fetchAction(reader: UrlReaderService) {
  return createTemplateAction({
    id: "harness-catalog:fetch",
    description: "Fetches the catalog of a repository and the templates it may name",
    supportsDryRun: true,
    schema: {
      input: {
        url: (z) =>
          z.string().url().describe("Branch of the repository: https://github.com/owner/name/tree/main"),
        targetPath: (z) => z.string().describe("Folder of the workspace to write to"),
      },
    },
    async handler({ input, workspacePath, logger }) {
      const targetDir = resolveSafeChildPath(workspacePath, input.targetPath);
      await mkdir(targetDir, { recursive: true });
      const tree = await reader.readTree(input.url, { filter: isWanted });
      await tree.dir({ targetDir });
      logger.info(`fetched ${input.url} at ${tree.etag}`);
    },
  });
}

function isWanted(path: string): boolean {
  const folder = path.slice(0, path.lastIndexOf("/"));
  return path.endsWith(".yaml") && (folder === catalogFolder || folder.startsWith(`${libraryFolder}/`));
}
