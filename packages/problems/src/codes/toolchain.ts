/** Problems of the toolchain: the Pulumi engine and the other programs that are not npm packages. */
export const toolchainCodes = {
  TOOL001: { title: "The tool is not installed and Go is not there to build it", exit: 1 },
  TOOL002: { title: "The tool could not be built from its Go module", exit: 1 },
  TOOL003: { title: "The built tool does not run", exit: 1 },
  TOOL004: { title: "The cache folder cannot be written", exit: 1 },
  TOOL005: { title: "The tool is unknown", exit: 1 },
} as const;
