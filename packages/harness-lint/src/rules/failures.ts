/** Failure strategies. Source: published schema, failure strategy config, which lets any action type through. */
import { durationSeconds } from "../duration";
import type { Finding, Path, Rule, Subject } from "../model";
import { cure } from "../suggest";
import { entries, isExpression, isMapping, list, mapping, text } from "../values";
import { contentsOf } from "../walk";

/** Source: published schema, v0/pipeline/common/on-failure-config.yaml. */
const errors = (
  "AllErrors Unknown Authentication Connectivity Timeout Authorization Verification DelegateProvisioning " +
  "PolicyEvaluationFailure InputTimeoutError ApprovalRejection DelegateRestart UserMarkedFailure " +
  "InfrastructureFailure PluginImageFailure ResourceLimitsFailure ConfigurationFailure RetryableTransientFailure"
).split(" ");

const actions = (
  "Ignore Retry MarkAsSuccess MarkAsFailure Abort StageRollback StepGroupRollback PipelineRollback " +
  "ManualIntervention ProceedWithDefaultValues RetryStepGroup"
).split(" ");

function strategies(subject: Subject): Finding[] {
  return contentsOf(subject).mappings.flatMap(({ path, value }): Finding[] => {
    if (!("failureStrategies" in value) || isExpression(value["failureStrategies"])) return [];
    const given = list(value["failureStrategies"]);
    const at = [...path, "failureStrategies"];
    if (given.length === 0) {
      const hint = "say what happens on AllErrors";
      return [{ path: at, weight: "house", message: "no failure strategy is given", hint }];
    }
    return entries(given, at).flatMap(({ path: entry, value: strategy }) => {
      const onFailure = mapping(strategy["onFailure"]);
      return [
        ...unknownErrors(onFailure["errors"], [...entry, "onFailure", "errors"]),
        ...action(onFailure["action"], [...entry, "onFailure", "action"]),
      ];
    });
  });
}

function unknownErrors(value: unknown, path: Path): Finding[] {
  if (isExpression(value)) return [];
  if (list(value).length === 0)
    return [
      {
        path,
        weight: "house",
        message: "no error is named",
        hint: "write AllErrors, or those that are meant",
      },
    ];
  return list(value).flatMap((error, index) =>
    errors.includes(String(error)) || isExpression(error)
      ? []
      : [
          {
            path: [...path, index],
            message: `"${String(error)}" is no error of Harness`,
            hint: cure(String(error), errors),
          },
        ],
  );
}

function action(value: unknown, path: Path): Finding[] {
  const { type, spec } = mapping(value);
  if (isExpression(type)) return [];
  if (!actions.includes(String(type))) {
    return [
      {
        path: [...path, "type"],
        message: `${JSON.stringify(type ?? null)} is no failure action`,
        hint: cure(String(type), actions),
      },
    ];
  }
  const inner = mapping(spec);
  const at = [...path, "spec"];
  if (type === "Retry")
    return [...retry(inner, at), ...follow(inner["onRetryFailure"], [...at, "onRetryFailure", "action"])];
  if (type === "ManualIntervention") {
    const timeout = inner["timeout"];
    const hint = 'write spec.timeout, such as "2h"';
    const missing =
      timeout === undefined
        ? [{ path: [...at, "timeout"], message: "the intervention has no timeout", hint }]
        : [];
    return [...missing, ...follow(inner["onTimeout"], [...at, "onTimeout", "action"])];
  }
  return [];
}

function follow(value: unknown, path: Path): Finding[] {
  return value === undefined ? [] : action(mapping(value)["action"], path);
}

function retry(spec: Readonly<Record<string, unknown>>, path: Path): Finding[] {
  const { retryCount: count, retryIntervals: intervals } = spec;
  const badCount = !isCount(count);
  const wrong = list(intervals).findIndex(
    (interval) => !isExpression(interval) && !durationSeconds(text(interval) ?? ""),
  );
  return [
    ...(badCount
      ? [
          {
            path: [...path, "retryCount"],
            message: `${JSON.stringify(count ?? null)} is no number of retries`,
            hint: "write a number from 1 on",
          },
        ]
      : []),
    ...(wrong >= 0
      ? [
          {
            path: [...path, "retryIntervals", wrong],
            message: `${JSON.stringify(list(intervals)[wrong])} is no duration`,
            hint: 'write "10s"',
          },
        ]
      : []),
    ...(intervals === undefined && !badCount
      ? [
          {
            path: [...path, "retryIntervals"],
            message: "the retry has no intervals",
            hint: "add retryIntervals: [10s]",
          },
        ]
      : []),
  ];
}

/**
 * A number from 1 on, which may be written as text: Harness reads one for the other. A mapping is the form in which Harness writes an
 * expression down. Source: published schema, v0/pipeline/examples/conditional-retry-expression-example.yaml.
 */
function isCount(value: unknown): boolean {
  if (isExpression(value) || (isMapping(value) && isMapping(value["expression"]))) return true;
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return Number.isInteger(number) && Number(number) >= 1;
}

export const failureRules = {
  failureStrategy: {
    code: "LINT049",
    title: "Failure strategies name errors and actions that Harness knows, with what they need",
    documents: ["pipeline", "template"],
    check: strategies,
  },
} as const satisfies Record<string, Rule>;
