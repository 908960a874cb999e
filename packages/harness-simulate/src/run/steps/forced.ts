/** What the scenario makes of a step: that it fails, that its infrastructure is down, how long it takes. */
import { isAt, type Segment } from "../paths";
import type { Failing } from "../scenario/model";
import { names, stepPath, type Frame } from "../walk/frame";
import { needsDelegate, nominalDuration } from "./kinds";

/** The failure a scenario has for this attempt at a step. A stage stands for its first step that deploys. */
export function failureOf(
  frame: Frame,
  segment: Segment,
  type: string,
  attempt: number,
): Failing | undefined {
  const { stage, rollback, run } = frame;
  const isFirst = !rollback && needsDelegate(type) && stage.firstDeploy === stepPath(frame, segment);
  const found = run.scenario.failing.find(
    ({ target, times = Infinity }) =>
      attempt <= times && (names(target, frame, segment) || (isFirst && isAt(target, [stage.id]))),
  );
  if (found !== undefined) run.recorder.use(found.origin);
  return found;
}

/** What of a stage's way to its infrastructure is down; undefined when it can be reached. */
export function unreachable({ stage, run }: Frame): string | undefined {
  const { deployment } = stage;
  if (deployment === undefined) return undefined;
  const ways = [deployment.infrastructure, ...deployment.delegateSelectors];
  const down = run.scenario.down.find(({ name }) => ways.includes(name));
  if (down !== undefined) run.recorder.use(down.origin);
  return down?.name;
}

/** How long a step takes, in milliseconds, and whether the scenario says so. */
export function durationFor(frame: Frame, segment: Segment, type: string): { length: number; said: boolean } {
  const { lasting } = frame.run.scenario;
  const said =
    lasting.find(({ target }) => names(target, frame, segment)) ??
    lasting.find(({ target }) => target === type);
  if (said === undefined) return { length: nominalDuration(type), said: false };
  frame.run.recorder.use(said.origin);
  return { length: said.milliseconds, said: true };
}
