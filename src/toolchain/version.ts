/** A released version without its leading `v`, as numbers: `v3.256.0-alpha.1` is `[3, 256, 0]`. */
export type Version = readonly [major: number, minor: number, patch: number];

/** The first `1.2.3` or `v1.2.3` in a tool's answer as `v1.2.3`; undefined when there is none (a development build). */
export function findVersion(answer: string): string | undefined {
  const match = /(?<![\w.])v?(\d+\.\d+\.\d+)(?![\d.])/.exec(answer);
  return match === null ? undefined : `v${match[1]}`;
}

/** True when `version` is of the same major version as `minimum` and not older. Both are written `v1.2.3`. */
export function isUsable(version: string, minimum: string): boolean {
  const [major, minor, patch] = parse(version);
  const [minMajor, minMinor, minPatch] = parse(minimum);
  if (major !== minMajor) return false;
  return minor !== minMinor ? minor > minMinor : patch >= minPatch;
}

function parse(version: string): Version {
  const parts = /^v(\d+)\.(\d+)\.(\d+)$/.exec(version);
  if (parts === null) throw new Error(`not a version: ${version}`);
  return [Number(parts[1]), Number(parts[2]), Number(parts[3])];
}
