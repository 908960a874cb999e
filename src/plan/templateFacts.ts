/** What is to be remembered of the templates of an account, and what may not happen to them from one run to the next. */
import { createHash } from "node:crypto";
import { compare, gt, major } from "semver";
import { listWords } from "@harness-catalog/problems/suggest";
import type { Problem } from "@harness-catalog/problems";
import { breakingInputs, openInputs } from "../documents/versions/surface";
import { canonical } from "../catalog/check/canonical";
import type { TemplateVersion } from "../catalog/library/model";
import { ringsOf, versionInRing } from "../catalog/library/rings";
import type { Catalog } from "../catalog/model";
import { planContext } from "./context";
import { templateObjectName } from "./links";
import type { PlanScope } from "./model";
import { neededVersions } from "./templateLibrary";

/** Kept in the outputs of a stack, so that its next run can compare. */
export interface TemplateFacts {
  /** By `identifier@label`. */
  readonly templates: Readonly<
    Record<string, { readonly digest: string; readonly inputs: readonly string[] }>
  >;
  /** Template → ring → label. */
  readonly rings: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The facts of an account's share of the catalog. */
export function templateFacts(catalog: Catalog, scope: PlanScope): TemplateFacts {
  const versions = neededVersions(planContext(catalog, scope));
  const rings = ringsOf(catalog.platform).map(({ name }) => name);
  const labels = (identifier: string) =>
    Object.fromEntries(rings.map((ring) => [ring, versionInRing(catalog, identifier, ring)]));
  return {
    templates: Object.fromEntries(
      versions.map((version) => [
        templateObjectName(version.identifier, version.label),
        { digest: digestOf(version), inputs: openInputs(version.spec) },
      ]),
    ),
    rings: Object.fromEntries(versions.map(({ identifier }) => [identifier, labels(identifier)])),
  };
}

/**
 * Everything against this run's templates: bodies that changed under a label that is deployed, inputs that break
 * without a new major version, rings that are skipped.
 * @param last facts of the stack's last run; members are missing before the first
 */
export function templateProblems(
  last: Partial<TemplateFacts>,
  now: TemplateFacts,
  { library, platform }: Catalog,
): Problem[] {
  const versions = [...library.values()].flat();
  const deployed = last.templates ?? {};
  return [
    ...versions.flatMap((version) => changedBody(version, deployed)),
    ...versions.flatMap((version) => brokenInputs(version, { ...now.templates, ...deployed })),
    ...skippedRings(
      last.rings ?? {},
      now.rings,
      ringsOf(platform).map(({ name }) => name),
    ),
  ];
}

/** A version that nothing uses any more is still the same, and may go. */
function changedBody(version: TemplateVersion, deployed: TemplateFacts["templates"]): Problem[] {
  const { identifier, label, file } = version;
  const before = deployed[templateObjectName(identifier, label)]?.digest;
  if (before === undefined || before === digestOf(version)) return [];
  return [
    {
      code: "TPL010",
      message: `version ${label} of template ${identifier} is deployed with another body`,
      hint: `undo the change here, copy the file to one of a new version, and change that; then move a ring to it under "templates" of platform.yaml`,
      place: { file, line: 1, column: 1 },
    },
  ];
}

function brokenInputs(
  { identifier, label, file }: TemplateVersion,
  known: TemplateFacts["templates"],
): Problem[] {
  const own = known[templateObjectName(identifier, label)];
  const before = Object.keys(known)
    .filter((name) => name.startsWith(`${identifier}@`))
    .map((name) => name.slice(identifier.length + 1))
    .filter((other) => major(other) === major(label) && gt(label, other))
    .sort(compare)
    .at(-1);
  if (own === undefined || before === undefined) return [];
  const { gone, needed } = breakingInputs(
    known[templateObjectName(identifier, before)]?.inputs ?? [],
    own.inputs,
  );
  if (gone.length === 0 && needed.length === 0) return [];
  const changes = [
    ...(gone.length > 0 ? [`no longer takes ${listWords(gone)}`] : []),
    ...(needed.length > 0 ? [`asks for ${listWords(needed)}`] : []),
  ];
  return [
    {
      code: "TPL011",
      message: `version ${label} of template ${identifier} ${changes.join(" and ")}, unlike ${before}`,
      hint: `make it version ${major(label) + 1}.0.0, or give new inputs a default: <+input>.default(…)`,
      place: { file, line: 1, column: 1 },
    },
  ];
}

/** A ring gets a version when every ring before it has had it since an earlier run. Going back is always allowed. */
function skippedRings(
  last: TemplateFacts["rings"],
  now: TemplateFacts["rings"],
  order: readonly string[],
): Problem[] {
  return Object.entries(now).flatMap(([identifier, labels]): Problem[] => {
    const before = last[identifier];
    if (before === undefined) return [];
    const skipping = order.find((ring, index) => {
      const label = labels[ring];
      const raised = label !== undefined && before[ring] !== undefined && gt(label, before[ring]);
      return raised && order.slice(0, index).some((earlier) => (before[earlier] ?? label) !== label);
    });
    if (skipping === undefined) return [];
    const label = labels[skipping]!;
    const first = order.find((ring) => (before[ring] ?? label) !== label)!;
    return [
      {
        code: "TPL012",
        message: `template ${identifier} would move to ${label} in ring "${skipping}" before ring "${first}" has had it`,
        hint: `write "through: ${first}" under templates.${identifier} of platform.yaml, apply, and move on from there`,
      },
    ];
  });
}

function digestOf({ type, spec }: TemplateVersion): string {
  return createHash("sha256")
    .update(JSON.stringify(canonical({ type, spec })))
    .digest("hex")
    .slice(0, 16);
}
