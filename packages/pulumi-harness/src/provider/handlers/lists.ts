import type { Call, Client, Query } from "../api/client";
import type { ApiStyle, Proof } from "../api/envelope";
import { EndlessList } from "../api/errors";
import { listed } from "../api/proof";

/** A JSON object of an answer. */
export type Json = Readonly<Record<string, unknown>>;

/** Elements of a list by the key their kind gives them. */
export type Elements = ReadonlyMap<string, Json>;

/** How one list is read by pages. */
export interface ListCall {
  readonly style: ApiStyle;
  /** POST where the list takes a filter as its body; it is sent empty. */
  readonly method?: "GET" | "POST";
  readonly path: string;
  readonly query?: Query;
  /** Names of the page number (from 0) and page size; undefined where the list comes whole. */
  readonly page: readonly [number: string, size: string] | undefined;
  readonly keyOf: (element: Json) => string;
  /** What an answer must be; a page or a whole list unless given. */
  readonly proves?: Proof;
}

/** The largest page Harness serves for every kind. */
export const pageSize = 100;

/**
 * The lists this process has read. The first read of a kind in a scope lists it and later reads take from the list;
 * any write of the kind forgets its lists. A process lives for one engine operation, so a list never grows old.
 */
export class Lists {
  private readonly cache = new Map<string, Promise<Elements>>();
  private readonly looks = new Map<string, number>();

  /** The list under a key of a kind, read once even when many ask at the same time. A failed read is not kept. */
  get(kind: string, key: string, load: () => Promise<Elements>): Promise<Elements> {
    const name = `${kind} ${key}`;
    const known = this.cache.get(name);
    if (known !== undefined) return known;
    const loading = load().catch((error: unknown) => {
      this.cache.delete(name);
      throw error;
    });
    this.cache.set(name, loading);
    return loading;
  }

  /** Counts a look at an object of a list, and says the how manieth it is. */
  countLook(list: string): number {
    const count = (this.looks.get(list) ?? 0) + 1;
    this.looks.set(list, count);
    return count;
  }

  /** Forgets every list of a kind, because an object of it is about to change. */
  forget(kind: string): void {
    for (const name of this.cache.keys()) {
      if (name.startsWith(`${kind} `)) this.cache.delete(name);
    }
  }
}

/** Far more pages than any list of objects has that people and programs have made. */
const mostPages = 10_000;

/**
 * Reads all pages of a list. An object that slips from one page to the next while others are made is in the list once.
 * @throws EndlessList when the server says that there is more and repeats what it has said, or never stops
 */
export async function readPages(client: Client, list: ListCall): Promise<Elements> {
  const elements = new Map<string, Json>();
  for (let page = 0; ; page += 1) {
    const query = list.page
      ? { ...list.query, [list.page[0]]: page, [list.page[1]]: pageSize }
      : (list.query ?? {});
    const reply = await client.request(pageCall(list, query));
    const { items, pages } = pageOf(reply.entity);
    const before = elements.size;
    for (const item of items) elements.set(list.keyOf(item), item);
    const more = reply.hasNext ?? (pages === undefined ? items.length === pageSize : page + 1 < pages);
    if (!more || items.length === 0 || list.page === undefined) return elements;
    if (elements.size === before || page + 1 >= mostPages) throw new EndlessList(page + 1);
  }
}

function pageCall({ style, method = "GET", path, proves = listed }: ListCall, query: Query): Call {
  const call: Call = { style, method, path, query, proves };
  return method === "GET" ? call : { ...call, body: {}, repeatable: true };
}

/** The elements of a page: a bare array, or `content` with a number of pages. */
function pageOf(entity: unknown): { items: Json[]; pages: number | undefined } {
  if (Array.isArray(entity)) return { items: entity as Json[], pages: undefined };
  const page = (entity ?? {}) as { content?: Json[]; totalPages?: number };
  return { items: page.content ?? [], pages: page.totalPages };
}
