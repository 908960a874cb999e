/** The components by the name a plan unit calls them. A component kind without a class does not compile. */
import type * as pulumi from "@pulumi/pulumi";
import type { ComponentKind } from "../src/plan/model";
import { DeliveryTarget } from "./deliveryTarget";
import { Foundation } from "./foundation";
import type { ComponentArgs, PlannedComponent } from "./plannedComponent";
import { PolicyLibrary } from "./policyLibrary";
import { ServiceDelivery } from "./serviceDelivery";
import { Team } from "./team";
import { TemplateLibrary } from "./templateLibrary";

export type { ComponentArgs, PlannedComponent } from "./plannedComponent";
export type { SecretSource } from "./secretValues";

export const components: Readonly<
  Record<ComponentKind, new (args: ComponentArgs, opts?: pulumi.ComponentResourceOptions) => PlannedComponent>
> = { Foundation, PolicyLibrary, TemplateLibrary, DeliveryTarget, Team, ServiceDelivery };
