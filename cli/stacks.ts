/** The stacks of this project: one a Harness account. */
import type { Platform } from "../catalog/model";
import { compareText, listWords } from "../errors/suggest";
import { problem } from "../errors";
import { hostedEnvironments, stackConfig, stackNames } from "./stackFile";

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

/**
 * Every stack that has a file. Stacks without production come first, so that a change is seen there before; then by
 * the earliest environment in the promotion order, then by name.
 * @throws CatalogError CAT012 when a stack hosts an environment that the platform does not declare
 */
export function stackSummaries(root: string, platform: Platform): StackSummary[] {
  const promotion = Object.entries(platform.environments)
    .sort(([, a], [, b]) => a.order - b.order)
    .map(([key]) => key);
  const position = ({ environments }: StackSummary) => promotion.indexOf(environments[0] ?? "");
  return stackNames(root)
    .map((stack) => summaryOf(root, stack, platform, promotion))
    .sort(
      (a, b) =>
        Number(a.production) - Number(b.production) ||
        position(a) - position(b) ||
        compareText(a.stack, b.stack),
    );
}

function summaryOf(
  root: string,
  stack: string,
  platform: Platform,
  promotion: readonly string[],
): StackSummary {
  const config = stackConfig(root, stack);
  const hosted = hostedEnvironments(config) ?? promotion;
  const unknown = hosted.filter((key) => !promotion.includes(key));
  if (unknown.length > 0) {
    throw problem(
      "CAT012",
      `harness-catalog:environments: "${unknown.join(", ")}" is not one of ${listWords(promotion)}`,
      "use an environment of platform.yaml",
      { file: `Pulumi.${stack}.yaml`, line: 1, column: 1 },
    );
  }
  const account = config["harness:accountId"];
  const environments = promotion.filter((key) => hosted.includes(key));
  return {
    stack,
    account: typeof account === "string" ? account : null,
    environments,
    production: environments.some((key) => platform.environments[key]?.type === "Production"),
  };
}
