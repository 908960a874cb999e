/**
 * Regular expressions as Harness reads them, which is as Java does. Source: docs.oracle.com, "java.util.regex.Pattern". JavaScript's
 * grammar stands in for Java's; what only Java has is put into words of both before it is tried.
 */

/** What Java has and JavaScript has not, with something of the same shape that both have. */
const ofJava: readonly (readonly [RegExp, string])[] = [
  [/\\Q[\s\S]*?(?:\\E|$)/g, "x"], // quoted text
  [/\(\?[a-zA-Z]*(?:-[a-zA-Z]+)?\)/g, "(?:)"], // flags from here on: (?i)
  [/\(\?(?:[a-zA-Z]+(?:-[a-zA-Z]+)?|-[a-zA-Z]+):|\(\?>/g, "(?:"], // flags of a group; a group that is not tried twice
  [/([*+?}])\+/g, "$1"], // a quantifier that gives nothing back
];

/** Whether a text is a regular expression, as far as the two grammars agree. */
export function isRegex(value: string): boolean {
  const shared = ofJava.reduce((text, [pattern, instead]) => text.replace(pattern, instead), value);
  return [value, shared].some(compiles);
}

function compiles(value: string): boolean {
  try {
    new RegExp(value);
    return true;
  } catch {
    return false;
  }
}
