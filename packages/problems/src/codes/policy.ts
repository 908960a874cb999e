/** Problems of the policies, found before anything is sent. */
export const policyCodes = {
  POL001: { title: "A policy refuses what the catalog leads to", exit: 3 },
  POL002: { title: "The policies could not be evaluated", exit: 1 },
} as const;
