import type * as pulumi from "@pulumi/pulumi";
import { PlannedComponent, type ComponentArgs } from "./plannedComponent";

/** Everything one catalog entry needs: service, pipeline, trigger and input sets. */
export class ServiceDelivery extends PlannedComponent {
  /** Identifier of the pipeline. */
  readonly pipelineId: pulumi.Output<string> | undefined;

  constructor(args: ComponentArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("ServiceDelivery", args, opts);
    this.pipelineId = this.ids("pipeline")[0];
    this.registerOutputs({ pipelineId: this.pipelineId });
  }
}
