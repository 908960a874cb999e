/** The look at the account for each of the two plans that can have one: by the state of the stack, and by its record. */
import type { Catalog } from "../../catalog/model";
import type { Plan } from "../../plan";
import { otherAccount } from "@harness-catalog/problems/connection";
import { wantedOf } from "../../../infra/wanted";
import { placeOf, sandboxEnv } from "../engine/accountEnv";
import type { OperationResult } from "../engine/operation";
import type { EngineSettings } from "../engine/settings";
import type { Io } from "../io";
import { settingsOf } from "../plans/stackSettings";
import { stackConfig } from "../stackFile";
import { withAccount, type CheckedPlan } from "./check";
import { assertConnected, connectionOfStack, connectionWithoutEngine } from "./connection";

/** A stack and what its command was told. */
export interface StackRequest {
  readonly stack: string;
  readonly catalog: Catalog;
  /** Variables of this command, such as HARNESS_CATALOG_IMPORT. */
  readonly given: Readonly<Record<string, string>>;
}

/** Before the engine runs. @throws CatalogError CMD010 when this run was told of no account or key */
export function assertAccountTold({ root, stack, programEnv }: EngineSettings): void {
  assertConnected(stack, programEnv, stackConfig(root, stack));
}

/**
 * Looks at the account of a plan by state.
 * @param stateId identity of the state, as the program has settled it
 * @throws CatalogError CMD010, HAR001, HAR002, HAR006
 */
export function accountOfState(
  io: Io,
  settings: EngineSettings,
  { stack, catalog, given }: StackRequest,
  result: OperationResult,
  stateId: string | undefined,
): Promise<CheckedPlan> {
  const { root, programEnv } = settings;
  const told = settingsOf(io, root, stack, given, { account: "any" });
  const { plan } = wantedOf(catalog, { ...told, stateId: stateId ?? told.stateId }, root);
  const connection = connectionOfStack(settings);
  const { changes } = result;
  return withAccount(result, { stack, connection, env: programEnv, plan, changes, imports: told.imports });
}

/**
 * Looks at the account of a plan by record. The key goes to where this run was told the account is, and never anywhere that
 * only the record names.
 * @param recorded account and endpoint of the record
 * @throws CatalogError CMD010, CMD012 when the record is of another account, HAR001, HAR002, HAR006
 */
export function accountOfRecord(
  io: Io,
  root: string,
  { stack, given }: StackRequest,
  result: OperationResult,
  { plan, recorded }: { readonly plan: Plan; readonly recorded: Parameters<typeof otherAccount>[0] },
): Promise<CheckedPlan> {
  const config = stackConfig(root, stack);
  const env = { ...io.env, ...sandboxEnv(io, root, config), ...given };
  const { imports, movedFrom } = settingsOf(io, root, stack, given, { account: "any" });
  const connection = connectionWithoutEngine(stack, env, config);
  const refusal = otherAccount(recorded, placeOf(env, config), movedFrom);
  if (refusal !== undefined) throw refusal;
  return withAccount(result, { stack, connection, env, plan, changes: result.changes, imports });
}
