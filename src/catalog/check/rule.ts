/** What a rule is: the fields it reads, declared, and a pure function that finds what breaks it. */
import type { ServicesRole } from "../layout";
import type { TemplateLibrary } from "../library/model";
import type { Platform } from "../schema/platform";
import type { Service } from "../schema/service";
import type { Source } from "@harness-catalog/located-yaml/source";
import type { Finding } from "./finding";

export type Section = keyof Platform;

/** A services file with the archetype or team its name limits it to. */
export interface ServicesSource extends Source {
  readonly role: ServicesRole;
}

/** One service and where it is written. `damaged` names keys whose value is replaced, because its shape is wrong. */
export interface Entry {
  readonly service: Service;
  readonly source: ServicesSource;
  readonly index: number;
  readonly damaged: ReadonlySet<string>;
}

/** What rules may look up. */
export interface Context {
  readonly platform: Platform;
  /** Templates that platform.yaml may name. */
  readonly library: TemplateLibrary;
  /** Names of all services; undefined when one is unreadable. */
  readonly services: readonly string[] | undefined;
  /** Keys of a section of platform.yaml, also of entries whose value is damaged. */
  readonly keys: (section: Section) => readonly string[];
}

/**
 * A rule is left out where a field it reads is damaged: one mistake must not show as two.
 * `values` are sections whose content it reads, `keys` sections it only looks names up in.
 */
export interface Reading {
  readonly reads: {
    readonly service?: readonly (keyof Service)[];
    readonly values?: readonly Section[];
    readonly keys?: readonly Section[];
  };
}

/** Looks at one service; paths begin at the entry. */
export interface ServiceRule extends Reading {
  readonly find: (service: Service, context: Context, source: ServicesSource) => Iterable<Finding>;
}

/** Looks at all services together; each finding belongs to one of them. */
export interface FleetRule extends Reading {
  /** Only when every entry is readable, because a missing one changes the answer. */
  readonly whole?: boolean;
  readonly find: (entries: readonly Entry[], context: Context) => Iterable<FleetFinding>;
}

/** A finding about one of many entries. */
export interface FleetFinding {
  readonly entry: Entry;
  readonly finding: Finding;
}

/** Looks at platform.yaml; paths begin at its top. */
export interface PlatformRule extends Reading {
  readonly find: (platform: Platform, context: Context) => Iterable<Finding>;
}
