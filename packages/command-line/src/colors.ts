import { randomBytes } from "node:crypto";
import pc from "picocolors";

export type Colors = ReturnType<typeof pc.createColors>;

/** Whatever knows the environment variables of a run. */
interface WithEnv {
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Stands for ESC until a text is written: so what makes a colour is told from the same characters in a name, which are
 * written out. Nobody can write it into a name, because every run has another one.
 */
const mark = `<${randomBytes(8).toString("hex")}>`;

/** Colours for a stream: on for terminals, off when piped or when NO_COLOR is set (no-color.org); FORCE_COLOR wins. */
export function colorsFor({ env }: WithEnv, stream: { readonly isTTY?: boolean }): Colors {
  const forced = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0";
  const wanted = stream.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  const plain = pc.createColors(false);
  if (!(forced || wanted)) return plain;
  const colors = pc.createColors(true);
  const names = Object.keys(plain).filter((key) => key !== "isColorSupported") as (keyof Colors)[];
  const marked = names.map((name) => [name, markedBy(colors[name] as Paint)]);
  return { ...colors, ...(Object.fromEntries(marked) as Partial<Colors>) };
}

type Paint = (text: string) => string;

/** The same colour, with the mark for each ESC of its own. */
function markedBy(paint: Paint): Paint {
  const [before = "", after = ""] = paint("|")
    .split("|")
    .map((part) => part.replaceAll("\u001b", mark));
  return (text) => `${before}${text}${after}`;
}

/** A text that is about to be written, with its colours. */
export function withColors(text: string): string {
  return text.replaceAll(mark, "\u001b");
}
