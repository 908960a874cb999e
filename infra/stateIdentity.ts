/**
 * Which state a stack is. Two clones may call their stacks the same and work on one account; the identity is what tells their
 * objects apart.
 */
import { createHash } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { homedir, hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { mostYamlBytes, readTextFile } from "@harness-catalog/files/plainFile";
import { absoluteBackend } from "./backend";

type Environment = Readonly<Record<string, string | undefined>>;

/** What is known of a state. */
export interface StateFacts {
  /** What the stack file or the environment says; wins over everything. */
  readonly explicit: string | undefined;
  /** Outputs of the last run that came to its end; undefined or without an account before the first. */
  readonly last: { readonly account?: unknown; readonly stateId?: unknown } | undefined;
  /** Address of the backend; undefined when nobody says. */
  readonly backendUrl: string | undefined;
  /** Pulumi's organization; undefined when it is not known. Folders and buckets have none. */
  readonly organization: string | undefined;
  readonly project: string;
  readonly stack: string;
}

/** What an identity looks like: short, because it becomes a tag of every object, and never a number in YAML. */
export const stateIdGrammar = /^[a-z][a-z0-9-]{2,31}$/;

/**
 * The identity of a state: what somebody says, else what the last run has left in the outputs, else what follows from where
 * the state is. A stack that was made before there were identities has none, until somebody says one: nothing of it changes
 * by itself.
 * @returns undefined for such a stack, and where nothing tells two states apart
 */
export function stateIdentity(facts: StateFacts): string | undefined {
  const { explicit, last } = facts;
  if (explicit !== undefined) return explicit;
  if (typeof last?.stateId === "string") return last.stateId;
  if (last?.account !== undefined) return undefined;
  const place = placeOf(facts);
  if (place === undefined) return undefined;
  const digest = createHash("sha256").update(JSON.stringify([...place, facts.project, facts.stack]));
  return `s${digest.digest("hex").slice(0, 11)}`;
}

/**
 * Address of the backend that plain `pulumi` uses: PULUMI_BACKEND_URL, the project file, the last `pulumi login`.
 * @param root folder of Pulumi.yaml
 */
export function backendOf(root: string, env: Environment): string | undefined {
  const home = env["PULUMI_HOME"] || join(homedir(), ".pulumi");
  const project = read(join(root, "Pulumi.yaml"), parse) as { backend?: { url?: string } } | undefined;
  const login = read(join(home, "credentials.json"), JSON.parse) as { current?: string } | undefined;
  return absoluteBackend(
    env["PULUMI_BACKEND_URL"] || project?.backend?.url || login?.current || undefined,
    root,
  );
}

/**
 * What tells the place of a state from every other one. A bucket is one wherever it is read from, and however often its
 * readers are lost. A folder is one of a machine, and stays the same when it is made anew.
 */
function placeOf({ backendUrl, organization }: StateFacts): string[] | undefined {
  if (backendUrl === undefined) return undefined;
  if (/^https?:/.test(backendUrl))
    return organization === undefined ? undefined : [backendUrl.replace(/\/+$/, ""), organization];
  const address = backendUrl.replace(/\?.*$/, "").replace(/\/+$/, "");
  if (!address.startsWith("file:")) return [address];
  const folder = fileURLToPath(new URL(address));
  return [hostname(), machineId(), existsSync(folder) ? realpathSync(folder) : folder];
}

/** Linux's own (machine-id(5)); containers of one image may share it, but not the name of their host. */
function machineId(): string {
  return (read("/etc/machine-id", (text) => text) as string | undefined)?.trim() ?? "";
}

/** A file that is missing or not understood says nothing. */
function read(file: string, understand: (text: string) => unknown): unknown {
  try {
    return understand(readTextFile(file, mostYamlBytes));
  } catch {
    return undefined;
  }
}
