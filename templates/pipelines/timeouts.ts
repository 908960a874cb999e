/** How long each kind of step may take. Harness durations. */
export const timeouts = {
  rolling: "10m",
  apply: "10m",
  ecs: "20m",
  rollback: "5m",
  policy: "10m",
} as const;
