/**
 * Whether a text can be a JEXL expression: operands and operators in turn, brackets in pairs. Source: commons.apache.org/jexl,
 * "JEXL Syntax". Expressions of Harness in it are operands. What operands are called is not looked at.
 */
import { parseExpressions } from "./expression";

type Token = "operand" | "operator" | "sign" | "prefix" | "open" | "close" | "separator";

const blank = /^\s+/;
const patterns: readonly (readonly [RegExp, Token])[] = [
  [/^(?:`[^`]*`|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|~\/(?:\\.|[^/\\])*\/)/, "operand"],
  [/^(?:and|or|eq|ne|lt|gt|le|ge|in|div|mod|instanceof)\b/, "operator"],
  [/^(?:not|new|return|var|let|const)\b/, "prefix"],
  // operators only right before what they are about; words of their own otherwise
  [/^(?:empty|size)(?=\s+[\w"'§#$])(?!\s+(?:and|or|eq|ne|lt|gt|le|ge|in|div|mod|instanceof)\b)/, "prefix"],
  [/^\d[\w.]*|^[§#$\w][\w$]*/, "operand"],
  [/^(?:&&|\|\||[=!]=?[~^$]|[=!<>]=|==|->|=>|\?\?|\?:|\.\.|[*/%<>=&|^]|\?(?!\.[A-Za-z_$]))/, "operator"],
  [/^[-+]/, "sign"],
  [/^(?:!|~)/, "prefix"],
  [/^[([{]/, "open"],
  [/^[)\]}]/, "close"],
  [/^(?:[,:;]|\?\.|\.)/, "separator"],
];

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Whether Harness can evaluate a text as a condition; an empty one is none. */
export function isCondition(text: string): boolean {
  const { open, rest } = parseExpressions(text);
  return open === undefined && isJexl(rest.replaceAll("\u0000", "§"));
}

/** Loops and branches are written as scripts, which are not taken apart. Source: developer.harness.io, "Deployment FAQs". */
const script = /\b(?:for|if|while|return|var|function)\b|;/;

function isJexl(text: string): boolean {
  if (script.test(text.replace(/"[^"]*"|'[^']*'/g, ""))) return true;
  const expected: string[] = [];
  let before: Token | undefined;
  let left = text.replace(blank, "");
  while (left !== "") {
    const [word, token] = firstToken(left);
    if (token === undefined) return false;
    if (token === "open") expected.push(closing[word]!);
    if (token === "close" && expected.pop() !== word) return false;
    if (!follows(before, token, word)) return false;
    before = token;
    left = left.slice(word.length).replace(blank, "");
  }
  return expected.length === 0 && !["operator", "sign", "prefix", "separator"].includes(before ?? "");
}

function firstToken(text: string): readonly [string, Token | undefined] {
  for (const [pattern, token] of patterns) {
    const match = pattern.exec(text);
    if (match !== null) return [match[0], token];
  }
  return ["", undefined];
}

/** Whether a token may come after another one. A call and an index open right behind their operand. */
function follows(before: Token | undefined, token: Token, word: string): boolean {
  const ended = before === "operand" || before === "close";
  switch (token) {
    case "operand":
    case "prefix":
      return !ended;
    case "operator":
      return ended;
    case "open":
      return word !== "{" || !ended;
    case "close":
      return ended || before === "open";
    case "separator":
      return ended;
    case "sign":
      return true;
  }
}
