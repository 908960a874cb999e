import type { ProgramInfo } from "@pulumi/pulumi/proto/language_pb";

/** `runtime.options` of Pulumi.yaml, as far as this host knows them. */
export interface ProgramOptions {
  /** False for a program that is already JavaScript. Pulumi's default is true. */
  readonly typescript: boolean;
  /** Arguments of node itself, separated by white space in Pulumi.yaml: `--max-old-space-size=4096`. */
  readonly nodeArgs: readonly string[];
  readonly tsconfig: string | undefined;
  readonly packageManager: string;
}

/** Reads the options of a program; a missing or empty one has Pulumi's default. */
export function programOptions(info: ProgramInfo | undefined): ProgramOptions {
  const options = info?.getOptions()?.toJavaScript() ?? {};
  return {
    typescript: options.typescript !== false && options.typescript !== "false",
    nodeArgs: (text(options.nodeargs) ?? "").split(/\s+/).filter((arg) => arg !== ""),
    tsconfig: text(options.tsconfig),
    packageManager: text(options.packagemanager) ?? "npm",
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
