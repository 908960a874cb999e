/** `npm run bench [-- 10 100 1000]`: API calls, time and memory of every operation, on the real engine and the sandbox. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSandbox } from "harness-sandbox";
import { writeCatalog } from "./catalogOf";
import { measure, type Measurement } from "./measure";
import { routes, table } from "./report";

async function benchmark(services: number): Promise<Measurement[]> {
  const dir = mkdtempSync(join(tmpdir(), "harness-catalog-bench-"));
  const catalog = join(dir, "catalog");
  const apiKey = "pat.bench.key.secret";
  const sandbox = await createSandbox({ account: "bench", apiKey, port: 0, rateLimit: "off" });
  const env = {
    HARNESS_ACCOUNT_ID: "bench",
    HARNESS_ENDPOINT: sandbox.url,
    HARNESS_PLATFORM_API_KEY: apiKey,
    HARNESS_CATALOG_STATE: join(dir, "state"),
    HARNESS_RATE_LIMIT_PER_MINUTE: "off",
  };
  const step = (operation: string, command: string) =>
    measure(operation, services, {
      args: [command, "--stack", "dev", "--catalog", catalog],
      env,
      url: sandbox.url,
    });
  try {
    writeCatalog(catalog, services);
    const measurements = [
      await step("first up", "up"),
      await step("no-change plan", "plan"),
      await step("no-change up", "up"),
    ];
    writeCatalog(catalog, services, true);
    measurements.push(
      await step("one-service up", "up"),
      await step("refresh", "refresh"),
      await step("destroy", "destroy"),
    );
    return measurements;
  } finally {
    await sandbox.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const sizes = process.argv
    .slice(2)
    .map(Number)
    .filter((size) => size > 0);
  for (const size of sizes.length > 0 ? sizes : [10, 100, 1000]) {
    const measurements = await benchmark(size);
    const refresh = measurements.find(({ operation }) => operation === "refresh");
    process.stdout.write(
      `${table(measurements)}\n\n${refresh === undefined ? "" : `${routes(refresh)}\n\n`}`,
    );
  }
}

void main();
