import type * as pulumi from "@pulumi/pulumi";
import { PlannedComponent, type ComponentArgs } from "./plannedComponent";

/** Organization, project, secrets, connectors, service accounts and roles: what everything else refers to. */
export class Foundation extends PlannedComponent {
  constructor(args: ComponentArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("Foundation", args, opts);
    this.registerOutputs({});
  }
}
