/** Catalog → desired state. Pure: the same catalog and scope give the same plan, byte for byte. */
import type { Catalog, Service } from "../catalog/model";
import { compareText } from "@harness-catalog/problems/suggest";
import { connectorNotices } from "./connectors";
import { planContext, type PlanContext } from "./context";
import { plannedDelegates } from "./delegates";
import { deliveryTarget } from "./deliveryTarget";
import { deploymentsOf, regionNotices, renameNotices } from "./deployments";
import { refuseMeetings } from "./distinct";
import { foundation } from "./foundation";
import type { Notice, Plan, PlanScope, PlanUnit } from "./model";
import { verificationNotices } from "./monitoredServices";
import { policyLibrary } from "./policyLibrary";
import { withProduction } from "./production";
import { serviceDelivery } from "./serviceDelivery";
import { sortedEntries } from "./sorting";
import { teamUnit } from "./team";
import { templateLibrary } from "./templateLibrary";

export type {
  Notice,
  ObjectKey,
  ObjectKind,
  Plan,
  PlannedDelegate,
  PlannedObject,
  PlanScope,
  PlanUnit,
} from "./model";
export { keyOf } from "./model";

/**
 * Everything an account must hold for its share of the catalog. Units and objects come in an order in which each
 * stands after what it depends on.
 * @param only names of services; those of others are planned for what they share (teams, foundation), but get no unit
 * and no notice of their own. A service's unit depends on no other service, so two plans can be compared cheaply.
 * @throws CatalogError CAT031 when two objects would be one in Harness, CAT012 when the scope hosts an environment the platform does not declare
 */
export function planCatalog(catalog: Catalog, scope: PlanScope, only?: ReadonlySet<string>): Plan {
  const context = planContext(catalog, scope);
  const delivered = deliveredServices(context);
  const planned = only === undefined ? delivered : delivered.filter(({ name }) => only.has(name));
  const units = withProduction(context, [
    foundation(context),
    policyLibrary(context),
    templateLibrary(context),
    ...context.environments.map((environment) => deliveryTarget(context, environment)),
    ...planned.map((service) => serviceDelivery(context, service, deploymentsOf(context, service))),
    ...teamUnits(context, delivered),
  ]);
  refuseMeetings(units);
  const notices = [
    ...connectorNotices(context),
    ...planned.flatMap((service) => noticesOf(context, service)),
  ];
  return { units, notices, delegates: plannedDelegates(context, delivered) };
}

function noticesOf(context: PlanContext, service: Service): Notice[] {
  return [
    ...regionNotices(context, service),
    ...renameNotices(context, service),
    ...verificationNotices(context, service, deploymentsOf(context, service)),
  ];
}

/** Services with an environment in this account, by name. */
function deliveredServices(context: PlanContext): Service[] {
  return context.catalog.services
    .filter((service) => deploymentsOf(context, service).length > 0)
    .sort((a, b) => compareText(a.name, b.name));
}

function teamUnits(context: PlanContext, services: readonly Service[]): PlanUnit[] {
  return sortedEntries(context.catalog.platform.teams).map(([key, team]) => {
    const own = services.filter((service) => service.team === key);
    return teamUnit(context, key, team, own);
  });
}
