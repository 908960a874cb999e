/** The ways a service gets into the catalog: the command, the REST server, the form. Each ends with a pull request. */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { packageRoot } from "../../src/paths/packageRoot";
import { connectPortal } from "../backstage/portal";
import { repository, token, type World } from "../workflows/world";

/** One way in. Opening it is not part of a person's wait: the server and Backstage are there already. */
export interface Way {
  readonly title: string;
  readonly service: string;
  open(world: World): Promise<OpenWay>;
}

/** A way that can be gone. */
export interface OpenWay {
  /** Asks for the service; gives the branch of the pull request. */
  go(): Promise<string>;
  close(): Promise<void>;
}

const bin = join(packageRoot(), "src", "cli", "bin.js");

const command: Way = {
  title: "harness-catalog add --propose",
  service: "basket-service",
  open: async (world) => ({
    go: async () => {
      await propose(world, "add", "basket-service", "--team", "payments-team", "--size", "small");
      return "add-basket-service";
    },
    close: async () => undefined,
  }),
};

const rest: Way = {
  title: "POST /api/v1/services",
  service: "invoice-service",
  open: async (world) => {
    const secret = "token-of-a-script";
    const dir = mkdtempSync(join(world.dir, "serve-"));
    const sha256 = createHash("sha256").update(secret).digest("hex");
    writeFileSync(
      join(dir, "tokens.yaml"),
      `tokens:\n  - { name: script, role: proposer, teams: all, sha256: "${sha256}" }\n`,
    );
    const words = ["serve", "--github", repository, "--tokens", join(dir, "tokens.yaml"), "--state", dir];
    const child = spawn(process.execPath, [bin, ...words], {
      cwd: dir,
      env: gitHubEnv(world),
      stdio: "pipe",
    });
    const { url } = JSON.parse(await firstLine(child)) as { url: string };
    return {
      go: async () => {
        const response = await fetch(`${url}/api/v1/services`, {
          method: "POST",
          headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
          body: JSON.stringify({ name: "invoice-service", team: "payments-team", size: "small" }),
        });
        if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
        return "add-invoice-service";
      },
      close: () => ended(child),
    };
  },
};

const form: Way = {
  title: "the form of Backstage",
  service: "wish-service",
  open: async (world) => {
    const dir = mkdtempSync(join(world.dir, "backstage-"));
    const portal = await connectPortal({ dir, apiUrl: world.server.url, gitHubToken: token, repository });
    return {
      go: async () => {
        const { status, log } = await portal.runTask("kubernetes-service", {
          serviceName: "wish-service",
          description: "Wish lists",
          archetype: "api",
          profile: "internal-api",
          size: "small",
          environments: ["int", "pre", "prod"],
          regions: ["euw1", "euw2"],
          team: "group:default/payments-team",
        });
        if (status !== "completed") throw new Error(log);
        return "add-wish-service";
      },
      close: () => portal.close(),
    };
  },
};

export const ways: readonly Way[] = [command, rest, form];

/** The way out: `harness-catalog remove --propose`. Gives the branch. */
export async function wayOut(world: World, service: string): Promise<string> {
  await propose(world, "remove", service);
  return `remove-${service}`;
}

async function propose(world: World, ...words: string[]): Promise<void> {
  const clone = mkdtempSync(join(world.dir, "clone-"));
  await world.git(world.dir, "clone", "--quiet", world.server.gitDir(repository), clone);
  const options = ["--propose", "--github", repository];
  await promisify(execFile)(process.execPath, [bin, ...words, ...options], {
    cwd: clone,
    env: gitHubEnv(world),
  });
}

function gitHubEnv({ env, server }: World): NodeJS.ProcessEnv {
  return { ...env, GITHUB_TOKEN: token, GITHUB_API_URL: server.url, GITHUB_SERVER_URL: server.url };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const end = said.indexOf("\n");
      if (end >= 0) resolve(said.slice(0, end));
    });
    child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.once("exit", (code) => reject(new Error(`serve exited with ${code}\n${said}`)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
