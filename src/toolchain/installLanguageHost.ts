import * as fs from "node:fs";
import * as path from "node:path";
import { readTextIfThere } from "@harness-catalog/files/plainFile";
import { replaceFileBy } from "@harness-catalog/files/replaceFile";

/**
 * Puts `pulumi-language-nodejs` beside an engine that was built from its Go module: the engine looks for language
 * hosts next to its own program, and only a full distribution brings one. The script names the compiled host of the
 * clone that called last, so a clone that moved is found again at its next call. Writes nothing when it is up to date.
 */
export function installLanguageHost(engineRoot: string, projectFolder: string): void {
  const file = path.join(engineRoot, "bin", "pulumi-language-nodejs");
  const script = launcher(path.join(projectFolder, "dist", "src", "toolchain", "languageHost", "main.js"));
  if (readTextIfThere(file) === script) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  replaceFileBy(file, (unfinished) => fs.writeFileSync(unfinished, script, { mode: 0o755 }));
}

/** The shell script that runs the compiled host with the node on PATH, as the official host does for programs. */
export function launcher(host: string): string {
  return `#!/bin/sh
host=${quoted(host)}
if [ ! -f "$host" ]; then
  echo "pulumi-language-nodejs: $host is gone; run 'npm run build' in the clone, then one of its commands" >&2
  exit 1
fi
exec node "$host" "$@"
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
