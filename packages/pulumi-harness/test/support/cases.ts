/** One valid object per kind, with what can be done to it. The table that the contract suite runs over. */
import type { Kind } from "../../src/sdk/spec";
import type { Case } from "./case";
import { casesAccess } from "./casesAccess";
import { casesConnector } from "./casesConnector";
import { casesDelivery } from "./casesDelivery";
import { casesMonitoring } from "./casesMonitoring";
import { casesPolicy } from "./casesPolicy";

export const cases: Readonly<Record<Kind, Case>> = {
  ...casesAccess,
  ...casesConnector,
  ...casesDelivery,
  ...casesMonitoring,
  ...casesPolicy,
};
