/** The provider's Check and Diff for plans that are made without the engine: the very functions, without a process. */
import { specs, type Kind, type ResourceSpec } from "../../sdk/spec";
import { CatalogError, type Problem } from "@harness-catalog/problems";
import { check } from "../check";
import { difference, type Difference } from "../diff";
import { plain, type Plain } from "../wire/struct";

export type { Change, Difference } from "../diff";
export type { Plain } from "../wire/struct";
export { digestsOf, differenceFrom, type Digester, type Digests } from "./digests";

/** The facts of a kind. */
export function specOf(kind: Kind): ResourceSpec {
  return specs[kind];
}

/**
 * Inputs as Check completes them.
 * @param name logical name of the object
 * @throws CatalogError HAR008 with every failure of Check
 */
export function checkedInputs(kind: Kind, name: string, inputs: Plain): Plain {
  const { inputs: complete, failures } = check(specs[kind], name, {}, inputs);
  if (failures.length > 0) {
    throw new CatalogError(
      failures.map(({ property, reason }): Problem => {
        const message = `${kind} ${name}: ${property} ${reason.replace(/ {2}\[HAR008\]$/, "")}`;
        return {
          code: "HAR008",
          message,
          hint: "correct the catalog, or report it: a catalog that is valid leads to valid objects",
        };
      }),
    );
  }
  return plain(complete);
}

/** What Diff says of an object that an earlier plan made as it asked for. */
export function differenceBetween(kind: Kind, before: Plain, now: Plain): Difference {
  return difference(specs[kind], { inputs: before, state: before }, now);
}
