/** Mutants of a Rego text: one small change each, of the kinds that a slip of the pen makes. */

/** One changed text. */
export interface Mutant {
  /** Line and change, such as `path[0] < position | < becomes <=`; a line that occurs again has its number behind it. */
  readonly label: string;
  readonly text: string;
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly by: string;
  readonly what: string;
}

const comparisons: Readonly<Record<string, readonly string[]>> = {
  "==": ["!="],
  "!=": ["=="],
  "<": [">=", "<="],
  ">": ["<=", ">="],
  "<=": [">", "<"],
  ">=": ["<", ">"],
};

/** All mutants: a condition dropped, a comparison flipped or moved by its edge, a number one more and one less, a `not` dropped. */
export function mutantsOf(text: string): Mutant[] {
  const code = blanked(text);
  const edits = [
    ...droppedConditions(text, code),
    ...flipped(code),
    ...movedNumbers(code),
    ...droppedNegations(code),
  ].sort((a, b) => a.from - b.from);
  const seen = new Map<string, number>();
  return edits.map((edit) => {
    const label = `${lineAt(text, edit.from)} | ${edit.what}`;
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return {
      label: count === 1 ? label : `${label} (${count})`,
      text: text.slice(0, edit.from) + edit.by + text.slice(edit.to),
    };
  });
}

/** The text with strings and comments blanked, every character in its old place. */
function blanked(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`|#[^\n]*/g, (found) => found.replace(/[^\n]/g, "·"));
}

function lineAt(text: string, position: number): string {
  const start = text.lastIndexOf("\n", position - 1) + 1;
  const end = text.indexOf("\n", position);
  return text.slice(start, end).trim();
}

/** Conditions: lines of a body that bind nothing, and what stands behind `if` on one line. */
function droppedConditions(text: string, code: string): Edit[] {
  const lines = [...code.matchAll(/^\t+(?!some |every |\}|.*:=)[a-z_·].*[^{,[(\n]$/gm)]
    .filter(({ index }) => insideBody(code, index))
    .map(({ index, 0: line }) => ({ from: index, to: index + line.length, by: "\ttrue", what: "dropped" }));
  const short = [...code.matchAll(/ if ([^{\n]+)$/gm)].map(({ index, 0: found }) => ({
    from: index + 4,
    to: index + found.length,
    by: "true",
    what: "dropped",
  }));
  return [...lines, ...short].filter(({ from, to }) => text.slice(from, to).trim() !== "");
}

/** Whether a position is inside the body of a rule, an `every` or a comprehension, and not inside a value. */
function insideBody(code: string, position: number): boolean {
  const open: boolean[] = [];
  for (const { index, 0: token } of code.slice(0, position).matchAll(/[{[(}\])]/g)) {
    if ("{[(".includes(token)) open.push(opensBody(code, index));
    else open.pop();
  }
  return open.at(-1) === true;
}

function opensBody(code: string, brace: number): boolean {
  const before = code.slice(code.lastIndexOf("\n", brace) + 1, brace);
  const [after = ""] = code.slice(brace + 1).split("\n", 1);
  return after === "" ? / if $|^\t*every /.test(before) : /^[^{}]*\|$/.test(after);
}

function flipped(code: string): Edit[] {
  return [...code.matchAll(/ (==|!=|<=|>=|<|>) /g)].flatMap(({ index, 1: operator = "" }) =>
    (comparisons[operator] ?? []).map((by) => ({
      from: index + 1,
      to: index + 1 + operator.length,
      by,
      what: `${operator} becomes ${by}`,
    })),
  );
}

function movedNumbers(code: string): Edit[] {
  return [...code.matchAll(/(?<![\w.·])\d+(?![\w·])/g)].flatMap(({ index, 0: digits }) =>
    [Number(digits) + 1, Number(digits) - 1].map((number) => ({
      from: index,
      to: index + digits.length,
      by: String(number),
      what: `${digits} becomes ${number}`,
    })),
  );
}

function droppedNegations(code: string): Edit[] {
  return [...code.matchAll(/\bnot /g)].map(({ index }) => ({
    from: index,
    to: index + 4,
    by: "",
    what: "not dropped",
  }));
}
