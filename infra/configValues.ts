/** Single values of the configuration, typed. Pure. */
import { z } from "zod";
import { problem } from "@harness-catalog/problems";
import { stateIdGrammar } from "./stateIdentity";

/**
 * `true` installs them; `tokens` makes their tokens only, for those who apply the rendered files; `false` does nothing, and
 * `remove` says so to a stack that has some.
 */
const delegateMode = z.enum(["true", "tokens", "false", "remove"]);
export type DelegateMode = z.infer<typeof delegateMode>;

/** The identity of a state, as somebody says it; empty is unsaid. @throws CatalogError CMD011 */
export function parseStateId(value: unknown): string | undefined {
  if (value === undefined || value === "") return undefined;
  const rule = "must be 3 to 32 small letters, digits and dashes, and start with a letter";
  return parsed(
    "stateId",
    z.string().regex(stateIdGrammar, { error: `${JSON.stringify(value)} ${rule}` }),
    value,
  );
}

/** The word for the deletion guard, as the environment or the stack file says it. @throws CatalogError CMD011 */
export function parseAllowance(value: unknown): number | undefined {
  if (value === undefined || value === "") return undefined;
  return parsed("allowDeletions", z.coerce.number().int().min(1), value);
}

/** What a stack does about delegates; nothing unless it says so. @throws CatalogError CMD011 */
export function parseDelegateMode(value: unknown): DelegateMode {
  return parsed("delegates", delegateMode, typeof value === "boolean" ? String(value) : (value ?? "false"));
}

/** Keys of objects to take over, separated by commas. */
export function parseImports(value: string | undefined): ReadonlySet<string> {
  return new Set((value ?? "").split(",").filter((key) => key !== ""));
}

/** A value that a schema takes. @throws CatalogError CMD011 */
export function parsed<T>(key: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw problem(
    "CMD011",
    `configuration "${key}" is malformed: ${z.prettifyError(result.error)}`,
    `correct "${key}" in the stack's file, Pulumi.<stack>.yaml`,
  );
}
