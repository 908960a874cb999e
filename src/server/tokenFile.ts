/** The list of tokens as its file says at any moment: a token that is taken out counts no more, without a restart. */
import { CatalogError, problem } from "@harness-catalog/problems";
import { isShellPipe, readTextOrPipe } from "@harness-catalog/files/plainFile";
import { parseTokens, type Caller } from "./tokens";

/**
 * Reads the file now, and again with every call of what it returns; a text is parsed only when it is another one. While
 * the file cannot be used, the last good list counts. A pipe gives its text once, so it is read once.
 * @param file absolute path
 * @param shown what messages call it
 * @param tell told once of each new list, and of each text and each error that cannot be used
 * @throws CatalogError SRV017 when the first list cannot be used
 */
export function followTokens(
  file: string,
  shown: string,
  tell: (message: string) => void,
): () => readonly Caller[] {
  let seen = textOf(file, shown);
  let callers = parseTokens(seen, shown);
  if (isShellPipe(file)) return () => callers;
  return () => {
    const text = attempt(() => textOf(file, shown));
    const mark = text instanceof CatalogError ? text.message : text;
    if (mark === seen) return callers;
    seen = mark;
    const read = text instanceof CatalogError ? text : attempt(() => parseTokens(text, shown));
    if (read instanceof CatalogError) {
      tell(`warning: the last good list of tokens stays in force: ${read.message}`);
      return callers;
    }
    callers = read;
    tell(`${shown} was read again; tokens: ${read.map(({ name }) => name).join(", ")}`);
    return callers;
  };
}

/** @throws CatalogError SRV017 */
function textOf(file: string, shown: string): string {
  try {
    return readTextOrPipe(file);
  } catch (error) {
    const message = `${shown} cannot be read: ${(error as Error).message}`;
    throw problem("SRV017", message, "name the file with --tokens");
  }
}

function attempt<T>(run: () => T): T | CatalogError {
  try {
    return run();
  } catch (error) {
    if (error instanceof CatalogError) return error;
    throw error;
  }
}
