/** Whether an object of a state is still that state's. */
import { specs } from "../../sdk/spec";
import { handlers } from "../handlers";
import type { Context } from "../handlers/handler";
import { assertStillOurs, hasStateMark } from "../handlers/taken";
import type { Kind, KnownObject } from "./model";

/** What every stack has, and whoever takes a stack over takes with it, first. */
const telling: readonly Kind[] = ["project", "organization", "environment", "service"];

/** The object whose marks tell best whose a state's objects are by now; undefined where none carries a state's mark. Pure. */
export function tellingObject(objects: readonly KnownObject[]): KnownObject | undefined {
  const marked = objects.filter(({ kind, properties }) => hasStateMark(specs[kind], properties));
  const found = telling.map((kind) => marked.find((object) => object.kind === kind));
  return found.find((object) => object !== undefined) ?? marked[0];
}

/** Reads the object. @throws CatalogError HAR003 when another state has taken it over */
export async function assertOwned(ctx: Context, { kind, properties }: KnownObject): Promise<void> {
  const found = await handlers[kind].read(ctx, properties, { managed: false, mark: undefined });
  if (found !== undefined) assertStillOurs(specs[kind], [properties], found.remote);
}
