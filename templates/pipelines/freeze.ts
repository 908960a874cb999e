/** A time in which nothing is deployed. Source of the shape: developer.harness.io, "Freeze deployments". */
import type { ProjectScope, Tags } from "./entity";
import { renderYaml } from "./yaml";

/** What is frozen, and when. */
export interface FreezeContent {
  readonly identifier: string;
  readonly name: string;
  readonly description: string | undefined;
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
  { identifier, name, description, enabled, environments, ...window }: FreezeContent,
  { scope, tags }: { readonly scope: ProjectScope; readonly tags: Tags },
): string {
  const { start, duration, timeZone, recurrence } = window;
  const types = environments === "all" ? { filterType: "All" } : { filterType: "Equals", entityRefs: ["Production"] };
  return renderYaml("freeze", {
    name,
    identifier,
    description,
    orgIdentifier: scope.organization,
    projectIdentifier: scope.project,
    tags,
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
