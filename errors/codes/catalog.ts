/** Problems in catalog/services.yaml and catalog/platform.yaml. */
export const catalogCodes = {
  CAT001: { title: "The file is missing or cannot be read", exit: 1 },
  CAT002: { title: "The file is not valid YAML", exit: 1 },
} as const;
