/**
 * Where a behaviour is known from. `documentation`: Harness' published pages and published server source;
 * `sdk`: its client libraries; `schema`: its published YAML schema; `observed-client`: what its official client was
 * seen to send and to accept, its acceptance tests included; `guess`: plausible, not confirmed anywhere.
 */
export const sources = ["documentation", "sdk", "schema", "observed-client", "guess"] as const;

export type Source = (typeof sources)[number];

/** One thing the sandbox does as Harness does it. A test executes an example of each. */
export interface Behaviour {
  readonly says: string;
  readonly source: Source;
}
