/** All rules, as data. */
import { approvalRules } from "./rules/approvals";
import { expressionRules } from "./rules/expressions";
import { failureRules } from "./rules/failures";
import { identifierRules } from "./rules/identifiers";
import { keyRules } from "./rules/keys";
import { notificationRules } from "./rules/notifications";
import { referenceRules } from "./rules/references";
import { rollbackRules } from "./rules/rollbacks";
import { runtimeInputRules } from "./rules/runtimeInputs";
import { stepRules } from "./rules/steps";
import { structureRules } from "./rules/structure";
import { templateLinkRules } from "./rules/templateLinks";
import { timeoutRules } from "./rules/timeouts";
import { triggerRules } from "./rules/triggers";
import { verificationRules } from "./rules/verification";
import type { Rule } from "./model";

/** Rule id → rule. */
export const lintRules: Readonly<Record<string, Rule>> = {
  ...keyRules,
  ...structureRules,
  ...identifierRules,
  ...referenceRules,
  ...templateLinkRules,
  ...expressionRules,
  ...runtimeInputRules,
  ...timeoutRules,
  ...stepRules,
  ...rollbackRules,
  ...verificationRules,
  ...failureRules,
  ...approvalRules,
  ...notificationRules,
  ...triggerRules,
};
