/** Messages quote a value as it stands in the file: `1.10` is not the 1.1 that YAML makes of it, and no backslash doubles. */
import type { Finding, Subject } from "./model";
import type { Parsed } from "./parse";
import { valueAt } from "./values";

/** Characters that a terminal or a browser would act upon instead of showing them. */
const acting = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Message and cure of a finding with the value it is about in the characters of the file. */
export function inFileCharacters(
  { written }: Pick<Parsed, "written">,
  subject: Subject,
  { path, at, message, hint }: Finding,
): Pick<Finding, "message" | "hint"> {
  const value = at === "key" ? undefined : valueAt(subject.value, path);
  const said = ["string", "number", "boolean"].includes(typeof value) ? JSON.stringify(value) : undefined;
  const inFile = typeof value === "string" ? `"${value}"` : written(path);
  const quoted = (text: string): string =>
    visible(said === undefined || inFile === undefined ? text : text.replace(said, () => inFile));
  return { message: quoted(message), hint: quoted(hint) };
}

function visible(text: string): string {
  return text.replace(acting, (letter) =>
    letter === "\n" ? "\\n" : `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
