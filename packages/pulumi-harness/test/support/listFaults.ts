/** Lists that are not what is there: stale, slipped while they were read, or without an end. */
import type { HttpAnswer } from "../../src/provider/api/transport";
import type { Between } from "./wire";

type Items = readonly unknown[];

/** The answer with its elements changed, wherever the style of its API holds them; undefined when it is no list. */
function withItems(
  real: HttpAnswer,
  change: (items: Items) => Items,
  pages?: number,
): HttpAnswer | undefined {
  const body = parsed(real.body);
  const data = isObject(body) ? body["data"] : undefined;
  const of = (changed: unknown) => ({ ...real, body: JSON.stringify(changed) });
  if (Array.isArray(body)) return { ...of(change(body)), ...(pages === undefined ? {} : { hasNext: true }) };
  if (!isObject(body)) return undefined;
  if (Array.isArray(body["resource"])) return of({ ...body, resource: change(body["resource"]) });
  if (Array.isArray(data)) return of({ ...body, data: change(data) });
  if (!isObject(data) || !Array.isArray(data["content"])) return undefined;
  const total = pages === undefined ? {} : { totalPages: pages };
  return of({ ...body, data: { ...data, ...total, content: change(data["content"]) } });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every list with its elements changed; other calls are carried out. */
const lists =
  (change: (items: Items) => Items): Between =>
  async (_request, carryOut) => {
    const real = await carryOut();
    return withItems(real, change) ?? real;
  };

/** Says that there are more pages, and answers each of them with the first one. */
function endless(): Between {
  let first: HttpAnswer | undefined;
  return async ({ url }, carryOut) => {
    if (/[?&](page|pageIndex|offset)=[1-9]/.test(url) && first !== undefined) return first;
    const real = await carryOut();
    const list = withItems(real, (items) => items, 1_000_000);
    if (list !== undefined) first = list;
    return list ?? real;
  };
}

/** A list that does not have the object, which is there. */
export const stale = lists(() => []);

/** Every fault of a list by its name. */
export const listFaults: Readonly<Record<string, { readonly answer: Between }>> = {
  "a stale list": { answer: stale },
  "a list with each object twice": { answer: lists((items) => [...items, ...items]) },
  "a list whose first object slipped": { answer: lists((items) => items.slice(1)) },
  "a list without end": { answer: endless() },
  "a create lost on the way back, then a stale list": {
    answer: async (request, carryOut, clock) => {
      if (request.method !== "POST" || request.url.includes("/list")) return stale(request, carryOut, clock);
      await carryOut();
      return {
        outcome: { kind: "broken" },
        body: "",
        serverTime: 0,
        hasNext: undefined,
        reason: "ECONNRESET",
      };
    },
  },
};
