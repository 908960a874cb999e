/** The words of a condition. */

/** One word of a condition. */
export type Token =
  | { readonly kind: "text" | "expression" | "operator"; readonly text: string }
  | { readonly kind: "literal"; readonly text: string; readonly value: string | number | boolean | null };

/** JEXL has a word for each of its signs (commons.apache.org/proper/commons-jexl, "Syntax reference"). */
const words: Readonly<Record<string, string>> = { eq: "==", ne: "!=", and: "&&", or: "||", not: "!" };

const literals: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

/** Splits a condition; a text instead says what in it is not understood. */
export function tokensOf(condition: string): Token[] | string {
  const tokens: Token[] = [];
  let rest = condition.trim();
  while (rest !== "") {
    const token = tokenAt(rest);
    if (typeof token === "string") return token;
    tokens.push(token.token);
    rest = rest.slice(token.length).trimStart();
  }
  return tokens;
}

function tokenAt(rest: string): { token: Token; length: number } | string {
  if (rest.startsWith("<+")) {
    const length = expressionLength(rest);
    if (length === 0) return `${rest} is never closed`;
    return { token: { kind: "expression", text: rest.slice(0, length) }, length };
  }
  const quoted = /^"((?:[^"\\]|\\.)*)"|^'((?:[^'\\]|\\.)*)'/.exec(rest);
  if (quoted !== null)
    return { token: { kind: "text", text: quoted[1] ?? quoted[2] ?? "" }, length: quoted[0].length };
  const sign = /^(?:==|!=|&&|\|\||!|\(|\))/.exec(rest)?.[0];
  if (sign !== undefined && !/^(?:=~|!~)/.test(rest))
    return { token: { kind: "operator", text: sign }, length: sign.length };
  const number = /^\d+(?:\.\d+)?(?![\w.])/.exec(rest)?.[0];
  if (number !== undefined)
    return { token: { kind: "literal", text: number, value: Number(number) }, length: number.length };
  const word = /^[A-Za-z_][\w.]*/.exec(rest)?.[0];
  if (word === undefined) return `"${rest.slice(0, 12)}" is more than is evaluated here`;
  if (Object.hasOwn(words, word))
    return { token: { kind: "operator", text: words[word]! }, length: word.length };
  if (Object.hasOwn(literals, word))
    return { token: { kind: "literal", text: word, value: literals[word]! }, length: word.length };
  return `${word} is neither quoted nor an expression`;
}

/** Length of the expression a text begins with, nested ones included; 0 when it is never closed. */
function expressionLength(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text.startsWith("<+", at)) depth++;
    if (text[at] === ">" && --depth === 0) return at + 1;
  }
  return 0;
}
