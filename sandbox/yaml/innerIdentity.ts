import type { Json } from "../entity";
import { invalid } from "../refusal";

/** Identifiers inside a pipeline; the schema allows no `$` here. */
const innerIdentifier = /^[a-zA-Z_][0-9a-zA-Z_]{0,127}$/;

/** @throws Refusal 400 when identifier or name of a stage, group or step is missing or misshapen. */
export function checkInnerIdentity(node: Json, what: string): string {
  const { identifier, name } = node;
  if (typeof identifier !== "string" || !innerIdentifier.test(identifier)) {
    throw invalid(`${what} identifier [${String(identifier)}] must match ${innerIdentifier.source}`);
  }
  if (typeof name !== "string" || name === "") throw invalid(`${what} [${identifier}] has no name`);
  return identifier;
}
