/** Reading of Harness expressions `<+…>`. Source of the names: developer.harness.io, "Built-in variables list". */

/** What a text holds of expressions. */
export interface Expressions {
  /** Bodies of the outermost closed expressions, without `<+` and `>`. */
  readonly closed: readonly string[];
  /** The text from the first expression on that is never closed. */
  readonly open: string | undefined;
  /** The text with a NUL character in place of each closed expression. */
  readonly rest: string;
}

/** Takes a text apart into expressions and what is between them. Expressions may be nested; quoted `>` closes nothing. */
export function parseExpressions(text: string): Expressions {
  const closed: string[] = [];
  let rest = "";
  let position = 0;
  for (;;) {
    const start = text.indexOf("<+", position);
    if (start < 0) return { closed, open: undefined, rest: rest + text.slice(position) };
    const end = endOf(text, start);
    if (end === undefined) return { closed, open: text.slice(start), rest };
    closed.push(text.slice(start + 2, end));
    rest += `${text.slice(position, start)}\0`;
    position = end + 1;
  }
}

/**
 * Index of the `>` that closes the expression beginning at `start`. A comparison `>` has blanks around it, and quotes may hold
 * escaped ones; where that closes nothing, backslashes are plain letters, and then a `>` with blanks around it closes as well.
 */
function endOf(text: string, start: number): number | undefined {
  return (
    closingIndex(text, start, "\\", isComparison) ??
    closingIndex(text, start, undefined, isComparison) ??
    closingIndex(text, start, undefined, () => false)
  );
}

function closingIndex(
  text: string,
  start: number,
  escape: string | undefined,
  compares: typeof isComparison,
): number | undefined {
  let depth = 0;
  let quote: string | undefined;
  for (let index = start; index < text.length; index++) {
    const letter = text[index];
    if (quote !== undefined) {
      if (letter === escape) index++;
      else if (letter === quote) quote = undefined;
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (text.startsWith("<+", index)) depth++;
    else if (letter === ">" && !compares(text, index) && --depth === 0) return index;
    else if (letter === "\n" && depth === 0) return undefined;
  }
  return undefined;
}

function isComparison(text: string, index: number): boolean {
  return text[index - 1] === " " && (text[index + 1] === " " || text[index + 1] === "=");
}

/** Names an expression may begin with. */
export const rootNames: ReadonlySet<string> = new Set(
  (
    "account org project pipeline stage stages stepGroup step steps execution strategy matrix repeat item " +
    "service serviceConfig serviceDefinition serviceVariables serviceVariableOverrides env infra infrastructure " +
    "INFRA_KEY INFRA_KEY_SHORT_ID artifact artifacts rollbackArtifact manifest manifests manifestConfig configFile " +
    "configFiles fileStore hooks variable secrets secret trigger eventPayload codebase input inputSet lastPublished " +
    "deployment instance host eval json xml regex output exportedVariables deploymentInstanceName " +
    "httpResponseCode httpResponseBody httpResponseHeaders httpMethod httpUrl issue ticket policyEvaluation " +
    "currentDate currentTime getParentStage monitoredService verify rollback release canary kubernetes " +
    "inputs USER_INPUT connector provisioner dynamicProvisioner terraform delegate"
  ).split(" "),
);
