/** Runtime inputs: what a template leaves open, and what a pipeline gives. */

/**
 * Paths of the leaves of a document that `wanted` accepts. Entries of a list are told apart by their identifier or
 * name, as Harness matches them, and by nothing where the list as a whole is the value.
 */
export function leaves(node: unknown, wanted: (leaf: unknown) => boolean, path = ""): string[] {
  if (node === undefined) return [];
  if (Array.isArray(node)) {
    return node.flatMap((item) => leaves(item, wanted, `${path}[${labelOf(item)}]`));
  }
  if (typeof node !== "object" || node === null) return wanted(node) ? [path] : [];
  return Object.entries(node).flatMap(([key, value]) =>
    leaves(value, wanted, path === "" ? key : `${path}.${key}`),
  );
}

/** Members that only say which entry is meant. */
export function isIdentity(path: string): boolean {
  return /(^|[.\]])(identifier|type|name)$/.test(path);
}

function labelOf(item: unknown): string {
  const record = (item ?? {}) as { step?: { identifier?: string }; name?: string };
  return record.step?.identifier ?? record.name ?? "";
}
