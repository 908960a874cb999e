/** Problems of the forms in Backstage. */
export const backstageCodes = {
  BST001: { title: "The confirmation does not name the service", exit: 1 },
  BST002: { title: "A file of the change cannot be written", exit: 1 },
} as const;
