/** `import * as harness from "@pulumi/harness"`, with the names of the upstream package. */
export * as platform from "./platform";
export { Provider, type ProviderArgs } from "./provider";
