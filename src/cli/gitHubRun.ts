/** What GitHub Actions tells a job about itself, in its default environment variables and the event's payload. */
import { z } from "zod";
import { problem } from "@harness-catalog/problems";
import { readTextFile } from "@harness-catalog/files/plainFile";
import type { Io } from "./io";
import { inline } from "./markdown/text";

const payload = z.object({
  pull_request: z.object({ number: z.int().min(1), head: z.object({ sha: z.string() }) }).optional(),
});

/** The pull request that started a run. */
export interface RunPullRequest {
  readonly number: number;
  /** Commit at the head of its branch. */
  readonly commit: string;
}

/**
 * The pull request of `GITHUB_EVENT_PATH`; undefined where there is none.
 * @throws CatalogError CMD018 when the payload cannot be read
 */
export function pullRequestOfRun({ env }: Io): RunPullRequest | undefined {
  const file = env["GITHUB_EVENT_PATH"];
  if (!file) return undefined;
  const event = readEvent(file).pull_request;
  return event === undefined ? undefined : { number: event.number, commit: event.head.sha };
}

function readEvent(file: string): z.infer<typeof payload> {
  try {
    return payload.parse(JSON.parse(readTextFile(file)));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw problem(
      "CMD018",
      `the event of this run cannot be read from ${file}: ${reason}`,
      "unset GITHUB_EVENT_PATH and name the pull request with --pull-request",
    );
  }
}

/** The last line of a comment or issue: for which commit and in which run it was made. Empty outside Actions. */
export function runLine({ env }: Io, commit: string | undefined): string {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  const url = server && repository && run ? `${server}/${repository}/actions/runs/${run}` : undefined;
  const parts = [
    ...(commit === undefined ? [] : [`for commit ${inline(commit.slice(0, 7))}`]),
    ...(url === undefined ? [] : [`in [this run](${url})`]),
  ];
  return parts.length === 0 ? "" : `\n<sub>${parts.join(", ")}</sub>\n`;
}
