/** `import * as harness from "."`, with the names of the upstream package. */
export * as platform from "./platform";
export { Provider, type ProviderArgs } from "./provider";
