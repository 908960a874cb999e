/** What every software template of this project has in common. */
import type { YamlMap } from "./document";

/** Facts of the platform that software templates need. */
export interface CatalogRepository {
  /** Host of the web address, such as `github.com`. */
  readonly host: string;
  readonly owner: string;
  readonly name: string;
  readonly branch: string;
  /** Folder of the generated files, such as `generated`. */
  readonly generated: string;
}

/** Where in a task's workspace things are. */
const folders = { repository: "repository", change: "change" } as const;

/** A form and what happens when it is submitted. */
export interface SoftwareTemplate {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly owner: string;
  readonly pages: readonly YamlMap[];
  readonly steps: readonly YamlMap[];
  readonly output: YamlMap;
}

/** The Template entity, as Backstage reads it. */
export function softwareTemplate(template: SoftwareTemplate): YamlMap {
  const { name, title, description, tags, owner, pages, steps, output } = template;
  return {
    apiVersion: "scaffolder.backstage.io/v1beta3",
    kind: "Template",
    metadata: { name, title, description, tags },
    spec: { owner, type: "service", parameters: pages, steps, output },
  };
}

/**
 * The step that brings catalog and templates into the workspace, and nothing else of the repository: a dry run hands
 * the whole workspace to the browser.
 */
export function fetchStep({ host, owner, name, branch }: CatalogRepository): YamlMap {
  return {
    id: "fetch",
    name: "Fetch the catalog",
    action: "harness-catalog:fetch",
    input: { url: `https://${host}/${owner}/${name}/tree/${branch}`, targetPath: folders.repository },
  };
}

/** What both actions want to know of the workspace. */
export const actionFolders: YamlMap = { repositoryPath: folders.repository, outputPath: folders.change };

/** The pull request with what the step `edit` wrote; none when that changed nothing. */
export function pullRequestStep({ host, owner, name, branch }: CatalogRepository, request: YamlMap): YamlMap {
  return {
    id: "propose",
    name: "Open the pull request",
    if: "${{ steps.edit.output.changed }}",
    action: "publish:github:pull-request",
    input: {
      repoUrl: `${host}?owner=${owner}&repo=${name}`,
      targetBranchName: branch,
      sourcePath: folders.change,
      // a form that is sent again brings its pull request up to date
      update: true,
      ...request,
    },
  };
}

/** The link to the pull request; Backstage leaves out a link without an address. */
export const pullRequestLink: YamlMap = {
  title: "Pull request",
  icon: "github",
  url: "${{ steps.propose.output.remoteUrl }}",
};
