/** Who does what at an approval step, in the order of time. */
import type { Segment } from "../paths";
import type { When } from "../scenario/model";
import { names, type Frame } from "../walk/frame";

/** Somebody approves or rejects. */
export interface Vote {
  readonly person: string;
  readonly at: number;
  readonly approves: boolean;
  readonly invented: boolean;
  readonly inputs: Readonly<Record<string, string>>;
}

/** Ten minutes: how long people take when the scenario does not say. */
const soon = 600_000;

/**
 * The votes that a scenario has for a step. Who is named without a time comes ten minutes after the one before.
 * @param start when the step begins to wait
 */
export function votesFor(
  frame: Frame,
  segment: Segment,
  groups: readonly string[],
  needed: number,
  start: number,
): Vote[] {
  const { scenario, recorder } = frame.run;
  let last = start;
  const timeOf = (when: When): number => {
    if (when.kind === "at") return when.instant;
    if (when.kind === "after") return start + when.milliseconds;
    return (last += soon);
  };
  const votes: Vote[] = [];
  for (const { target, people, when, inputs, origin } of scenario.approvals) {
    if (!names(target, frame, segment) && !groups.includes(target)) continue;
    recorder.use(origin);
    for (const person of people)
      votes.push({ person, at: timeOf(when), approves: true, invented: false, inputs });
  }
  for (const { target, person, when, origin } of scenario.rejections) {
    if (!names(target, frame, segment)) continue;
    recorder.use(origin);
    const somebody = person ?? recorder.freshPerson();
    votes.push({
      person: somebody,
      at: timeOf(when),
      approves: false,
      invented: person === undefined,
      inputs: {},
    });
  }
  if (votes.length === 0 && scenario.approveAll)
    for (let count = 0; count < needed; count++)
      votes.push({
        person: recorder.freshPerson(),
        at: timeOf({ kind: "soon" }),
        approves: true,
        invented: true,
        inputs: {},
      });
  return votes.sort((a, b) => a.at - b.at);
}
