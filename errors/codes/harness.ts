/** Problems met by the Harness provider and answers of the Harness API. */
export const harnessCodes = {
  HAR001: { title: "Harness refused the API key", exit: 1 },
} as const;
