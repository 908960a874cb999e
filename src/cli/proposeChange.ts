/** `--propose`: a change of the catalog as a branch and a pull request, instead of an edit of the working tree. */
import { effectsOf } from "../proposals/effects";
import type { Changes } from "../proposals/change";
import { propose, type Proposed } from "../proposals/propose";
import type { Io } from "./io";
import { print } from "./io";
import { flag, type ParsedArgs } from "./options";
import { printDiff } from "./printDiff";
import { withPlace } from "./proposing";

/** Proposes and prints the diff, what happens on merge, the branch and the pull request. @returns the exit code */
export async function proposeChange(changes: Changes, args: ParsedArgs, io: Io): Promise<number> {
  const replace = flag(args, "replace");
  const [proposed, shown] = await withPlace(args, io, async (place, by) => {
    const proposed = await propose(place, { changes, by, mayReplace: () => replace });
    return [proposed, place.repository.shown] as const;
  });
  for (const { path, before, after } of proposed.draft.files) printDiff(io, path, before, after);
  for (const line of outcome(proposed, shown)) print(io, line);
  return 0;
}

function outcome({ status, draft, base, pullRequest }: Proposed, remote: string): string[] {
  const { branch, services, title } = draft;
  if (status === "unchanged")
    return [`the catalog of ${remote} says so already; there is nothing to propose`];
  const effects = effectsOf(base.catalog, draft.catalog, services);
  const told = [
    ["creates", effects.create],
    ["updates", effects.update],
    ["deletes", effects.delete],
  ] as const;
  return [
    ...told
      .filter(([, objects]) => objects.length > 0)
      .map(([verb, objects]) => `on merge ${verb} ${objects.join(", ")}`),
    `${status === "exists" ? "already proposed" : status === "replaced" ? "proposed anew" : "proposed"}: ${title}, branch ${branch} of ${remote}`,
    pullRequest === undefined
      ? "next: open a pull request for that branch"
      : `pull request: ${pullRequest.url}`,
  ];
}
