/**
 * GraphQL, as far as it is asked: who is calling; and, by Backstage's action `publish:github:pull-request`, does a branch
 * exist, and which open pull request has it (the query of octokit-plugin-create-pull-request). Any other is refused.
 */
import type { Hono } from "hono";
import { bodyOf, repositoryNamed, type Env, type Parts } from "../call";
import { resolveName } from "../git";

const known =
  /repository\(name: \$repo, owner: \$owner\)\s*\{\s*ref\(qualifiedName: \$head\)\s*\{\s*associatedPullRequests\(/;

export function graphqlRoute(app: Hono<Env>, parts: Parts): void {
  app.post("/graphql", async (context) => {
    const { query, variables } = (await bodyOf(context)) as {
      query?: string;
      variables?: Record<string, string>;
    };
    if (/^query \{ viewer \{ login \} \}$/.test(query ?? ""))
      return context.json({ data: { viewer: { login: context.get("login") } } });
    const { owner = "", repo = "", head = "" } = variables ?? {};
    if (!known.test(query ?? "")) {
      return context.json({ errors: [{ message: "the local GitHub does not model this query" }] });
    }
    const repository = repositoryNamed(parts, `${owner}/${repo}`);
    const sha = await resolveName(parts.store.gitDir(repository.fullName), `refs/heads/${head}`);
    if (sha === undefined) return context.json({ data: { repository: { ref: null } } });
    const url = `${new URL(context.req.url).origin}/${repository.fullName}/pull`;
    const edges = Object.values(repository.issues)
      .filter(({ pull, state }) => pull?.head === head && state === "open")
      .slice(0, 1)
      .map(({ number }) => ({ node: { id: `PR_${number}`, number, url: `${url}/${number}` } }));
    return context.json({ data: { repository: { ref: { associatedPullRequests: { edges } } } } });
  });
}
