/** Prints measurements as Markdown tables; figures of one run only compare with each other. */
import type { Measurement } from "./measure";

/** One row an operation: objects, calls by method, wall time, peak memory. */
export function table(measurements: readonly Measurement[]): string {
  const head =
    "| services | operation | create | update | delete | same | GET | writes | wall s | program MB | engine MB | provider MB |";
  const rows = measurements.map((m) => {
    const { create = 0, update = 0, delete: gone = 0, same = 0 } = m.counts;
    const reads = m.byMethod["GET"] ?? 0;
    const writes = Object.values(m.byMethod).reduce((sum, count) => sum + count, 0) - reads;
    return [
      m.services,
      m.operation,
      create,
      update,
      gone,
      same,
      reads,
      writes,
      m.wall.toFixed(1),
      m.peaks.program,
      m.peaks.engine,
      m.peaks.provider,
    ];
  });
  return [head, head.replace(/[^|]+/g, "---"), ...rows.map((row) => `| ${row.join(" | ")} |`)].join("\n");
}

/** What each route of a refresh is for, so that no call goes unexplained. */
export function routes(measurement: Measurement): string {
  const rows = Object.entries(measurement.byRoute).sort(([a], [b]) => a.localeCompare(b));
  return [
    `calls of ${measurement.operation} at ${measurement.services} services`,
    ...rows.map(([route, count]) => `  ${String(count).padStart(6)}  ${route}`),
  ].join("\n");
}
