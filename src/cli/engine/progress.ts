/** Shows a long operation as it goes: one line an object on change, one status line on a terminal. */
import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import { colorsFor, type Colors } from "../colors";
import { note, shownText, type Io } from "../io";
import { isObject } from "./objectTypes";

/** Operations worth a line, with their mark and the past tense of what happened. */
const marks: Readonly<Record<string, { mark: string; paint: (c: Colors) => (s: string) => string }>> = {
  create: { mark: "+", paint: (c) => c.green },
  "create-replacement": { mark: "+", paint: (c) => c.green },
  import: { mark: "=", paint: (c) => c.green },
  update: { mark: "~", paint: (c) => c.yellow },
  replace: { mark: "±", paint: (c) => c.magenta },
  delete: { mark: "-", paint: (c) => c.red },
  "delete-replaced": { mark: "-", paint: (c) => c.red },
};

/** Prints progress on stderr; when `quiet`, only warnings. */
export class Progress {
  private readonly colors: Colors;
  private readonly waiting = new Map<string, string>();
  private readonly errors: string[] = [];
  private readonly told = new Set<string>();
  private finished = 0;

  constructor(
    private readonly io: Io,
    private readonly quiet: boolean,
  ) {
    this.colors = colorsFor(io, io.stderr);
  }

  /** Takes one engine event. */
  observe(event: EngineEvent): void {
    const begun = event.resourcePreEvent?.metadata;
    if (begun !== undefined && isObject(begun.type))
      this.waiting.set(begun.urn, label(begun.type, begun.urn));
    const done = event.resOutputsEvent?.metadata;
    if (done !== undefined) this.done(done);
    if (event.diagnosticEvent !== undefined)
      this.diagnose(event.diagnosticEvent.severity, event.diagnosticEvent.message);
  }

  /** The engine's errors so far. They are held back: the command reports them at its end, each once. */
  reported(): readonly string[] {
    return this.errors;
  }

  /** What the program and the engine told that is no error, each once, in the order it came. */
  notices(): readonly string[] {
    return [...this.told];
  }

  /** How far a run has come that did not reach its end; undefined when it had not come to any object. */
  standing(): string | undefined {
    const met = this.finished + this.waiting.size;
    return met === 0
      ? undefined
      : `${this.finished} of ${met} objects that the run came to are done; once the cause is cured, run the same command again: it continues`;
  }

  /** Wipes the status line. */
  end(): void {
    if (this.showsStatus()) this.io.stderr.write("\r\u001b[K");
  }

  private done({ urn, type, op, detailedDiff }: StepEventMetadata): void {
    this.waiting.delete(urn);
    if (!isObject(type)) return;
    this.finished += 1;
    const style = marks[op];
    const properties = op === "update" || op === "replace" ? Object.keys(detailedDiff ?? {}) : [];
    const what = properties.length === 0 ? "" : `: ${properties.join(", ")}`;
    if (style !== undefined && !this.quiet) {
      this.line(style.paint(this.colors)(`  ${style.mark} ${label(type, urn)}${what}`));
    }
    this.status();
  }

  private diagnose(severity: string, message: string): void {
    const text = plain(message);
    if (text === "" || !["info", "warning", "error"].includes(severity)) return;
    if (severity !== "error") this.told.add(text);
    if (severity === "error") this.errors.push(text);
    else if (severity === "warning") this.line(this.colors.yellow(text));
    else if (!this.quiet) this.line(this.colors.dim(text));
  }

  private line(text: string): void {
    this.end();
    note(this.io, text);
  }

  private status(): void {
    if (!this.showsStatus()) return;
    const next = [...this.waiting.values()].slice(0, 3).join(", ");
    const rest =
      next === ""
        ? ""
        : `, waiting for ${next}${this.waiting.size > 3 ? ` and ${this.waiting.size - 3} more` : ""}`;
    const line = this.colors.dim(`  ${this.finished} done${rest}`.slice(0, 110));
    this.io.stderr.write(`\r\u001b[K${shownText(line)}`);
  }

  private showsStatus(): boolean {
    return this.io.stderr.isTTY === true && !this.quiet;
  }
}

/** `pipeline payment-service` of `harness:platform/pipeline:Pipeline` and its URN. */
export function label(type: string, urn: string): string {
  return `${typeLabel(type)} ${urn.split("::").at(-1) ?? urn}`;
}

/** `pipeline` of `harness:platform/pipeline:Pipeline`; where the module ends in an API version, `Deployment` of `kubernetes:apps/v1:Deployment`. */
export function typeLabel(type: string): string {
  const [, module = type, name = module] = type.split(":");
  const last = module.split("/").at(-1) ?? module;
  return /^v\d/.test(last) ? name : last;
}

/** The engine's text without its colour tags such as `<{%reset%}>`. */
function plain(message: string): string {
  return message.replace(/<\{%[^%]*%\}>/g, "").trim();
}
