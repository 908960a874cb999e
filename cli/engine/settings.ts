/** Where state, passphrase and scratch files of a stack live. */
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { problem } from "../../errors";
import type { Io } from "../io";
import { replaceFile } from "../replaceFile";
import { stackConfig } from "../stackFile";
import { sandboxEnv } from "./accountEnv";

/** Paths and environment of one stack's runs. */
export interface EngineSettings {
  /** Folder of Pulumi.yaml and of the provider. */
  readonly root: string;
  readonly stack: string;
  readonly backendUrl: string;
  /** Scratch project folder of this stack and backend; also holds its journal. */
  readonly workDir: string;
  /** Environment of the engine, and through it of the provider. */
  readonly envVars: Record<string, string>;
  /** Environment the program reads its configuration and secrets from. */
  readonly programEnv: Readonly<Record<string, string | undefined>>;
}

/** True for backends that rewrite the whole state at every step, in Pulumi's words DIY backends. */
export function isObjectStore(backendUrl: string): boolean {
  return !/^https?:/.test(backendUrl);
}

/**
 * Settles backend, passphrase, account and folders; creates what is missing.
 * @param given variables for the program, such as HARNESS_CATALOG_DIR
 * @throws CatalogError CMD009 when a shared backend is named without a passphrase, or one of the two is empty
 */
export function engineSettings(
  io: Io,
  root: string,
  stack: string,
  given: Readonly<Record<string, string>> = {},
): EngineSettings {
  const stateDir = (io.env["HARNESS_CATALOG_STATE"] || undefined) ?? join(root, ".pulumi-state");
  const namedBackend = io.env["PULUMI_BACKEND_URL"];
  refuseEmpty(io, namedBackend);
  // A stack whose file names an account never falls back to the local sandbox.
  const account = sandboxEnv(io, root, stackConfig(root, stack)["harness:accountId"]);
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const backendUrl = namedBackend ?? pathToFileURL(stateDir).href;
  const workDir = join(stateDir, "workspaces", `${stack}-${shortHash(backendUrl)}`);
  mkdirSync(workDir, { recursive: true });
  return {
    root,
    stack,
    backendUrl,
    workDir,
    programEnv: { ...io.env, ...account, ...given },
    envVars: {
      ...account,
      PULUMI_BACKEND_URL: backendUrl,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      // Every step would rewrite the whole state: O(N²) at N objects. The journal takes over its duty.
      ...(isObjectStore(backendUrl) ? { PULUMI_SKIP_CHECKPOINTS: "true" } : {}),
      ...(io.env["PULUMI_HOME"] === undefined ? { PULUMI_HOME: join(stateDir, "home") } : {}),
      ...passphrase(io, namedBackend, stateDir),
    },
  };
}

/**
 * CI hands over what nobody has configured as empty text. That must not become a new, empty state, or a state that
 * everybody can decrypt.
 */
function refuseEmpty(io: Io, backend: string | undefined): void {
  const shared = backend !== undefined && !backend.startsWith("file:");
  const empty = (name: string) => io.env[name] === "";
  const name = empty("PULUMI_BACKEND_URL")
    ? "PULUMI_BACKEND_URL"
    : shared && empty("PULUMI_CONFIG_PASSPHRASE") && !io.env["PULUMI_CONFIG_PASSPHRASE_FILE"]
      ? "PULUMI_CONFIG_PASSPHRASE"
      : undefined;
  if (name === undefined) return;
  throw problem(
    "CMD009",
    `${name} is set to nothing`,
    `give ${name} a value; in GitHub Actions, see docs/workflows.md`,
  );
}

function passphrase(io: Io, givenBackend: string | undefined, stateDir: string): Record<string, string> {
  if (
    io.env["PULUMI_CONFIG_PASSPHRASE"] !== undefined ||
    io.env["PULUMI_CONFIG_PASSPHRASE_FILE"] !== undefined
  )
    return {};
  if (givenBackend !== undefined && !givenBackend.startsWith("file:")) {
    if (!isObjectStore(givenBackend)) return {};
    throw problem(
      "CMD009",
      `backend ${givenBackend} is shared, and PULUMI_CONFIG_PASSPHRASE is not set`,
      "set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to the passphrase that everyone who uses this backend uses",
    );
  }
  const file = join(stateDir, "passphrase");
  // An empty one was left by a full disk, before anything could be encrypted with it.
  if (!existsSync(file) || readFileSync(file, "utf8").trim() === "")
    replaceFile(file, randomBytes(24).toString("base64url"), 0o600);
  return { PULUMI_CONFIG_PASSPHRASE: readFileSync(file, "utf8").trim() };
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
