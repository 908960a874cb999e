import { problem } from "@harness-catalog/problems";
import { firstLine, proposalRefs, type Repository } from "./repository";

/**
 * Sets a branch of the remote, on condition that it still is where it was when it was last fetched.
 *
 * @param expected commit the branch has; undefined: it must not exist
 * @returns `lost` when somebody else was quicker
 * @throws CatalogError PRO003 when the remote refuses (a rule, a hook), PRO001 when it cannot be reached
 */
export async function pushBranch(
  repository: Repository,
  branch: string,
  commit: string,
  expected: string | undefined,
): Promise<"pushed" | "lost"> {
  const ref = `refs/heads/${branch}`;
  const lease = `--force-with-lease=${ref}:${expected ?? ""}`;
  const run = await repository.run(["push", "--porcelain", "--quiet", lease, "origin", `${commit}:${ref}`]);
  if (run.code === 0) {
    await repository.text(["update-ref", `${proposalRefs}${branch}`, commit]); // as the next fetch would
    return "pushed";
  }
  const told = run.stdout.toString("utf8");
  const verdict = told.split("\n").find((line) => line.startsWith("!")) ?? "";
  // "cannot lock ref" is what the slower of two pushes at the same instant gets
  if (/stale info|fetch first|cannot lock ref|failed to update ref|reference already exists/.test(verdict))
    return "lost";
  if (verdict !== "") {
    const reason = /\[remote rejected\].*\((.*)\)/.exec(verdict)?.[1] ?? verdict;
    const words = run.stderr
      .split("\n")
      .filter((line) => line.startsWith("remote:"))
      .map((line) => line.replace(/^remote:\s*/, "").trim())
      .filter((line) => line !== "");
    const what = `${repository.shown} refused the branch ${branch}: ${[reason, ...words].join("; ")}`;
    throw problem("PRO003", what, "let the account of the server push such branches");
  }
  throw problem(
    "PRO001",
    `${repository.shown} cannot be reached: ${firstLine(run.stderr)}`,
    "check the network and the credentials; the same proposal again is safe",
  );
}
