import { query, type Call, type Reply } from "./call";
import { invalid } from "./refusal";

/** Names, defaults and limit of a list's page parameters. */
export interface PageRule {
  readonly index: "page" | "pageIndex" | "offset";
  readonly size: "size" | "pageSize" | "limit" | "per_page";
  readonly defaultSize: number;
  readonly maxSize: number;
}

const usualMax = 100;

/** `pageIndex`/`pageSize` lists of `/ng/api`, `/authz/api` and `/resourcegroup/api`. */
export function indexPages(defaultSize: number): PageRule {
  return { index: "pageIndex", size: "pageSize", defaultSize, maxSize: usualMax };
}

/** `page`/`size` lists. */
export function sizePages(defaultSize: number, maxSize = usualMax): PageRule {
  return { index: "page", size: "size", defaultSize, maxSize };
}

/** Lists of `/v1`. */
export const limitPages: PageRule = { index: "page", size: "limit", defaultSize: 30, maxSize: usualMax };

/** The list of monitored services, which calls the number of the page `offset`. */
export const offsetPages: PageRule = {
  index: "offset",
  size: "pageSize",
  defaultSize: 10,
  maxSize: usualMax,
};

/** Lists of policy management; no default is published. */
export const policyPages: PageRule = { index: "page", size: "per_page", defaultSize: 50, maxSize: usualMax };

interface Slice<T> {
  readonly items: T[];
  readonly index: number;
  readonly size: number;
  readonly total: number;
  readonly pages: number;
}

/** `{totalPages,totalItems,pageItemCount,pageSize,content,pageIndex,empty}`. @throws Refusal 400 for a page that is too large. */
export function ngPage<T>(
  call: Call,
  rule: PageRule,
  all: readonly T[],
  present: (item: T) => unknown,
): unknown {
  const { items, index, size, total, pages } = slice(call, rule, all);
  return {
    totalPages: pages,
    totalItems: total,
    pageItemCount: items.length,
    pageSize: size,
    content: items.map(present),
    pageIndex: index,
    empty: items.length === 0,
    pageToken: null,
  };
}

/** The page of `POST /pipeline/api/pipelines/list` and of triggers. @throws Refusal 400 for a page that is too large. */
export function springPage<T>(
  call: Call,
  rule: PageRule,
  all: readonly T[],
  present: (item: T) => unknown,
): unknown {
  const { items, index, size, total, pages } = slice(call, rule, all);
  return {
    totalElements: total,
    totalPages: pages,
    number: index,
    size,
    numberOfElements: items.length,
    content: items.map(present),
    first: index === 0,
    last: index >= pages - 1,
    empty: items.length === 0,
  };
}

/** A plain list with a `Link` header (RFC 5988). @throws Refusal 400 for a page that is too large. */
export function linkedPage<T>(
  call: Call,
  rule: PageRule,
  all: readonly T[],
  present: (item: T) => unknown,
): Reply {
  const { items, index, size, pages } = slice(call, rule, all);
  const link = (page: number, rel: string) =>
    `<${call.path}?page=${page}&${rule.size}=${size}>; rel="${rel}"`;
  const links = [link(index, "self")];
  if (index > 0) links.unshift(link(index - 1, "previous"));
  if (index < pages - 1) links.push(link(index + 1, "next"));
  return { status: 200, body: items.map(present), headers: { Link: links.join(", ") } };
}

function slice<T>(call: Call, rule: PageRule, all: readonly T[]): Slice<T> {
  const index = whole(call, rule.index, 0, 0);
  const size = whole(call, rule.size, rule.defaultSize, 1);
  if (size > rule.maxSize)
    throw invalid(`${rule.size} [${size}] must be less than or equal to ${rule.maxSize}`);
  const items = all.slice(index * size, (index + 1) * size);
  return { items, index, size, total: all.length, pages: Math.ceil(all.length / size) };
}

function whole(call: Call, name: string, byDefault: number, least: number): number {
  const value = query(call, name);
  if (value === undefined) return byDefault;
  const number = Number(value);
  if (!Number.isInteger(number) || number < least)
    throw invalid(`${name} [${value}] must be a number from ${least}`);
  return number;
}
