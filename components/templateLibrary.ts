import type * as pulumi from "@pulumi/pulumi";
import { PlannedComponent, type ComponentArgs } from "./plannedComponent";

/** Every version of every Harness template that pipelines refer to. */
export class TemplateLibrary extends PlannedComponent {
  constructor(args: ComponentArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("TemplateLibrary", args, opts);
    this.registerOutputs({});
  }
}
