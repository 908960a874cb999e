/** `plan --save` and `up --plan`: a run that does what was reviewed, or nothing. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { CatalogError } from "@harness-catalog/problems";
import type { Io } from "../io";
import { stackConfig } from "../stackFile";
import type { OperationResult, RunOptions } from "../engine/operation";
import type { EngineSettings } from "../engine/settings";
import { assertSamePlan } from "./compare";
import { withoutPlanNoise } from "./engineRefusal";
import { savedPlan, type SavedPlan } from "./savedPlan";

/** The plan that a preview has made, as it is saved and compared. */
export function planOf(settings: EngineSettings, desired: string, result: OperationResult): SavedPlan {
  const { root, stack, programEnv } = settings;
  const account = programEnv["HARNESS_ACCOUNT_ID"] ?? stackConfig(root, stack)["harness:accountId"];
  return savedPlan({ stack, account: String(account), desired }, result.changes);
}

/**
 * Runs `up` bound to a reviewed plan: a preview must come to the same operations, and the engine refuses every step
 * that was not in that preview, should another run change the stack in between.
 * @param between called with the preview when it is the reviewed plan, before anything is written
 * @throws CatalogError CMD016 when it is another one; what the runs throw
 */
export async function upAsReviewed(
  io: Io,
  settings: EngineSettings,
  reviewed: { readonly plan: SavedPlan; readonly file: string },
  desired: string,
  options: RunOptions,
  between: (preview: OperationResult) => Promise<void>,
): Promise<OperationResult> {
  const { runOperation } = await import("../engine/operation.js");
  const enginePlan = join(settings.workDir, "engine-plan.json");
  try {
    const preview = await runOperation(io, settings, "plan", { quiet: true, enginePlan });
    assertSamePlan(reviewed.plan, planOf(settings, desired, preview), reviewed.file);
    await between(preview);
    return await runOperation(io, settings, "up", { ...options, enginePlan });
  } catch (error) {
    throw error instanceof CatalogError ? withoutPlanNoise(error, settings.stack, reviewed.file) : error;
  } finally {
    rmSync(enginePlan, { force: true });
  }
}
