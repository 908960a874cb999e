/**
 * Characters that nobody sees and that change what is seen: control characters (ESC begins a command to a terminal),
 * marks that turn the direction of text around ("Trojan Source", CVE-2021-42574), and characters without width. They
 * are refused where a person writes them, and escaped where text of others is shown.
 */

/** Code points that are never shown, as the inside of a character class. Line breaks and tabs are not among them. */
const hidden =
  "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e" +
  "\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\ud800-\\udfff\\u{e0000}-\\u{e007f}";

/** Joiners belong to emoji and to some scripts, behind their characters; behind ASCII they only hide. */
const strayJoiner = "(?<![^\\u0000-\\u007f])[\\u200c\\u200d]";

/** A carriage return that ends no line lets what comes after it be written over what stands before. */
const strayReturn = "\\r(?!\\n)";

const anyHidden = new RegExp(`[${hidden}]|${strayReturn}|${strayJoiner}`, "gu");

/** A hidden character and the offset where it stands. */
export interface HiddenCharacter {
  readonly index: number;
  /** `U+202E, which turns the direction of the text around` */
  readonly named: string;
}

/** The first hidden character of a text; undefined when there is none. */
export function hiddenCharacter(text: string): HiddenCharacter | undefined {
  return hiddenCharacters(text, 1)[0];
}

/** The first hidden characters of a text, at most so many. */
export function hiddenCharacters(text: string, most: number): HiddenCharacter[] {
  const found: HiddenCharacter[] = [];
  for (const { 0: char, index } of text.matchAll(anyHidden)) {
    found.push({ index, named: nameOf(char) });
    if (found.length >= most) break;
  }
  return found;
}

/**
 * A text in which hidden characters are written out as `\u202e`: what JSON takes for the same character. Line breaks
 * and tabs stay.
 */
export function visible(text: string): string {
  return text.replace(anyHidden, (char) =>
    Array.from({ length: char.length }, (_, unit) => `\\u${hex(char.charCodeAt(unit))}`).join(""),
  );
}

function nameOf(char: string): string {
  const code = char.codePointAt(0)!;
  const name = `U+${hex(code).toUpperCase()}`;
  if (code === 0x1b) return `${name}, with which commands to a terminal begin`;
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return `${name}, a control character`;
  if (code >= 0xd800 && code < 0xe000) return `${name}, half a character`;
  const turns = [0x61c, 0x200e, 0x200f].includes(code) || (code >= 0x202a && code <= 0x202e);
  if (turns || (code >= 0x2066 && code <= 0x2069))
    return `${name}, which turns the direction of the text around`;
  return `${name}, which is not shown`;
}

function hex(code: number): string {
  return code.toString(16).padStart(4, "0");
}
