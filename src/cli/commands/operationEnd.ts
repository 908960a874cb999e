/** How an operation ends: what is said last, and its exit code. */
import { refusalsIn } from "../account/check";
import type { AccountCheck } from "../account/model";
import type { OperationResult } from "../engine/operation";
import type { Io } from "../io";
import { flag, type ParsedArgs } from "../options";
import { printProblems } from "../problems";

/** Says what `up` would refuse, and returns the exit code: then that of `up`. */
export function endOf(
  args: ParsedArgs,
  io: Io,
  { result, account }: { readonly result: OperationResult; readonly account: AccountCheck | undefined },
): number {
  const refusal = account === undefined ? undefined : refusalsIn(account);
  if (refusal === undefined) return flag(args, "detailed-exitcode") && result.changes.length > 0 ? 2 : 0;
  printProblems(io, refusal.problems, false);
  return refusal.exitCode;
}
