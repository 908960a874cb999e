/** The first example of a README, and what it prints. */
import { readFileSync } from "node:fs";

/** A program as it stands in a README. */
export interface Example {
  readonly language: "sh" | "js";
  readonly code: string;
  /** The block of text behind it; undefined where there is none. */
  readonly prints: string | undefined;
}

/** The first block of a shell or of Node.js. @throws Error when there is none */
export function firstExample(file: string): Example {
  const blocks = [...readFileSync(file, "utf8").matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)];
  const at = blocks.findIndex(([, language]) => language === "sh" || language === "js");
  const [, language, code] = blocks[at] ?? [];
  if (language === undefined || code === undefined) throw new Error(`${file} has no example`);
  const [, next, text] = blocks[at + 1] ?? [];
  return { language: language as Example["language"], code, prints: next === "text" ? text : undefined };
}
