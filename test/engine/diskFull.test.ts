/** A disk that fills in the middle of a run, at twenty sizes: with room again, one `up` makes the account right. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";
import { createSandbox, type Sandbox } from "harness-sandbox";
import { diskServices } from "../support/diskServices";
import { smallDisk, type SmallDisk } from "../support/smallDisk";
import { outcomeOf } from "../support/outcome";

/** The engine tries for half a minute to write its state, so the sizes are tried side by side. */
const lanes = 5;
const account = "disk-account";
const apiKey = "pat.disk.key.s3cr3t-key-of-the-test";

/** A stack on a disk of its own, with an account of its own. */
class Lane {
  private constructor(
    private readonly sandbox: Sandbox,
    private readonly disk: SmallDisk,
  ) {}

  static async open(mayMount: boolean): Promise<Lane> {
    const sandbox = await createSandbox({ account, apiKey, port: 0, rateLimit: "off" });
    return new Lane(sandbox, smallDisk(mayMount));
  }

  /** @returns whether the run failed, as it may where `mayFail` */
  async up(generation: number, mayFail = false): Promise<boolean> {
    const script = join(packageRoot(), "dist", "test", "support", "diskUp.js");
    const [program = "", ...args] = this.disk.held([process.execPath, script, String(generation)]);
    // Pipes: a file that the tests write their report to must not be held to the limit.
    const child = spawn(program, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        HARNESS_ACCOUNT_ID: account,
        HARNESS_ENDPOINT: this.sandbox.url,
        HARNESS_PLATFORM_API_KEY: apiKey,
        HARNESS_RATE_LIMIT_PER_MINUTE: "off",
        HARNESS_CATALOG_STATE: join(this.disk.dir, "state"),
      },
    });
    const { code, stderr } = await outcomeOf(child);
    assert.ok(code === 0 || (mayFail && code === 3), `ended with ${code}\n${stderr}`);
    return code !== 0;
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
    return this.disk.needed(before);
  }

  /** Runs out of room and gets it back. @returns whether the run failed for it */
  async fill(room: number, generation: number): Promise<boolean> {
    this.disk.leave(room);
    try {
      return await this.up(generation, true);
    } finally {
      this.disk.makeRoom();
    }
  }

  async close(): Promise<void> {
    this.disk.close();
    await this.sandbox.close();
  }
}

/** With room again, each lane must reach the account. @returns how often the disk ran full */
async function fillAll(open: readonly Lane[], sizes: number): Promise<number> {
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
        assert.deepEqual(lane.held(), diskServices(next), `room for ${room} of ${needed} bytes`);
      }
      return failed;
    }),
  );
  return failures.reduce((sum, one) => sum + one, 0);
}

for (const { name, mayMount, sizes } of [
  { name: "a full disk", mayMount: true, sizes: 20 },
  { name: "a limit of the size of files, as where no disk may be mounted", mayMount: false, sizes: 3 },
])
  describe(name, function () {
    this.timeout(1_800_000);
    let open: Lane[] = [];
    before(async () => {
      const places = Array.from({ length: Math.min(lanes, sizes) }, () => Lane.open(mayMount));
      open = await Promise.all(places);
    });
    after(() => Promise.all(open.map((lane) => lane.close())));

    it(`at any of ${sizes} sizes loses nothing, and says what it is about`, async () => {
      const failed = await fillAll(open, sizes);
      assert.ok(failed >= sizes / 2, `the disk ran full ${failed} times only`);
    });
  });
