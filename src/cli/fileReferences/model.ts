/** Files that documents of Harness name. Types only. */

/** One file that a document names, as it is written there. */
export interface FileReference {
  readonly file: string;
  /**
   * What the path counts from: the top of the repository of a store, or the folder of the service's manifests
   * (developer.harness.io, "Kubernetes Apply step": "the path to the manifest is relative to the path in the service").
   */
  readonly from: "repository" | "service";
  /** Repository of the store by its connector and name; undefined for paths that count from the service. */
  readonly store: { readonly connector: string; readonly repository: string | undefined } | undefined;
  /** `step apply`, `manifest manifests`: whoever names it. */
  readonly by: string;
  /** The innermost template that holds it; undefined where no template does. */
  readonly template: TemplateLink | undefined;
}

/** One version of a template. */
export interface TemplateLink {
  readonly identifier: string;
  readonly version: string;
}

/** What expressions in a path stand for where a stage runs. */
export interface PlaceNames {
  readonly environment: string;
  readonly infrastructure: string;
  readonly service: string;
}
