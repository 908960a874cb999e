/** Small pieces of GitHub Flavored Markdown. Text of a catalog stays text: no markup, no HTML, no mention. */
import { visible } from "@harness-catalog/problems/characters";

/** A text of others with what nobody sees written out. */
const seen = (text: string): string => visible(text).replace(/[\r\n]+/g, " ");

/** A code span. Names in it reach nobody as @mention and cannot end the span. */
export function code(text: string): string {
  const plain = seen(text);
  const longest = longestRun(plain, "`");
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 ? " " : "";
  return `${fence}${pad}${plain}${pad}${fence}`;
}

/** Free text on one line: markup escaped, mentions and references broken by a space without width. */
export function inline(text: string): string {
  return seen(text)
    .replaceAll("&", "&amp;")
    .replace(/[\\`*_{}[\]<>|~]/g, "\\$&")
    .replace(/([@#])(?=\w)/g, "$1&#8203;");
}

/** Text of several lines in a table cell, each as {@link inline} has it; indentation stays. */
export function cell(text: string): string {
  const lines = text.split("\n").map((line) => {
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    return "&nbsp;".repeat(indent) + inline(line.slice(indent));
  });
  return lines.join("<br>");
}

/** A table row; a bar inside a cell, a code span included, would end it. */
export function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/(?<!\\)\|/g, "\\|")).join(" | ")} |`;
}

/** A code block of a language, fenced so that its content cannot end it. */
export function block(language: string, content: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(content, "`") + 1));
  return `${fence}${language}\n${visible(content)}\n${fence}`;
}

/** A folded part. The title is HTML, because that is what `<summary>` takes. */
export function folded(title: string, content: string): string {
  return `<details><summary>${title}</summary>\n\n${content}\n\n</details>`;
}

/** Text for HTML. */
export function html(text: string): string {
  return seen(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function longestRun(text: string, char: string): number {
  const runs = text.match(new RegExp(`${char}+`, "g")) ?? [];
  return Math.max(0, ...runs.map((run) => run.length));
}
