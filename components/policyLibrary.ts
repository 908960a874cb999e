import type * as pulumi from "@pulumi/pulumi";
import { PlannedComponent, type ComponentArgs } from "./plannedComponent";

/** The OPA policies and the sets that apply them. */
export class PolicyLibrary extends PlannedComponent {
  constructor(args: ComponentArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("PolicyLibrary", args, opts);
    this.registerOutputs({});
  }
}
