/** The one required input of every delivery pipeline. */
import { runtimeInput, runtimeInputMatching } from "./expression";
import type { Yaml } from "./yaml";

/**
 * Tags that always mean the same image: a version (`v2.3.1`, `1.4.0-rc.1`) or a Git commit of 7 to 40 hex digits.
 * `latest` and branch names do not match. Written without groups, because the expression stands inside `.regex(…)`.
 */
export const imageTagPattern = "^v?[0-9]+[.][0-9]+[.][0-9]+[-.0-9A-Za-z]*$|^[0-9a-f]{7,40}$";

/** Declares the input in a pipeline. */
export const imageTagVariable = {
  name: "imageTag",
  type: "String",
  description: "Image tag to deliver: a version or a commit, never a moving tag",
  required: true,
  value: runtimeInputMatching(imageTagPattern),
} as const satisfies Yaml;

/**
 * Declares the optional input that asks for approvals in the place of the change window. Not given, it is
 * false, so that the image tag stays the only required input.
 */
export const emergencyVariable: Yaml = {
  name: "emergency",
  type: "String",
  description: "true: go on outside the change window, with the approvals of an emergency",
  required: false,
  value: "<+input>.default(false).allowedValues(true,false)",
};

/** Gives the input a value, in an input set or a trigger. */
export function imageTagInput(value: string = runtimeInput): Yaml {
  return { name: "imageTag", type: "String", value };
}
