/** Runs of workflows and their artifacts, as far as they are looked up. Nothing is run, and nothing is kept of a file. */
import type { Hono } from "hono";
import { notFound, paged, repositoryOf, type Env, type Parts } from "../call";
import type { Run } from "../model";

export function actionsRoutes(app: Hono<Env>, parts: Parts): void {
  const idOf = (fullName: string) =>
    [...fullName.toLowerCase()].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 1_000_003, 7);

  app.get("/repos/:owner/:repo/actions/artifacts", (context) => {
    const { fullName, runs = [] } = repositoryOf(parts, context);
    const name = context.req.query("name");
    const all = runs.flatMap((run) =>
      run.artifacts
        .filter((artifact) => name === undefined || artifact === name)
        .map((artifact, index) => ({
          id: run.id * 100 + index,
          name: artifact,
          expired: run.expired ?? false,
          workflow_run: {
            id: run.id,
            repository_id: idOf(fullName),
            head_repository_id: idOf(run.headRepository),
            head_branch: run.branch,
          },
        })),
    );
    return paged(context, all, "artifacts");
  });

  app.get("/repos/:owner/:repo/actions/runs/:id", (context) => {
    const { runs = [] } = repositoryOf(parts, context);
    const run = runs.find(({ id }) => String(id) === context.req.param("id"));
    if (run === undefined) throw notFound();
    return context.json(runView(run));
  });
}

function runView({ id, event, branch, path, headRepository }: Run) {
  return { id, event, path, head_branch: branch, head_repository: { full_name: headRepository } };
}
