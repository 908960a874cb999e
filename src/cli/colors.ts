import { randomBytes } from "node:crypto";
import pc from "picocolors";
import type { Io } from "./io";

export type Colors = ReturnType<typeof pc.createColors>;

/**
 * Stands for ESC until a text is written: so what makes a colour is told from the same characters in a name, which are
 * written out. Nobody can write it into a name, because every run has another one.
 */
const mark = `<${randomBytes(8).toString("hex")}>`;

/** Colours for a stream: on for terminals, off when piped or when NO_COLOR is set (no-color.org); FORCE_COLOR wins. */
export function colorsFor(io: Io, stream: { readonly isTTY?: boolean }): Colors {
  const forced = io.env["FORCE_COLOR"] !== undefined && io.env["FORCE_COLOR"] !== "0";
  const wanted = stream.isTTY === true && !io.env["NO_COLOR"] && io.env["TERM"] !== "dumb";
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
