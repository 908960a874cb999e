/** Reading entries of a services file for those who edit it, and telling whether two say the same. */
import { CatalogError } from "@harness-catalog/problems";
import { canonical } from "./check/canonical";
import { shapeFindings } from "./check/shape";
import type { WrittenEntry } from "./entryList";
import { formatPath } from "@harness-catalog/located-yaml/locate";
import { serviceSchema, type Service } from "./schema/service";
import { parseSource, type Source } from "@harness-catalog/located-yaml/source";

/** An entry as a person writes it: fields that have their default may be left out. */
export type EntryValues = Readonly<Record<string, unknown>>;

/** Parses a services file that is to be edited. @throws CatalogError with the problems of the text */
export function parsedForEdit(text: string, file: string): Source {
  const source = parseSource({ path: file, text });
  if (source.problems.length > 0) throw new CatalogError(source.problems);
  return source;
}

/** An entry with its defaults. @throws CatalogError with the problems of its shape; their paths begin at the entry */
export function readEntry(entry: EntryValues): Service {
  const result = serviceSchema.safeParse(entry);
  if (result.success) return result.data;
  throw new CatalogError(
    shapeFindings(serviceSchema, entry, result.error.issues).map(({ code, path, message, hint }) => {
      const subject = formatPath(path);
      return { code, message: subject === "" ? message : `${subject}: ${message}`, hint, path };
    }),
  );
}

/** Whether what is written means the wanted entry, defaults filled in on both sides. */
export function describes(existing: Pick<WrittenEntry, "value">, wanted: Service): boolean {
  const read = serviceSchema.safeParse(existing.value);
  return read.success && sameValue(read.data, wanted);
}

/** Whether two values are equal, whatever the order of their keys. */
export function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

/** Lines with their line breaks. */
export function splitLines(text: string): string[] {
  return text.split(/(?<=\n)/);
}
