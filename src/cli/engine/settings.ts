/** Where state, passphrase and scratch files of a stack live. */
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { problem } from "@harness-catalog/problems";
import { movedFromVariable } from "@harness-catalog/problems/connection";
import type { Catalog } from "../../catalog/model";
import { plannerOf } from "../../plan/planner";
import type { Known } from "../../../infra/program";
import { absoluteBackend, isObjectStore } from "../../../infra/backend";
import { readTextFile, readTextIfThere } from "@harness-catalog/files/plainFile";
import type { Io } from "../io";
import { replaceFile } from "../replaceFile";
import { cloudSecretsProvider, stackConfig } from "../stackFile";
import { adoptVariable } from "../programEnv";
import { checkedStackName } from "../stackName";
import { placeEnv, placeOf, sandboxEnv } from "./accountEnv";
import { engineHome } from "./engineHome";

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
  /** The catalog of this command and its planner, where it has been loaded already. */
  readonly loaded?: Known["catalog"];
}

/**
 * Settles backend, passphrase, account and folders; creates what is missing.
 * @param name the stack, as a person gave it
 * @param given variables for the program, such as HARNESS_CATALOG_DIR
 * @throws CatalogError CMD001 for what is no name of a stack, CMD009 when a shared backend is named without a passphrase, or
 * one of the two is empty
 */
export function engineSettings(
  io: Io,
  root: string,
  name: string,
  given: Readonly<Record<string, string>> = {},
): EngineSettings {
  const stack = checkedStackName(root, name);
  const stateDir = resolve(
    io.cwd,
    (io.env["HARNESS_CATALOG_STATE"] || undefined) ?? join(root, ".pulumi-state"),
  );
  const namedBackend = absoluteBackend(io.env["PULUMI_BACKEND_URL"], io.cwd);
  const isCloudKey = cloudSecretsProvider(root, stack) !== undefined;
  refuseEmpty(io, namedBackend, isCloudKey);
  const config = stackConfig(root, stack);
  const account = sandboxEnv({ ...io, env: { ...io.env, ...given } }, root, config);
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const backendUrl = namedBackend ?? pathToFileURL(stateDir).href;
  const workDir = join(stateDir, "workspaces", `${stack}-${shortHash(backendUrl)}`);
  mkdirSync(workDir, { recursive: true });
  const programEnv: EngineSettings["programEnv"] = {
    ...io.env,
    PULUMI_BACKEND_URL: backendUrl,
    ...given,
    ...account,
  };
  return {
    root,
    stack,
    backendUrl,
    workDir,
    programEnv,
    envVars: {
      ...account,
      ...placeEnv(placeOf(programEnv, config)),
      ...passedOn(programEnv),
      PULUMI_BACKEND_URL: backendUrl,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      // Every step would rewrite the whole state: O(N²) at N objects. The journal takes over its duty.
      ...(isObjectStore(backendUrl) ? { PULUMI_SKIP_CHECKPOINTS: "true" } : {}),
      ...(io.env["PULUMI_HOME"] === undefined ? { PULUMI_HOME: engineHome(stateDir) } : {}),
      ...passphrase(io, { stack, backend: namedBackend, stateDir, isCloudKey }),
    },
  };
}

/** The settings of a command that has loaded its catalog, so that none of its runs loads or plans it again. */
export function withCatalog(settings: EngineSettings, catalog: Catalog | undefined): EngineSettings {
  return catalog === undefined ? settings : { ...settings, loaded: { catalog, planner: plannerOf(catalog) } };
}

/** What the provider is told by this run beside the account. */
function passedOn(env: EngineSettings["programEnv"]): Record<string, string> {
  const names = [movedFromVariable, adoptVariable];
  return Object.fromEntries(
    names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const])),
  );
}

/**
 * CI hands over what nobody has configured as empty text. That must not become a new, empty state, or a state that
 * everybody can decrypt.
 */
function refuseEmpty(io: Io, backend: string | undefined, isCloudKey: boolean): void {
  const shared = backend !== undefined && !backend.startsWith("file:");
  const empty = (name: string) => io.env[name] === "";
  const name = empty("PULUMI_BACKEND_URL")
    ? "PULUMI_BACKEND_URL"
    : shared && !isCloudKey && empty("PULUMI_CONFIG_PASSPHRASE") && !io.env["PULUMI_CONFIG_PASSPHRASE_FILE"]
      ? "PULUMI_CONFIG_PASSPHRASE"
      : undefined;
  if (name === undefined) return;
  throw problem(
    "CMD009",
    `${name} is set to nothing`,
    `give ${name} a value; in GitHub Actions, see docs/workflows.md`,
  );
}

/** Where values of a stack are kept, and with what they are encrypted. */
interface Encryption {
  readonly stack: string;
  /** The backend that was named, if any. */
  readonly backend: string | undefined;
  readonly stateDir: string;
  /** Whether a cloud's key service encrypts, which asks for no passphrase. */
  readonly isCloudKey: boolean;
}

function passphrase(io: Io, { stack, backend, stateDir, isCloudKey }: Encryption): Record<string, string> {
  if (
    io.env["PULUMI_CONFIG_PASSPHRASE"] !== undefined ||
    io.env["PULUMI_CONFIG_PASSPHRASE_FILE"] !== undefined
  )
    return {};
  if (backend !== undefined && !backend.startsWith("file:")) {
    if (!isObjectStore(backend) || isCloudKey) return {};
    throw problem(
      "CMD009",
      `backend ${backend} is shared, and PULUMI_CONFIG_PASSPHRASE is not set`,
      "set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to the passphrase that everyone who uses this backend uses, " +
        `or name a key of your cloud as secretsprovider in Pulumi.${stack}.yaml`,
    );
  }
  const file = join(stateDir, "passphrase");
  // An empty one was left by a full disk, before anything could be encrypted with it.
  const kept = (readTextIfThere(file) ?? "").trim();
  if (kept !== "") return { PULUMI_CONFIG_PASSPHRASE: kept };
  replaceFile(file, randomBytes(24).toString("base64url"), 0o600);
  return { PULUMI_CONFIG_PASSPHRASE: readTextFile(file).trim() };
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
