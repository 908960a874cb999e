/** What all services share in Backstage: the system, the teams, and the team that owns the platform. */
import type { Platform } from "../catalog/model";
import type { YamlMap } from "./templates/document";
import { groupEntity, systemEntity } from "./templates/entities";

/** Name of the system: the Harness project's, which may hold and begin with underscores; Backstage allows 63 characters. */
export function systemName({ project }: Platform): string {
  return project.identifier.replace(/^_+|_+$/g, "").slice(0, 63);
}

/** The team that owns what no service owns: the first one with the role `platform`, else the first. */
export function platformTeam({ teams }: Platform): string {
  const keys = Object.keys(teams).sort();
  return keys.find((key) => teams[key]?.role === "platform") ?? keys[0] ?? "";
}

/** The system and its teams. */
export function platformEntities(platform: Platform): YamlMap[] {
  const { name: title, description } = platform.project;
  const teams = Object.entries(platform.teams).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    systemEntity({ name: systemName(platform), title, description, owner: platformTeam(platform) }),
    ...teams.map(([name, { display, email }]) => groupEntity({ name, display, email })),
  ];
}
