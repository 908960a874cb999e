/** Problems of simulations: what a person gives to try a document out. */
export const simulationCodes = {
  SIM001: { title: "The payload file cannot be read", exit: 1 },
  SIM002: { title: "The payload is not JSON", exit: 1 },
  SIM003: { title: "The payload is neither an object nor a list", exit: 1 },
  SIM004: { title: "The service is not in the catalog", exit: 1 },
} as const;
