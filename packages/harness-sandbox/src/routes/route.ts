import type { Call, Reply } from "../call";
import type { Kind } from "../entity";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One path of the account. Handlers do not wait: between a check and the write it guards nothing else runs. */
export interface Route {
  readonly method: Method;
  /** Pattern with `:name` parameters, without the `/gateway` prefix. */
  readonly path: string;
  readonly kind: Kind;
  readonly handle: (call: Call) => Reply;
}

/** `GET /ng/api/servicesV2/:identifier`: how calls are counted and how the coverage table names a route. */
export function routeName(route: Pick<Route, "method" | "path">): string {
  return `${route.method} ${route.path}`;
}
