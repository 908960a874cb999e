/** Prints problems: for people on stderr, or as the JSON list of the command contract on stdout. */
import { formatProblem, type Problem } from "@harness-catalog/problems";
import { colorsFor } from "./colors";
import { note, print, type Io } from "./io";

/** The JSON form of a problem: `{code,file,line,column,message,hint}`; file, line and column are absent where there is no place. */
export function problemJson(problem: Problem): Record<string, string | number> {
  return { code: problem.code, ...problem.place, message: problem.message, hint: problem.hint };
}

/** Prints every problem, then their number. */
export function printProblems(io: Io, problems: readonly Problem[], json: boolean): void {
  if (json) {
    print(io, JSON.stringify(problems.map(problemJson)));
    return;
  }
  const color = colorsFor(io, io.stderr);
  for (const problem of problems) note(io, `${color.red("error")} ${formatProblem(problem)}`);
  if (problems.length > 1) note(io, color.red(`${problems.length} problems`));
}
