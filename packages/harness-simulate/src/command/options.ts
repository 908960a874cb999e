/** The options of `harness-simulate`. Those of a scenario are the ones of `harness-catalog simulate`. */
import type { OptionTable } from "@harness-catalog/command-line/arguments";
import type { ScenarioOption } from "../run/scenario/options";

const scenario = {
  image: { type: "string", value: "TAG", help: "the variable imageTag" },
  set: {
    type: "string",
    value: "NAME=VALUE",
    help: "a variable of the pipeline; may be repeated",
    multiple: true,
  },
  at: { type: "string", value: "INSTANT", help: "the time to take for now, 2026-01-05T11:00Z" },
  by: { type: "string", value: "PERSON", help: "who starts the run" },
  approve: {
    type: "string",
    value: "WHO",
    help: "all, or STEP=PERSON[,PERSON][@+2h]; a user group may stand for its steps; may be repeated",
    multiple: true,
  },
  reject: {
    type: "string",
    value: "STEP",
    help: "an approval that somebody rejects, STEP[=PERSON][@+1h]; may be repeated",
    multiple: true,
  },
  fail: {
    type: "string",
    value: "STEP",
    help: "a step or stage that fails, STEP[=ERROR]; may be repeated",
    multiple: true,
  },
  down: {
    type: "string",
    value: "NAME",
    help: "an infrastructure, or a delegate tag, that cannot be reached; may be repeated",
    multiple: true,
  },
  input: {
    type: "string",
    value: "NAME=VALUE",
    help: "what approvers fill in; may be repeated",
    multiple: true,
  },
  ticket: { type: "string", value: "ID", help: "change ticket that approvers fill in, CHG0123456" },
  scenario: { type: "string", value: "FILE", help: "YAML file with the same, to be kept in Git" },
  expect: {
    type: "string",
    value: "OUTCOME",
    help: "exit 1 unless the run ends so: success, failed, expired, …",
  },
} as const satisfies OptionTable<ScenarioOption>;

export const simulateOptions = {
  inputs: { type: "string", value: "FILE", help: "YAML file with the runtime inputs, or an input set" },
  templates: {
    type: "string",
    value: "PATH",
    help: "file or folder of templates, services, environments, infrastructures and freezes; may be repeated",
    multiple: true,
  },
  output: { type: "string", value: "FORMAT", help: "text or json (default: text)" },
  ...scenario,
} as const satisfies OptionTable;
