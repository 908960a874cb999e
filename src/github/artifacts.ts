/** What workflows of the main branch have published. */
import type { GitHub } from "./client";
import { onGitHub } from "./failure";

/** Whose artifact is looked for. */
export interface Wanted {
  readonly name: string;
  /** Branch whose code made it. */
  readonly branch: string;
  /** Files of the workflows that publish it. */
  readonly workflows: readonly string[];
}

/** What starts a run of the branch's own code. A pull request runs a workflow of the same name as it has changed it. */
const trusted = ["push", "schedule", "workflow_dispatch"];

/**
 * The run that published the newest artifact of a name; undefined when there is none. A name proves nothing: whoever opens
 * a pull request, also one from a fork's branch of the same name, can publish any. So the run must be one of these
 * workflows, of this repository's own branch, and not of a pull request.
 * @throws CatalogError GIT003
 */
export function publishingRun(github: GitHub, wanted: Wanted): Promise<number | undefined> {
  const { owner, repo, octokit } = github;
  return onGitHub(`the artifact ${wanted.name}`, async () => {
    const query = { owner, repo, name: wanted.name, per_page: 100 };
    const pages = octokit.paginate.iterator(octokit.rest.actions.listArtifactsForRepo, query);
    for await (const { data } of pages) {
      for (const { expired, workflow_run: run } of data) {
        if (expired || run?.id === undefined || run.head_branch !== wanted.branch) continue;
        if (run.repository_id !== run.head_repository_id) continue;
        if (await isTrusted(github, run.id, wanted)) return run.id;
      }
    }
    return undefined;
  });
}

async function isTrusted({ owner, repo, octokit }: GitHub, id: number, wanted: Wanted): Promise<boolean> {
  const { data } = await octokit.rest.actions.getWorkflowRun({ owner, repo, run_id: id });
  const file = data.path.replace(/@.*$/, "").replace(/^\.github\/workflows\//, "");
  return (
    trusted.includes(data.event) &&
    wanted.workflows.includes(file) &&
    data.head_branch === wanted.branch &&
    data.head_repository?.full_name.toLowerCase() === `${owner}/${repo}`.toLowerCase()
  );
}
