/** A program that is not an npm package, pinned to one version and built from one Go module where nobody installed it. */
export interface ToolSpec {
  /** What a person calls it in a message. */
  readonly title: string;
  /** The Go package that holds `main`; its module is pinned in `src/toolchain/<name>/go.mod` and `go.sum`. */
  readonly goPackage: string;
  /** The version that is used and built. Equals the one in `src/toolchain/<name>/go.mod` (a test compares them). */
  readonly version: string;
  /** The oldest version accepted where HARNESS_CATALOG_TOOLS asks for installed ones. A newer major is refused as well. */
  readonly minimum: string;
  /** Arguments that make it print its version on standard output. */
  readonly versionArgs: readonly string[];
  /** Go variable that holds the version, for programs that a plain `go build` leaves without one. */
  readonly versionVariable?: string;
  /** How long a first build takes on two cores, for the progress message. */
  readonly buildTime: string;
  /** Where people get it ready-made. */
  readonly site: string;
}

/**
 * Every tool of the toolchain. A new one is an entry here and a folder with its go.mod and go.sum. To move a pin, change
 * the version here and in go.mod, then let Go write the checksums for every system people build on:
 * `for os in linux darwin windows; do GOOS=$os GOFLAGS=-mod=mod go list -deps PACKAGE >/dev/null; done`
 */
export const tools = {
  pulumi: {
    title: "the Pulumi engine",
    goPackage: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    // The newest there is. test/engine/contract says whether another one can be trusted, see docs/state.md.
    version: "v3.276.0",
    // The SDK in package.json, the newest that accepts Node.js 20: an engine older than the SDK it serves is a pair nobody tests.
    minimum: "v3.248.0",
    versionArgs: ["version"],
    versionVariable: "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version",
    buildTime: "4 minutes",
    site: "https://www.pulumi.com/docs/install/",
  },
  opa: {
    title: "Open Policy Agent",
    goPackage: "github.com/open-policy-agent/opa",
    version: "v1.22.0",
    minimum: "v1.0.0",
    versionArgs: ["version"],
    buildTime: "1 minute",
    site: "https://www.openpolicyagent.org/docs/#1-download-opa",
  },
  kustomize: {
    title: "kustomize",
    goPackage: "sigs.k8s.io/kustomize/kustomize/v5",
    version: "v5.8.1",
    minimum: "v5.0.0",
    versionArgs: ["version"],
    buildTime: "1 minute",
    site: "https://kubectl.docs.kubernetes.io/installation/kustomize/",
  },
  kubeconform: {
    title: "kubeconform",
    goPackage: "github.com/yannh/kubeconform/cmd/kubeconform",
    version: "v0.8.0",
    minimum: "v0.6.0",
    versionArgs: ["-v"],
    versionVariable: "main.version",
    buildTime: "1 minute",
    site: "https://github.com/yannh/kubeconform#installation",
  },
  actionlint: {
    title: "actionlint",
    goPackage: "github.com/rhysd/actionlint/cmd/actionlint",
    version: "v1.7.12",
    minimum: "v1.7.0",
    versionArgs: ["-version"],
    versionVariable: "github.com/rhysd/actionlint.version",
    buildTime: "1 minute",
    site: "https://github.com/rhysd/actionlint/blob/main/docs/install.md",
  },
} as const satisfies Record<string, ToolSpec>;

export type ToolName = keyof typeof tools;

/** True for the name of a tool in the table. */
export function isToolName(name: string): name is ToolName {
  return Object.hasOwn(tools, name);
}

/** The entry of a tool, as the general type. */
export function specOf(name: ToolName): ToolSpec {
  return tools[name];
}
