/** Problems of simulations: what a person gives to try a document out. */
export const simulationCodes = {
  SIM001: { title: "The payload file cannot be read", exit: 1 },
  SIM002: { title: "The payload is not JSON", exit: 1 },
  SIM003: { title: "The payload is neither an object nor a list", exit: 1 },
  SIM004: { title: "The service is not in the catalog", exit: 1 },
  SIM005: { title: "The scenario file cannot be read", exit: 1 },
  SIM006: { title: "The scenario file is not understood", exit: 1 },
  SIM007: { title: "A part of the scenario is not understood", exit: 1 },
  SIM008: { title: "An instant that is none", exit: 1 },
  SIM009: { title: "A duration that is none", exit: 1 },
  SIM010: { title: "The scenario names something the pipeline does not have", exit: 1 },
  SIM011: { title: "The scenario names something that is there several times", exit: 1 },
  SIM012: { title: "The pipeline does not accept the inputs", exit: 1 },
  SIM013: { title: "There is no such pipeline in the plan", exit: 1 },
  SIM014: { title: "The run ends otherwise than expected", exit: 1 },
} as const;
