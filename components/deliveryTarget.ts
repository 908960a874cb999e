import type * as pulumi from "@pulumi/pulumi";
import { PlannedComponent, type ComponentArgs } from "./plannedComponent";

/** One environment with its infrastructures and their connectors. */
export class DeliveryTarget extends PlannedComponent {
  /** Identifiers of the infrastructure definitions. */
  readonly infrastructureIds: pulumi.Output<string>[];

  constructor(args: ComponentArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("DeliveryTarget", args, opts);
    this.infrastructureIds = this.ids("infrastructure");
    this.registerOutputs({ infrastructureIds: this.infrastructureIds });
  }
}
