/** Keeps secret values out of what the engine prints. At its highest verbosity it logs every property it passes on. */
import { Transform } from "node:stream";
import type { Platform } from "../../catalog/model";
import type { Io } from "../io";

/** Values of the secrets of platform.yaml that the environment holds. */
export function secretValuesOf(secrets: Platform["secrets"], env: Io["env"]): string[] {
  return Object.values(secrets).flatMap(({ env: variable }) => {
    const value = variable === undefined ? undefined : env[variable];
    return value ? [value] : [];
  });
}

/** `text` with each value replaced, also where it stands escaped inside JSON or as one line of many. */
export function redact(text: string, values: readonly string[]): string {
  const forms = values.flatMap((value) => [value, JSON.stringify(value).slice(1, -1), ...value.split("\n")]);
  const worth = forms.filter((form) => form.trim().length >= shortest).sort((a, b) => b.length - a.length);
  return worth.reduce((redacted, form) => redacted.replaceAll(form, "[secret]"), text);
}

/** A line of a value shorter than this says nothing, and replacing it would ruin the text. */
const shortest = 6;

/** Passes text on line by line, redacted; a value is never torn apart by a chunk's end. */
export function redacting(values: readonly string[]): Transform {
  let rest = "";
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const lines = (rest + chunk.toString("utf8")).split("\n");
      rest = lines.pop() ?? "";
      done(null, lines.map((line) => `${redact(line, values)}\n`).join(""));
    },
    flush(done) {
      done(null, redact(rest, values));
    },
  });
}
