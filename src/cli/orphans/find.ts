/** Looks for what the account holds in the name of a stack, and the stack knows nothing of. Writes nothing. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Catalog } from "../../catalog/model";
import { serviceOfPipeline } from "../../catalog/names";
import { keyOf } from "../../plan";
import { ownerMarks, type OwnerMarks } from "../../plan/tags";
import { stateIdentity } from "../../../infra/stateIdentity";
import type { Connection, Orphan } from "@pulumi/harness/provider/orphans";
import { takeCalls } from "../engine/calls";
import type { EngineSettings } from "../engine/settings";
import type { Io } from "../io";
import { planOfStack } from "../policyGate";
import { projectName, stackConfig } from "../stackFile";
import { entryOf, relativeEntries, unseenEntry, worthTelling } from "./entry";
import type { OrphanReport } from "./model";

/** What was found, and what it takes to do something about it. */
export interface OrphanLook {
  readonly report: OrphanReport;
  /** Orphans that may be deleted: every mark fits, and the catalog does not ask for them. */
  readonly removable: readonly Orphan[];
  readonly owner: OwnerMarks;
  readonly connection: Connection;
  /** Services of the stack, by identity. */
  readonly services: readonly string[];
}

/**
 * The orphans of a stack, as its state is now.
 * @throws CatalogError CMD008 when there is no such stack, CMD012 when it was applied elsewhere, CMD003 when its state cannot
 * be read, HAR002 without a key, HAR006 when nobody answers
 */
export async function orphansOf(io: Io, settings: EngineSettings, catalog: Catalog): Promise<OrphanLook> {
  // Loaded late: the Pulumi SDK takes longer to load than most commands take to run.
  const { stackRecord } = await import("../engine/stackRecord.js");
  const { addressOf, kindOf, lookForOrphans, neverRemoved, placesOf } =
    await import("@pulumi/harness/provider/orphans");
  const { root, stack, workDir } = settings;
  const { resources, connection, outputs } = await stackRecord(io, settings);
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
  const owner = ownerMarks(stack, stateIdOf(settings, outputs));
  const { found, relatives, unseen } = await lookForOrphans(
    connection,
    { ...settings.programEnv, HARNESS_CALL_LOG: callLog },
    {
      owner,
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
  const report = {
    orphans: entries(true),
    unmanaged: entries(false),
    relatives: relativeEntries(relatives, planned),
    unseen: worthTelling(unseen, new Set([...managed, ...desired].map(({ kind }) => kind))).map(unseenEntry),
    calls: takeCalls(callLog).total,
  };
  const removable = found.filter(
    ({ exact, address, kind }) => exact && !planned.has(address) && !neverRemoved.includes(kind),
  );
  return { report, removable, owner, connection, services: texts(outputs["services"]) };
}

/** The identity of the stack's state, as the program settles it; of Pulumi's own service it is known from outputs only. */
function stateIdOf(settings: EngineSettings, outputs: Readonly<Record<string, unknown>>): string | undefined {
  const { root, stack, backendUrl, programEnv } = settings;
  const configured = stackConfig(root, stack)["harness-catalog:stateId"];
  const named = programEnv["HARNESS_CATALOG_STATE_ID"] || configured;
  return stateIdentity({
    explicit: typeof named === "string" ? named : undefined,
    last: outputs,
    backendUrl,
    organization: undefined,
    project: projectName(root),
    stack,
  });
}

function isNamedByRule(identifier: unknown): boolean {
  return typeof identifier === "string" && serviceOfPipeline(identifier) !== undefined;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
