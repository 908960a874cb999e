/** The stacks of this project by their files: one for each Harness account, and the local one. */
import { readdirSync } from "node:fs";
import { z } from "zod";
import { malformed, readProjectFile, startOf } from "./projectFile";

/** What `Pulumi.<stack>.yaml` says, as far as other stacks need to know it. */
export interface StackFile {
  readonly name: string;
  /** Harness account; undefined for a stack that runs against whatever account is at hand, such as the sandbox. */
  readonly account: string | undefined;
  /** Catalog keys of the environments that the account hosts; undefined: all of them. */
  readonly environments: readonly string[] | undefined;
  /** Whether this stack makes the objects on GitHub. */
  readonly gitHub: boolean;
}

/** `pulumi config set` writes text: `"true"`, and a list as JSON. */
const flag = z.union([z.boolean(), z.stringbool()]);
const list = z.preprocess(
  (value) => (typeof value === "string" ? fromJson(value) : value),
  z.array(z.string()),
);
const content = z.object({
  config: z
    .object({
      "harness:accountId": z.string().optional(),
      "harness-catalog:environments": list.optional(),
      "harness-catalog:github": flag.optional(),
    })
    .nullish(),
});

/**
 * Every stack file of a folder, by name.
 * @param root folder of Pulumi.yaml
 * @throws CatalogError CMD011 for a file that cannot be understood
 */
export function readStackFiles(root: string): StackFile[] {
  return readdirSync(root)
    .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort()
    .map((name) => stackFile(root, name));
}

function stackFile(root: string, name: string): StackFile {
  const file = `Pulumi.${name}.yaml`;
  const result = content.safeParse(readProjectFile(root, file) ?? {});
  if (!result.success) throw malformed(file, `is malformed: ${z.prettifyError(result.error)}`, startOf(file));
  const config = result.data.config ?? {};
  return {
    name,
    account: config["harness:accountId"],
    environments: config["harness-catalog:environments"],
    gitHub: config["harness-catalog:github"] ?? false,
  };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
