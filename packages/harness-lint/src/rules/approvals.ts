/** Approval steps. The published schema accepts any count and any text as a deadline. */
import type { Finding, LintContext, Rule, Subject } from "../model";
import { entries, isExpression, list, mapping, text, valueAt } from "../values";
import { isRegex } from "../regex";
import { stepsOf, type Step } from "../walk";

const approvalTypes = new Set(["HarnessApproval", "CustomApproval", "JiraApproval", "ServiceNowApproval"]);

function approvalsOf(subject: Subject): Step[] {
  return stepsOf(subject).filter(({ type }) => type === "HarnessApproval");
}

function approvers(subject: Subject): Finding[] {
  return approvalsOf(subject).flatMap(({ value, path }): Finding[] => {
    if (isExpression(value["spec"]) || isExpression(valueAt(value, ["spec", "approvers"]))) return [];
    const given = mapping(valueAt(value, ["spec", "approvers"]));
    const at = [...path, "spec", "approvers"];
    const count = given["minimumCount"];
    const number = typeof count === "string" && /^\d+$/.test(count) ? Number(count) : count;
    const counted = isExpression(count) || (Number.isInteger(number) && Number(number) >= 1);
    const groups = given["userGroups"];
    const somebody = [groups, given["serviceAccounts"]].some(
      (named) => isExpression(named) || list(named).length > 0,
    );
    const barred = given["disallowPipelineExecutor"];
    return [
      ...(counted
        ? []
        : [
            {
              path: [...at, "minimumCount"],
              message: `${JSON.stringify(count ?? null)} is no number of approvers`,
              hint: "write a number from 1 on",
            },
          ]),
      ...(somebody
        ? []
        : [{ path: [...at, "userGroups"], message: "nobody may approve", hint: "name a user group" }]),
      ...(typeof barred === "boolean" || isExpression(barred)
        ? []
        : [
            {
              path: [...at, "disallowPipelineExecutor"],
              message: "it is not said whether the executor may approve",
              hint: "write true or false",
            },
          ]),
    ];
  });
}

/** As many approvers as are asked for are in the groups; people in two groups count twice, so the rule only errs kindly. */
function enoughApprovers(subject: Subject, { groupSizes }: LintContext): Finding[] {
  if (groupSizes === undefined) return [];
  return approvalsOf(subject).flatMap(({ value, path }) => {
    const given = mapping(valueAt(value, ["spec", "approvers"]));
    const sizes = list(given["userGroups"]).map((group) => groupSizes.get(String(group)));
    const count = Number(given["minimumCount"]);
    if (
      sizes.length === 0 ||
      isExpression(given["userGroups"]) ||
      sizes.includes(undefined) ||
      !Number.isInteger(count)
    )
      return [];
    const people = sizes.reduce<number>(
      (sum, size) => sum + (size ?? 0),
      list(given["serviceAccounts"]).length,
    );
    if (count <= people) return [];
    const message = `${count} approvers are asked for, the groups have ${people}`;
    return [
      {
        path: [...path, "spec", "approvers", "minimumCount"],
        message,
        hint: `ask for at most ${people}, or name another group`,
      },
    ];
  });
}

function deadlines(subject: Subject): Finding[] {
  return approvalsOf(subject).flatMap(({ value, path }): Finding[] => {
    const deadline = valueAt(value, ["spec", "autoApproval", "scheduledDeadline"]);
    if (deadline === undefined) return [];
    const at = [...path, "spec", "autoApproval", "scheduledDeadline"];
    const { time, timeZone } = mapping(deadline);
    return [
      ...(isExpression(time) || isTime(text(time) ?? "")
        ? []
        : [
            {
              path: [...at, "time"],
              message: `${JSON.stringify(time ?? null)} is no time`,
              hint: 'write it as "2026-12-01 09:00 AM"',
            },
          ]),
      ...(isExpression(timeZone) || isZone(text(timeZone) ?? "")
        ? []
        : [
            {
              path: [...at, "timeZone"],
              message: `${JSON.stringify(timeZone ?? null)} is no time zone`,
              hint: 'write it as "Europe/Berlin"',
            },
          ]),
    ];
  });
}

/** `YYYY-MM-DD hh:mm AM`, of a day that exists. */
function isTime(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2}) (0[1-9]|1[0-2]):[0-5]\d (AM|PM)$/.exec(value);
  if (match === null) return false;
  const [year, month, day] = match.slice(1, 4).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isZone(value: string): boolean {
  if (value === "") return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

const constraints = ["regex", "allowedValues", "selectOneFrom", "selectManyFrom"];

function inputs(subject: Subject): Finding[] {
  return approvalsOf(subject).flatMap(({ value, path }) => {
    const at = [...path, "spec", "approverInputs"];
    return entries(valueAt(value, ["spec", "approverInputs"]), at).flatMap(
      ({ value: input, path: entry }): Finding[] => {
        const limits = constraints.filter((key) => key in input);
        const regex = input["regex"];
        return [
          ...(text(input["name"])
            ? []
            : [{ path: [...entry, "name"], message: "an input has no name", hint: "add name: …" }]),
          ...(limits.length > 1
            ? [
                {
                  path: [...entry, limits[1]!],
                  at: "key" as const,
                  message: `${limits.join(" and ")} exclude each other`,
                  hint: "keep one",
                },
              ]
            : []),
          ...(typeof regex === "string" && !isExpression(regex) && !isRegex(regex)
            ? [
                {
                  path: [...entry, "regex"],
                  message: `"${regex}" is no regular expression`,
                  hint: "correct it",
                },
              ]
            : []),
        ];
      },
    );
  });
}

/** Source: developer.harness.io, "Using manual Harness approval stages": approvals must not run in parallel. */
function parallel(subject: Subject): Finding[] {
  return stepsOf(subject)
    .filter(({ type, parallel: beside }) => beside && type !== undefined && approvalTypes.has(type))
    .map(({ path, type }) => ({
      path: [...path, "type"],
      weight: "house" as const,
      message: `${type} inside parallel`,
      hint: "put it before or after the parallel steps",
    }));
}

export const approvalRules = {
  approvers: {
    code: "LINT050",
    title: "An approval needs at least one approver and names who may approve",
    documents: ["pipeline", "template"],
    check: approvers,
  },
  approverCount: {
    code: "LINT050",
    title: "The groups of an approval have as many people as are asked for",
    documents: ["pipeline", "template"],
    check: enoughApprovers,
  },
  approvalDeadline: {
    code: "LINT051",
    title: "An approval deadline is a time in a time zone",
    documents: ["pipeline", "template"],
    check: deadlines,
  },
  approverInput: {
    code: "LINT052",
    title: "Inputs of approvers have a name and at most one constraint",
    documents: ["pipeline", "template"],
    check: inputs,
  },
  parallelApproval: {
    code: "LINT053",
    title: "Approvals stand alone",
    documents: ["pipeline", "template"],
    house: true,
    check: parallel,
  },
} as const satisfies Record<string, Rule>;
