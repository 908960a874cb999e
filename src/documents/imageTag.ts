/** The one required input of every delivery pipeline. */
import { imageTagPattern } from "../catalog/names";
import { runtimeInput, runtimeInputMatching } from "./expression";
import type { Yaml } from "./yaml";

export { imageTagPattern };

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
