/** Reads the lists that the objects to create would be in. Reads only. */
import { specs } from "../../sdk/spec";
import { CatalogError } from "@harness-catalog/problems";
import { HarnessError } from "../api/errors";
import { handlers } from "../handlers";
import { refusalOf } from "../handlers/create";
import type { Context, Element } from "../handlers/handler";
import { isOurs } from "../handlers/ownership";
import { addressOf } from "../orphans/address";
import { explain } from "../rpc/failure";
import type { Plain } from "../wire/struct";
import type { Create, Finding } from "./model";
import { depthOf, listPlaceOf, parentOf } from "./parents";

/** What the list of a kind in a place said: its elements by address, or why it said nothing. */
type Listed =
  | { readonly elements: ReadonlyMap<string, Element> }
  | { readonly elements: undefined; readonly why: string };

/** Kinds that share their identifiers with kinds this provider does not know: their list is that of one type of connector. */
const isConnector = (kind: Create["kind"]) => kind.endsWith("Connector");

const noList = "Harness has no list that shows whose they are";

/**
 * What each create would meet: N/100 list calls for each kind and place, one for each pipeline and environment that is there
 * already, and a read of each object that is there whose list does not show its marks, and of each connector that is in none.
 * A list that may not be read is told.
 * @param stack for the cure of what is refused
 * @throws what the client throws where nobody answers or nobody is let in
 */
export async function findingsOf(
  ctx: Context,
  stack: string,
  creates: readonly Create[],
): Promise<ReadonlyMap<Create, Finding>> {
  const findings = new Map<Create, Finding>();
  const absent = new Set<string>();
  for (const depth of [0, 1, 2, 3]) {
    const level = creates.filter(({ kind }) => depthOf(kind) === depth);
    const lists = new Map<string, Promise<Listed>>();
    const found = level.map(async (create): Promise<Finding> => {
      const known = { kind: create.kind, properties: create.inputs };
      const parent = parentOf(known);
      if (parent !== undefined && absent.has(addressOf(parent))) return { as: "new" };
      const place = listPlaceOf(known);
      const key = JSON.stringify([create.kind, place]);
      const list = lists.get(key) ?? listed(ctx, create, place);
      lists.set(key, list);
      return findingIn(ctx, stack, create, place, await list);
    });
    for (const [index, finding] of (await Promise.all(found)).entries()) {
      const create = level[index]!;
      findings.set(create, finding);
      if (finding.as === "new") absent.add(addressOf({ kind: create.kind, properties: create.inputs }));
    }
  }
  return findings;
}

async function listed(ctx: Context, { kind }: Create, place: Plain): Promise<Listed> {
  const { list } = handlers[kind];
  if (list === undefined) return { elements: undefined, why: noList };
  try {
    const elements = await list(ctx, place);
    return {
      elements: new Map(
        elements.map((element) => [
          addressOf({ kind, properties: { ...place, ...element.remote } }),
          element,
        ]),
      ),
    };
  } catch (error) {
    // A key that is not let in at all is no matter of one list.
    if (!(error instanceof HarnessError) || error.status === 401) throw error;
    return { elements: undefined, why: error.message };
  }
}

async function findingIn(
  ctx: Context,
  stack: string,
  create: Create,
  place: Plain,
  list: Listed,
): Promise<Finding> {
  if (list.elements === undefined) return { as: "untold", reason: list.why };
  const { kind, inputs, name, imported } = create;
  const spec = specs[kind];
  const there = await foundOf(ctx, create, place, list.elements);
  if (there === undefined)
    return imported
      ? { as: "untold", reason: "--import names it, and the list does not have it" }
      : { as: "new" };
  const refusal = imported ? undefined : refusalOf(spec, inputs, there, ctx.adoptsOrphans === true);
  if (refusal === undefined) return { as: "own" };
  // In the words of the provider's answer to Create.
  const subject = {
    name: `${spec.token.split(":").at(-1)} "${name}"`,
    resource: { stack, key: `${kind}/${name}` },
  };
  const problem = explain(refusal, subject);
  if (!(problem instanceof CatalogError)) throw problem;
  return { as: "refused", problem };
}

/** The object that is there, with what tells its owner; undefined where there is none. */
async function foundOf(
  ctx: Context,
  create: Create,
  place: Plain,
  elements: ReadonlyMap<string, Element>,
): Promise<Plain | undefined> {
  const { kind, inputs } = create;
  const element = elementOf(create, elements);
  if (element?.tellsOwner === true) return { ...place, ...element.remote };
  if (element === undefined && !isConnector(kind)) return undefined;
  const read = await handlers[kind].read(ctx, inputs, { managed: false, mark: undefined });
  if (read === undefined && element === undefined) return undefined;
  return { ...place, ...element?.remote, ...read?.remote };
}

/** By its address; where Harness makes the identifier, by what else it is known by. */
function elementOf({ kind, inputs }: Create, elements: ReadonlyMap<string, Element>): Element | undefined {
  const spec = specs[kind];
  if (inputs[spec.id] !== undefined) return elements.get(addressOf({ kind, properties: inputs }));
  return [...elements.values()].find(({ remote }) => isOurs(spec, inputs, remote));
}
