/**
 * Services of a generation, by identifier, with their descriptions: each has another text in the next generation, one
 * goes and one comes.
 */
export function diskServices(generation: number): Record<string, string> {
  return Object.fromEntries(
    [0, 1, 2, 3, 4, 5, 6, 7].map((index) => [
      `service_${generation + index}`,
      `generation ${generation} ${"of a text that fills the disk ".repeat(30)}`,
    ]),
  );
}
