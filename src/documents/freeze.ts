/** A time in which nothing is deployed. Source of the shape: developer.harness.io, "Freeze deployments". */
import { entityHead, type Entity } from "./entity";
import { renderYaml } from "./yaml";

/** What is frozen, and when. */
export interface FreezeContent {
  readonly enabled: boolean;
  readonly environments: "all" | "production";
  /** `2026-12-20 10:00 AM` in the zone. */
  readonly start: string;
  /** Harness duration, at least 30m. */
  readonly duration: string;
  /** Name of the IANA database. */
  readonly timeZone: string;
  readonly recurrence: "Daily" | "Weekly" | "Monthly" | "Yearly" | undefined;
}

/** The freeze document of a project. */
export function renderFreeze(
  entity: Entity,
  { enabled, environments, start, duration, timeZone, recurrence }: FreezeContent,
): string {
  const types =
    environments === "all" ? { filterType: "All" } : { filterType: "Equals", entityRefs: ["Production"] };
  return renderYaml("freeze", {
    ...entityHead(entity),
    entityConfigs: [
      {
        name: "everything",
        entities: [
          { type: "Service", filterType: "All" },
          { type: "EnvType", ...types },
        ],
      },
    ],
    status: enabled ? "Enabled" : "Disabled",
    windows: [
      {
        timeZone,
        startTime: start,
        duration,
        recurrence: recurrence === undefined ? undefined : { type: recurrence },
      },
    ],
  });
}
