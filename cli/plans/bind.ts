/** `plan --save` and `up --plan`: a run that does what was reviewed, or nothing. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { CatalogError, type Problem } from "../../errors";
import type { Io } from "../io";
import { stackConfig } from "../stackFile";
import type { OperationResult, RunOptions } from "../engine/operation";
import { label } from "../engine/progress";
import type { EngineSettings } from "../engine/settings";
import { assertSamePlan } from "./compare";
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
    throw overtaken(error, settings.stack, reviewed.file) ?? error;
  } finally {
    rmSync(enginePlan, { force: true });
  }
}

/** The engine's words for a step that its plan does not have (pulumi/pkg, resource/deploy/plan.go and step_generator.go). */
const outsideThePlan = /violates plan|is not allowed by the plan|expected resource operations for/;

/**
 * The refusal of the engine, when another run has changed the stack after the check. Of its words only the object is
 * kept: they print the values too.
 */
function overtaken(error: unknown, stack: string, file: string): CatalogError | undefined {
  if (!(error instanceof CatalogError)) return undefined;
  const refused = error.problems.filter(({ message }) => outsideThePlan.test(message));
  if (refused.length === 0) return undefined;
  return new CatalogError(
    refused.map(({ message }): Problem => ({
      code: "CMD016",
      message: `another run has changed the stack meanwhile: ${objectIn(message)} is not as it was in the plan`,
      hint: `review a new plan: \`harness-catalog plan --stack ${stack} --save ${file}\``,
      place: { file, line: 1, column: 1 },
    })),
  );
}

function objectIn(message: string): string {
  const urn = /urn:pulumi:\S+/.exec(message)?.[0];
  const type = urn?.split("::").at(-2)?.split("$").at(-1);
  return urn === undefined || type === undefined ? "an object" : label(type, urn);
}
