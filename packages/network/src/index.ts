export { NetworkFailure } from "./failure";
export { fetchFor } from "./fetch";
export { isLoopback, loopbackDirect } from "./loopback";
export { namesProxy, proxyFor, type Proxy } from "./proxy";
