/** The stacks of this project: one a Harness account. */
import { join } from "node:path";
import { z } from "zod";
import { readYaml } from "@harness-catalog/located-yaml/readYaml";
import { compareText, listWords } from "@harness-catalog/problems/suggest";
import { problem } from "@harness-catalog/problems";
import { readStackFiles, type StackFile } from "../../infra/stackFiles";
import { mostYamlBytes, readTextFile } from "@harness-catalog/files/plainFile";

/** One stack, as its `Pulumi.<stack>.yaml` and the catalog describe it. */
export interface StackSummary {
  readonly stack: string;
  /** Harness account its file names; null where the sandbox or the environment decides. */
  readonly account: string | null;
  /** Catalog keys of the environments it hosts, in promotion order. */
  readonly environments: readonly string[];
  /** True when one of them is of type Production. */
  readonly production: boolean;
}

const platform = z.object({
  environments: z.record(z.string(), z.object({ type: z.string(), order: z.number() })),
});

/** What the order of the stacks follows from. */
export type Environments = z.infer<typeof platform>["environments"];

/**
 * The environments of platform.yaml, without a look at the rest: the stacks of a catalog with mistakes can be listed
 * too, so that a pull request gets told of the mistakes for each of them. Undefined when not even these are right.
 */
export function environmentsOf(catalogDir: string): Environments | undefined {
  try {
    const read = readYaml(readTextFile(join(catalogDir, "platform.yaml"), mostYamlBytes));
    return read.wrong === undefined ? platform.safeParse(read.value).data?.environments : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Every stack that has a file. Stacks without production come first, so that a change is seen there before; then by
 * the earliest environment in the promotion order, then by name.
 * @throws CatalogError CAT012 when a stack hosts an environment that the platform does not declare, CMD011
 */
export function stackSummaries(root: string, environments: Environments): StackSummary[] {
  const promotion = Object.entries(environments)
    .sort(([, a], [, b]) => a.order - b.order)
    .map(([key]) => key);
  const position = (summary: StackSummary) => promotion.indexOf(summary.environments[0] ?? "");
  return readStackFiles(root)
    .map((file) => summaryOf(file, environments, promotion))
    .sort(
      (a, b) =>
        Number(a.production) - Number(b.production) ||
        position(a) - position(b) ||
        compareText(a.stack, b.stack),
    );
}

function summaryOf(file: StackFile, declared: Environments, promotion: readonly string[]): StackSummary {
  const hosted = file.environments ?? promotion;
  const unknown = hosted.filter((key) => !promotion.includes(key));
  if (unknown.length > 0) {
    throw problem(
      "CAT012",
      `harness-catalog:environments: "${unknown.join(", ")}" is not one of ${listWords(promotion)}`,
      "use an environment of platform.yaml",
      { file: `Pulumi.${file.name}.yaml`, line: 1, column: 1 },
    );
  }
  const environments = promotion.filter((key) => hosted.includes(key));
  return {
    stack: file.name,
    account: file.account ?? null,
    environments,
    production: environments.some((key) => declared[key]?.type === "Production"),
  };
}
