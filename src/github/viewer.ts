/** Who we are on GitHub, so that texts of ours are known by their author: anybody can write a marker. */
import type { GitHub } from "./client";

/** The author that GitHub shows with a comment or issue; null when the account is gone. */
export type Author = { readonly login: string; readonly type?: string } | null | undefined;

/**
 * Tells what the owner of our token wrote from what others did. One call; GraphQL, because `GET /user` refuses the tokens
 * of Apps, that of a workflow's job among them (docs.github.com, GraphQL `viewer`).
 */
export async function ownTexts({ octokit }: GitHub): Promise<(author: Author) => boolean> {
  const { viewer } = await octokit.graphql<{ viewer: { login: string } }>("query { viewer { login } }");
  // A bot's login ends in [bot] in REST; GraphQL leaves that out of some answers.
  const bot = viewer.login.replace(/(\[bot\])?$/, "[bot]");
  return (author) => author?.login === viewer.login || (author?.type === "Bot" && author.login === bot);
}
