import pc from "picocolors";
import type { Io } from "./io";

export type Colors = ReturnType<typeof pc.createColors>;

/** Colours for a stream: on for terminals, off when piped or when NO_COLOR is set (no-color.org); FORCE_COLOR wins. */
export function colorsFor(io: Io, stream: { readonly isTTY?: boolean }): Colors {
  const forced = io.env["FORCE_COLOR"] !== undefined && io.env["FORCE_COLOR"] !== "0";
  const wanted = stream.isTTY === true && !io.env["NO_COLOR"] && io.env["TERM"] !== "dumb";
  return pc.createColors(forced || wanted);
}
