/** Looks for what the account holds in the name of a stack, and the stack knows nothing of. Writes nothing. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Catalog } from "../../catalog/model";
import { serviceOfPipeline } from "../../catalog/names";
import { keyOf } from "../../catalog/plan";
import { ownerMarks } from "../../catalog/plan/tags";
import { takeCalls } from "../engine/calls";
import type { EngineSettings } from "../engine/settings";
import type { Io } from "../io";
import { planOfStack } from "../policyGate";
import { entryOf, unseenEntry, worthTelling } from "./entry";
import type { OrphanReport } from "./model";

/**
 * The orphans of a stack, as its state is now.
 * @throws CatalogError CMD008 when there is no such stack, CMD003 when its state cannot be read, HAR002 without a key
 */
export async function orphansOf(io: Io, settings: EngineSettings, catalog: Catalog): Promise<OrphanReport> {
  // Loaded late: the Pulumi SDK takes longer to load than most commands take to run.
  const { stackRecord } = await import("../engine/stackRecord.js");
  const { addressOf, kindOf, lookForOrphans, placesOf } = await import("../../provider/orphans/index.js");
  const { root, stack, workDir } = settings;
  const { resources, connection } = await stackRecord(io, settings);
  const managed = resources.flatMap(({ type, inputs = {} }) => {
    const kind = kindOf(type);
    return kind === undefined ? [] : [{ kind, properties: inputs }];
  });
  const desired = planOfStack(catalog, root, stack).units.flatMap(({ objects }) => objects);
  const planned = new Map(
    desired.map((object) => [addressOf({ kind: object.kind, properties: object.inputs }), keyOf(object)]),
  );
  const { organization, project } = catalog.platform;
  const own = { orgId: organization.identifier, projectId: project.identifier };
  const callLog = join(workDir, `calls-${randomUUID()}.log`);
  const { found, unseen } = await lookForOrphans(
    connection,
    { ...io.env, HARNESS_CALL_LOG: callLog },
    {
      owner: ownerMarks(stack),
      managed,
      places: placesOf([own, ...managed.map(({ properties }) => properties)]),
      claims: (object) =>
        object.kind === "pipeline" &&
        (planned.has(addressOf(object)) || isNamedByRule(object.properties["identifier"])),
    },
  );
  const context = { stack, services: catalog.services, planned };
  const entries = (marked: boolean) =>
    found.filter((orphan) => orphan.marked === marked).map((orphan) => entryOf(orphan, context));
  return {
    orphans: entries(true),
    unmanaged: entries(false),
    unseen: worthTelling(unseen, new Set([...managed, ...desired].map(({ kind }) => kind))).map(unseenEntry),
    calls: takeCalls(callLog).total,
  };
}

function isNamedByRule(identifier: unknown): boolean {
  return typeof identifier === "string" && serviceOfPipeline(identifier) !== undefined;
}
