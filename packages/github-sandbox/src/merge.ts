/** Merging a pull request as GitHub does: by the server, without a working tree. Needs git 2.38. */
import { git, gitText, identity, resolveName } from "./git";

export const mergeMethods = ["merge", "squash", "rebase"] as const;
export type MergeMethod = (typeof mergeMethods)[number];

/** What is merged, and by whom. */
export interface MergeOrder {
  readonly head: string;
  readonly base: string;
  readonly number: number;
  readonly title: string;
  readonly method: MergeMethod;
  readonly login: string;
  /** ISO instant. */
  readonly at: string;
}

/**
 * Merges and moves the base branch. `rebase` is carried out as `squash`: one commit on top.
 * @returns the new commit, or undefined when there is a conflict, a branch is gone or somebody was faster
 */
export async function merge(dir: string, order: MergeOrder): Promise<string | undefined> {
  const head = await resolveName(dir, `refs/heads/${order.head}`);
  const base = await resolveName(dir, `refs/heads/${order.base}`);
  if (head === undefined || base === undefined) return undefined;
  const merged = await git(dir, ["merge-tree", "--write-tree", "--no-messages", base, head]);
  if (merged.code !== 0) return undefined;
  const tree = merged.stdout.toString().trim();
  const parents = order.method === "merge" ? ["-p", base, "-p", head] : ["-p", base];
  const subject =
    order.method === "merge"
      ? `Merge pull request #${order.number}\n\n${order.title}`
      : `${order.title} (#${order.number})`;
  const run = { input: `${subject}\n`, env: identity(order.login, order.at) };
  const commit = await gitText(dir, ["commit-tree", tree, ...parents], run);
  const moved = await git(dir, ["update-ref", `refs/heads/${order.base}`, commit, base]);
  return moved.code === 0 ? commit : undefined;
}
