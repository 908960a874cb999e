/** Entry point of plain `pulumi preview` and `pulumi up`; the CLI calls `deploy` itself. */
import * as pulumi from "@pulumi/pulumi";
import { problemOf } from "@harness-catalog/problems/unexpected";
import { deploy } from "./program";
import { packageRoot } from "../src/paths/packageRoot";

module.exports = async () => {
  try {
    return { ...(await deploy(packageRoot())) };
  } catch (error) {
    // A RunError is printed as its message; the trace of a bug is in the file that the message names.
    throw error instanceof pulumi.RunError
      ? error
      : new pulumi.RunError(problemOf(error, ["program"]).message);
  }
};
