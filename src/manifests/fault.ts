/** A problem whose cause is in the catalog, before its place is looked up. */
import type { CatalogFile } from "../catalog/load";
import { placeOf, type CatalogPath } from "../catalog/places";
import { CatalogError, type ErrorCode, type Problem } from "@harness-catalog/problems";

/** What is wrong, and which value of the catalog leads to it. */
export interface Fault {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  readonly at: CatalogPath;
}

/** The faults as problems with their places, each once. @throws CatalogError when there is any */
export function refuseFaults(faults: readonly Fault[], files: readonly CatalogFile[]): void {
  const distinct = new Map(faults.map((fault) => [JSON.stringify(fault), fault]));
  if (distinct.size > 0)
    throw new CatalogError([...distinct.values()].map((fault) => toProblem(fault, files)));
}

function toProblem({ code, message, hint, at }: Fault, files: readonly CatalogFile[]): Problem {
  const place = placeOf(files, at);
  return place === undefined ? { code, message, hint } : { code, message, hint, place };
}
