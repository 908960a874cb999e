/** The deletion guard for orphans: what holds history goes by the same limits as in `up`. Pure. */
import { deletionCountLimit, deletionShareLimit, foldedNames } from "../../catalog/guard";
import { serviceNames, serviceOfPipeline } from "../../catalog/names";
import { problem, type CatalogError } from "@harness-catalog/problems";
import type { Orphan } from "@pulumi/harness/provider/orphans/model";

/** Kinds that never go without a word: with them goes the record of what was deployed where. */
const always = new Set<string>(["environment", "infrastructure"]);

/**
 * Refuses to delete orphans that hold history, beyond the limits of the guard, without an exact word.
 * @param services those that the stack holds
 * @param allowed the number that somebody has allowed
 * @returns CMD002; undefined when they may go
 */
export function removalRefusal(
  orphans: readonly Orphan[],
  services: readonly string[],
  allowed: number | undefined,
): CatalogError | undefined {
  const lost = [...new Set(orphans.flatMap(serviceIn))].sort();
  const places = orphans
    .filter(({ kind }) => always.has(kind))
    .map(({ kind, identifier }) => `${kind} ${identifier}`);
  const share = lost.length / (services.length + lost.length);
  const isMuch = lost.length > deletionCountLimit || (lost.length > 0 && share > deletionShareLimit);
  const count = lost.length + places.length;
  if ((!isMuch && places.length === 0) || allowed === count) return undefined;
  const word = allowed === undefined ? "" : `, not the ${allowed} that are allowed`;
  return problem(
    "CMD002",
    [
      `${count === 1 ? "1 orphan" : `${count} orphans`} with a history would be deleted${word}; the deletion guard refuses`,
      ...(lost.length > 0
        ? foldedNames(`${lost.length === 1 ? "service" : "services"}, by identifier`, lost)
        : []),
      ...(places.length > 0 ? foldedNames("places of deployments", places) : []),
    ].join("\n"),
    `look at them first; allow exactly this with --allow-deletions ${count}, or take what is yours over: add the services to ` +
      "the catalog and run up",
  );
}

/** What is lost with an orphan, by the identifier of its service; a service and its pipeline are one loss. */
function serviceIn({ kind, identifier }: Orphan): string[] {
  if (kind === "service") return [identifier];
  if (kind !== "pipeline") return [];
  const service = serviceOfPipeline(identifier);
  return [service === undefined ? identifier : serviceNames.service(service)];
}
