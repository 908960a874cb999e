/**
 * Approval steps. Source: developer.harness.io, "Using manual Harness approval steps"; harness-schema, `approvers`.
 * User groups are not looked up: whoever the scenario names is taken for a member.
 */
import { listWords } from "@harness-catalog/problems/suggest";
import { mapAt, textAt, type Node } from "../../trigger/documents";
import type { ApprovalRecord } from "../model";
import type { Segment } from "../paths";
import { durationText } from "../time/duration";
import { instantText } from "../time/instant";
import { instantIn, parseLocalTime } from "../time/zone";
import { fillIn, fillInList, type Frame } from "../walk/frame";
import { fillForm } from "./approverInputs";
import { failed, type Performance } from "./model";
import { votesFor, type Vote } from "./voters";

/** Carries out an approval step. @param timeout milliseconds */
export function approve(
  step: Node,
  at: number,
  timeout: number,
  frame: Frame,
  segment: Segment,
  where: string,
): Performance {
  const { run, scope } = frame;
  const spec = mapAt(step, "spec");
  const approvers = mapAt(spec, "approvers");
  const groups = [
    ...fillInList(run, scope, where, approvers["userGroups"]),
    ...fillInList(run, scope, where, approvers["serviceAccounts"]),
  ];
  const needed = Math.max(1, Number(fillIn(run, scope, where, approvers["minimumCount"] ?? 1)) || 1);
  const rules: Rules = {
    start: at,
    end: at + timeout,
    executor: approvers["disallowPipelineExecutor"] === true ? run.scenario.startedBy : undefined,
    barred: fillInList(run, scope, where, approvers["disallowedUserEmails"]),
    spec,
    inputs: run.scenario.inputs,
  };
  const tally = count(
    votesFor(frame, segment, groups, needed, at),
    needed,
    rules,
    automatic(spec, frame, where),
  );
  if (tally.invented.length > 0) run.recorder.assume(`made up at ${where}: ${tally.invented.join(", ")}`);
  if (tally.approved.some(({ invented }) => !invented))
    run.recorder.assume("people named by the scenario are members of the user groups they approve for");
  const approval: ApprovalRecord = {
    groups,
    needed,
    message: fillIn(run, scope, where, spec["approvalMessage"]),
    approved: tally.approved.map(({ person, at, invented }) => ({ person, at: instantText(at), invented })),
    refused: tally.refused,
    rejectedBy: tally.rejected && { person: tally.rejected.person, at: instantText(tally.rejected.at) },
    inputs: tally.inputs,
  };
  return ended(tally, approval, at, timeout);
}

interface Rules {
  readonly start: number;
  readonly end: number;
  readonly executor: string | undefined;
  readonly barred: readonly string[];
  readonly spec: Node;
  readonly inputs: Readonly<Record<string, string>>;
}

interface Tally {
  approved: Vote[];
  refused: { person: string; at: string; why: string }[];
  rejected: Vote | null;
  inputs: Record<string, string>;
  invented: string[];
  /** When the step is over; undefined when it never is. */
  end: number | undefined;
}

function count(votes: readonly Vote[], needed: number, rules: Rules, automaticAt: number | undefined): Tally {
  const tally: Tally = {
    approved: [],
    refused: [],
    rejected: null,
    inputs: {},
    invented: [],
    end: undefined,
  };
  const robot: Vote[] =
    automaticAt === undefined || automaticAt < rules.start
      ? []
      : [{ person: "automatic approval", at: automaticAt, approves: true, invented: false, inputs: {} }];
  for (const vote of [...votes, ...robot].sort((a, b) => a.at - b.at)) {
    const form = fillForm(rules.spec, { ...rules.inputs, ...vote.inputs });
    const isRobot = robot.includes(vote);
    const why = isRobot ? late(vote, rules) : refusal(vote, rules, tally, form.problems);
    if (why !== undefined) {
      tally.refused.push({ person: vote.person, at: instantText(vote.at), why });
      continue;
    }
    if (!vote.approves) return { ...tally, rejected: vote, end: vote.at };
    tally.approved.push(vote);
    if (!isRobot) {
      Object.assign(tally.inputs, form.values);
      tally.invented = form.invented.map((name) => `${name} ${form.values[name] ?? ""}`);
    }
    if (isRobot || tally.approved.length >= needed) return { ...tally, end: vote.at };
  }
  return tally;
}

function refusal(vote: Vote, rules: Rules, tally: Tally, problems: readonly string[]): string | undefined {
  const same = (person: string | undefined) => person?.toLowerCase() === vote.person.toLowerCase();
  if (vote.at < rules.start) return "the step did not wait yet";
  if (late(vote, rules) !== undefined) return late(vote, rules);
  if (same(rules.executor)) return "started the run";
  if (rules.barred.some(same)) return "approved before, or is barred otherwise";
  if (tally.approved.some(({ person }) => same(person))) return "has approved this step already";
  return vote.approves ? problems[0] : undefined;
}

function late(vote: Vote, rules: Rules): string | undefined {
  return vote.at >= rules.end ? "the step had expired" : undefined;
}

/** When the step approves itself. Source: harness-schema, `autoApproval`: `2026-12-01 09:00 AM` of a zone. */
function automatic(spec: Node, frame: Frame, where: string): number | undefined {
  const deadline = mapAt(spec, "autoApproval", "scheduledDeadline");
  const local = parseLocalTime(fillIn(frame.run, frame.scope, where, textAt(deadline, "time")));
  return local && instantIn(fillIn(frame.run, frame.scope, where, textAt(deadline, "timeZone")), local);
}

function ended(tally: Tally, approval: ApprovalRecord, at: number, timeout: number): Performance {
  const groups = listWords(approval.groups);
  const { approved, refused, rejected } = tally;
  if (rejected !== null) {
    const reason = `rejected by ${rejected.person}`;
    const cure = `settle it with ${rejected.person}, then run the pipeline again`;
    return failed(rejected.at - at, { kind: "ApprovalRejection", reason, cure }, { approval });
  }
  if (tally.end === undefined) {
    const turned = refused.map(({ person, why }) => `; ${person} did not count: ${why}`).join("");
    const reason = `${approved.length} of ${approval.needed} approvals by ${groups} within ${durationText(timeout)}${turned}`;
    const more = approval.needed - approved.length;
    const cure = `have ${more} more ${more === 1 ? "member" : "members"} of ${groups} approve in time, then run the pipeline again`;
    return failed(timeout, { kind: "Timeout", reason, cure }, { approval });
  }
  const turned = refused.map(({ person, why }) => `; refused ${person}: ${why}`).join("");
  const detail = `approved by ${approved.map(({ person }) => person).join(", ")}${turned}`;
  return { duration: tally.end - at, status: "Success", detail, approval, output: outputOf(approval) };
}

function outputOf(approval: ApprovalRecord): unknown {
  const approvalActivities = approval.approved.map(({ person, at }) => {
    const inputs = Object.entries(approval.inputs).map(([name, value]) => ({ name, value }));
    return {
      user: { email: person, name: person },
      action: "APPROVE",
      approvedAt: at,
      approverInputs: inputs,
    };
  });
  return { approvalActivities, approverInputs: approval.inputs };
}
