import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Folder of this package (of Pulumi.yaml, policies/ and provider/), wherever the compiled code lies below it.
 * @throws Error when the code was copied out of its package
 */
export function packageRoot(from: string = __dirname): string {
  for (let dir = from; dir !== dirname(dir); dir = dirname(dir)) {
    const manifest = join(dir, "package.json");
    if (
      existsSync(manifest) &&
      (JSON.parse(readFileSync(manifest, "utf8")) as { name?: string }).name === "harness-catalog"
    )
      return dir;
  }
  throw new Error(`no package.json of harness-catalog above ${from}`);
}
