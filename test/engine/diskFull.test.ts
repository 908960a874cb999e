/** A disk that fills in the middle of a run, at twenty sizes: with room again, one `up` makes the account right. */
import assert from "node:assert/strict";
import { join } from "node:path";
import * as harness from "@pulumi/harness";
import { runOperation } from "../../cli/engine/operation";
import { engineSettings } from "../../cli/engine/settings";
import { CatalogError } from "../../errors";
import { packageRoot } from "../../paths/packageRoot";
import { createSandbox, type Sandbox } from "../../sandbox";
import { memoryIo } from "../support/io";
import { smallDisk, type SmallDisk } from "../support/smallDisk";

const sizes = 20;
/** The engine tries for half a minute to write its state, so the sizes are tried side by side. */
const lanes = 5;
const account = "disk-account";
const apiKey = "pat.disk.key.s3cr3t-key-of-the-test";

/** Services of a generation: each has another text in the next, one goes and one comes. */
const wanted = (generation: number) =>
  Object.fromEntries(
    [0, 1, 2, 3, 4, 5, 6, 7].map((index) => [
      `service_${generation + index}`,
      `generation ${generation} ${"of a text that fills the disk ".repeat(30)}`,
    ]),
  );

/** A stack on a disk of its own, with an account of its own. */
class Lane {
  private constructor(
    private readonly sandbox: Sandbox,
    readonly disk: SmallDisk,
  ) {}

  static async open(): Promise<Lane> {
    return new Lane(await createSandbox({ account, apiKey, port: 0, rateLimit: "off" }), smallDisk());
  }

  async up(generation: number): Promise<void> {
    const env = {
      HARNESS_ACCOUNT_ID: account,
      HARNESS_ENDPOINT: this.sandbox.url,
      HARNESS_PLATFORM_API_KEY: apiKey,
      HARNESS_RATE_LIMIT_PER_MINUTE: "off",
      HARNESS_CATALOG_STATE: join(this.disk.dir, "state"),
    };
    const io = memoryIo({ env });
    const settings = engineSettings(io, packageRoot(), "disk");
    Object.assign(settings.envVars, env);
    const tags = ["managed_by:harness-catalog", "catalog_stack:disk"];
    const program = () => {
      for (const [identifier, description] of Object.entries(wanted(generation)))
        new harness.platform.Service(identifier, { identifier, name: identifier, description, tags });
      return Promise.resolve({});
    };
    await runOperation(io, settings, "up", { quiet: true, program });
  }

  held(): Record<string, unknown> {
    const services = Object.values(this.sandbox.snapshot()["service"] ?? {});
    return Object.fromEntries(
      services.map((service) => [String(service["identifier"]), service["description"]]),
    );
  }

  /** Bytes a run needs. */
  async needed(): Promise<number> {
    await this.up(0);
    const before = this.disk.used();
    await this.up(1);
    return this.disk.used() - before;
  }

  /** Runs out of room and gets it back. @returns whether the run failed for it */
  async fill(room: number, generation: number): Promise<boolean> {
    this.disk.leave(room);
    try {
      await this.up(generation);
      return false;
    } catch (error) {
      assert.ok(error instanceof CatalogError, `room for ${room} bytes: ${String((error as Error).stack)}`);
      return true;
    } finally {
      this.disk.makeRoom();
    }
  }

  async close(): Promise<void> {
    this.disk.close();
    await this.sandbox.close();
  }
}

describe("a full disk", function () {
  this.timeout(1_800_000);
  const open: Lane[] = [];

  before(async () => {
    open.push(await Lane.open());
    while (open[0]?.disk.alone === true && open.length < lanes) open.push(await Lane.open());
  });
  after(() => Promise.all(open.map((lane) => lane.close())));

  it("at any of twenty sizes loses nothing, and says what it is about", async () => {
    const failures = await Promise.all(
      open.map(async (lane, first) => {
        const needed = await lane.needed();
        let failed = 0;
        for (let at = first; at < sizes; at += open.length) {
          const generation = 2 + at;
          const room = Math.round((needed * at) / sizes);
          if (await lane.fill(room, generation)) failed += 1;
          // Also the catalog of a generation before: what the run cut short had deleted must come back.
          const next = at % 2 === 0 ? generation : generation - 1;
          await lane.up(next);
          assert.deepEqual(lane.held(), wanted(next), `room for ${room} of ${needed} bytes`);
        }
        return failed;
      }),
    );
    const failed = failures.reduce((sum, one) => sum + one, 0);
    assert.ok(failed >= sizes / 2, `the disk ran full ${failed} times only`);
  });
});
