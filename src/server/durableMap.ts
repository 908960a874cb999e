/** Values by key that survive a restart: a file of JSON lines, each on disk before `set` returns. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { z } from "zod";
import { mostStateBytes, readTextIfThere } from "@harness-catalog/files/plainFile";

/** Lines written since the last tidying, beyond the live ones, before the file is written anew. */
const slack = 1000;

interface Line<T> {
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly value: T;
}

export class DurableMap<T> {
  readonly #live = new Map<string, Line<T>>();
  #file: number;
  #lines = 0;

  /**
   * Opens a file, or makes it. A last line that a crash cut off, and lines of another shape, are left out.
   * @param keepFor milliseconds after which an entry is forgotten
   */
  constructor(
    readonly path: string,
    schema: z.ZodType<T>,
    readonly now: () => number,
    readonly keepFor: number,
  ) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    for (const text of (readTextIfThere(path, mostStateBytes) ?? "").split("\n")) {
      const line = parse(text, schema);
      if (line !== undefined) this.#live.set(line.key, line);
    }
    this.#file = this.#rewrite();
  }

  get(key: string): T | undefined {
    const line = this.#live.get(key);
    return line === undefined || this.#isOld(line) ? undefined : line.value;
  }

  set(key: string, value: T): void {
    const line = { key, at: this.now(), value };
    if (this.#lines > this.#live.size + slack) {
      closeSync(this.#file);
      this.#file = this.#rewrite();
    }
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
    fsyncSync(this.#file);
    this.#live.delete(key); // so that the order is that of the last write
    this.#live.set(key, line);
    this.#lines += 1;
  }

  close(): void {
    closeSync(this.#file);
  }

  #isOld({ at }: Line<T>): boolean {
    return this.now() - at > this.keepFor;
  }

  /** Writes what is still wanted to a new file and puts it in the place of the old one. */
  #rewrite(): number {
    for (const [key, line] of this.#live) if (this.#isOld(line)) this.#live.delete(key);
    const temporary = `${this.path}.new`;
    rmSync(temporary, { force: true }); // whatever a killed server has left
    const file = openSync(temporary, "wx", 0o600);
    for (const line of this.#live.values()) writeSync(file, `${JSON.stringify(line)}\n`);
    fsyncSync(file);
    renameSync(temporary, this.path);
    this.#lines = this.#live.size;
    return file;
  }
}

function parse<T>(text: string, schema: z.ZodType<T>): Line<T> | undefined {
  try {
    const { key, at, value } = JSON.parse(text) as Line<unknown>;
    const read = schema.safeParse(value);
    return read.success && typeof key === "string" && typeof at === "number"
      ? { key, at, value: read.data }
      : undefined;
  } catch {
    return undefined;
  }
}
