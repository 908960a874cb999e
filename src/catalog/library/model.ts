/** The template library: every version of every Harness template this project can put into an account. Types only. */

/** Kinds of template that pipelines can link. */
export const templateTypes = ["Step", "StepGroup", "Stage", "Pipeline"] as const;
export type TemplateType = (typeof templateTypes)[number];

/** One version. Once it is deployed its content never changes: a change is a new version. */
export interface TemplateVersion {
  readonly identifier: string;
  readonly name: string;
  readonly description: string;
  readonly type: TemplateType;
  /** `MAJOR.MINOR.PATCH` */
  readonly label: string;
  /** What stands under `spec`. */
  readonly spec: Readonly<Record<string, unknown>>;
  /** Path of its file as messages show it. */
  readonly file: string;
}

/** Versions by identifier, oldest first; identifiers in order. */
export type TemplateLibrary = ReadonlyMap<string, readonly TemplateVersion[]>;
