/** Entry point of plain `pulumi preview` and `pulumi up`; the CLI calls `deploy` itself. */
import * as pulumi from "@pulumi/pulumi";
import { CatalogError } from "../errors";
import { deploy } from "./program";
import { packageRoot } from "../paths/packageRoot";

module.exports = async () => {
  try {
    return { ...(await deploy(packageRoot())) };
  } catch (error) {
    // A RunError is printed as its message; anything else with the stack of a bug.
    throw error instanceof CatalogError ? new pulumi.RunError(error.message) : error;
  }
};
