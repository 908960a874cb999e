import type * as pulumi from "@pulumi/pulumi";
import { PlannedComponent, type ComponentArgs } from "./plannedComponent";

/** One team: user group with its notification channels, resource group and role assignment. */
export class Team extends PlannedComponent {
  /** Identifier of the user group, without its scope. */
  readonly groupId: pulumi.Output<string> | undefined;

  constructor(args: ComponentArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("Team", args, opts);
    this.groupId = this.ids("usergroup")[0];
    this.registerOutputs({ groupId: this.groupId });
  }
}
