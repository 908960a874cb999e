/** What changed between two texts, for people. */

/** Unchanged lines shown around a change. */
const context = 3;

/** Beyond this many comparisons the changed middle is shown as replaced as a whole. */
const comparisonLimit = 4_000_000;

interface Edit {
  readonly sign: " " | "-" | "+";
  readonly line: string;
}

/** The hunks of a unified diff, without file header; empty when the texts are equal. No line break at the end. */
export function diffLines(before: string, after: string): string {
  if (before === after) return "";
  const edits = editsBetween(split(before), split(after));
  const changed = edits.flatMap(({ sign }, index) => (sign === " " ? [] : [index]));
  const hunks: { readonly from: number; to: number }[] = [];
  for (const index of changed) {
    const last = hunks.at(-1);
    if (last !== undefined && index - context <= last.to) last.to = index + context + 1;
    else hunks.push({ from: Math.max(0, index - context), to: index + context + 1 });
  }
  return hunks.map(({ from, to }) => renderHunk(edits, from, Math.min(to, edits.length))).join("\n");
}

function renderHunk(edits: readonly Edit[], from: number, to: number): string {
  const lines = edits.slice(from, to);
  const range = (sign: "-" | "+") => {
    const start = edits.slice(0, from).filter((edit) => edit.sign !== (sign === "-" ? "+" : "-")).length;
    const count = lines.filter((edit) => edit.sign === " " || edit.sign === sign).length;
    return `${sign}${count === 0 ? start : start + 1},${count}`;
  };
  return [`@@ ${range("-")} ${range("+")} @@`, ...lines.map(({ sign, line }) => sign + line)].join("\n");
}

function editsBetween(before: readonly string[], after: readonly string[]): Edit[] {
  let head = 0;
  while (head < Math.min(before.length, after.length) && before[head] === after[head]) head++;
  let tail = 0;
  const rest = Math.min(before.length, after.length) - head;
  while (tail < rest && before.at(-1 - tail) === after.at(-1 - tail)) tail++;

  const same = (line: string): Edit => ({ sign: " ", line });
  return [
    ...before.slice(0, head).map(same),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(same),
  ];
}

/** The shortest edit by longest common subsequence. */
function middle(before: readonly string[], after: readonly string[]): Edit[] {
  const [rows, columns] =
    before.length * after.length > comparisonLimit ? [0, 0] : [before.length, after.length];
  const common = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      common[row]![column] =
        before[row] === after[column]
          ? common[row + 1]![column + 1]! + 1
          : Math.max(common[row + 1]![column]!, common[row]![column + 1]!);
    }
  }
  const edits: Edit[] = [];
  let [row, column] = [0, 0];
  while (row < rows && column < columns) {
    if (before[row] === after[column]) {
      edits.push({ sign: " ", line: before[row]! });
      row++;
      column++;
    } else if (common[row + 1]![column]! >= common[row]![column + 1]!) {
      edits.push({ sign: "-", line: before[row++]! });
    } else {
      edits.push({ sign: "+", line: after[column++]! });
    }
  }
  return [
    ...edits,
    ...before.slice(row).map((line): Edit => ({ sign: "-", line })),
    ...after.slice(column).map((line): Edit => ({ sign: "+", line })),
  ];
}

function split(text: string): string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}
