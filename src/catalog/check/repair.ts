/**
 * Stand-ins for values of the wrong shape, so that the rest of a file is still checked in the same run.
 * Rules that read a stand-in are left out, so it never causes a problem of its own.
 */
import type { z } from "zod";
import { platformFileSchema, type Platform } from "../schema/platform";
import { serviceSchema, type Service } from "../schema/service";
import { bare } from "./canonical";
import { isMapping } from "./values";

/** A value that satisfies the schema, and what of it is not as written. */
export interface Repaired<T> {
  readonly value: T;
  /** Top-level keys whose value is a stand-in. */
  readonly damaged: ReadonlySet<string>;
  /** Those of them that hold a misspelled key, so that a reference to it looks unknown. */
  readonly misspelled: ReadonlySet<string>;
}

/** The service an entry describes as far as it can be read; undefined when the entry is no mapping. */
export function repairService(entry: unknown): Repaired<Service> | undefined {
  return repair(serviceSchema, entry, { name: "unnamed", team: "unnamed" });
}

/** The platform a file describes as far as it can be read; undefined when the file is no mapping. */
export function repairPlatform(value: unknown): Repaired<Platform> | undefined {
  return repair(platformFileSchema, value, {
    organization: { identifier: "unnamed", manage: false },
    project: { identifier: "unnamed", manage: false },
    repository: { connector: "unnamed", name: "unnamed" },
    registry: "unnamed",
    regions: {},
    environments: {},
    clusters: {},
    sizes: {},
    profiles: {},
    teams: {},
  });
}

function repair<T>(
  schema: z.ZodType<T>,
  value: unknown,
  standIns: Readonly<Record<string, unknown>>,
): Repaired<T> | undefined {
  if (!isMapping(value)) return undefined;
  const first = schema.safeParse(value);
  if (first.success) return { value: bare(first.data), damaged: new Set(), misspelled: new Set() };

  const { issues } = first.error;
  const topKeys = (each: typeof issues) => new Set(each.flatMap(({ path }) => path.slice(0, 1).map(String)));
  const damaged = topKeys(issues);
  const misspelled = topKeys(issues.filter(({ code, path }) => code === "invalid_key" && path.length === 2));
  const unknown = new Set(
    issues.flatMap((issue) =>
      issue.code === "unrecognized_keys" && issue.path.length === 0 ? issue.keys : [],
    ),
  );
  const kept = Object.entries(value).filter(([key]) => !damaged.has(key) && !unknown.has(key));
  const needed = Object.entries(standIns).filter(([key]) => damaged.has(key));
  return { value: bare(schema.parse(Object.fromEntries([...kept, ...needed]))), damaged, misspelled };
}
