/** Stack configuration, read once and typed. The environment first, then `Pulumi.<stack>.yaml`, then a running sandbox. */
import { isAbsolute, join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { CatalogError, problem } from "@harness-catalog/problems";
import { movedFrom, movedFromVariable } from "@harness-catalog/problems/connection";
import { readTextIfThere } from "@harness-catalog/files/plainFile";
import { sandboxConnectionFile } from "../src/paths/sandboxConnection";
import { missingConnection, toldPlace } from "./connection";
import {
  parseAllowance,
  parsed,
  parseDelegateMode,
  parseImports,
  parseStateId,
  type DelegateMode,
} from "./configValues";

/** Where the account is and what may touch it. */
export interface Connection {
  readonly account: string;
  readonly endpoint: string;
  /**
   * A Pulumi secret; undefined when HARNESS_PLATFORM_API_KEY is set, which the provider reads itself, and in a preview
   * without a key, which calls nobody. A key that is no input of any resource stands in no state and in no log.
   */
  readonly apiKey: pulumi.Output<string> | undefined;
}

/** Everything the program is told from outside the catalog. */
export interface StackConfig {
  readonly catalogDir: string;
  /** Folder of the template library; undefined: the one of this repository. */
  readonly templatesDir: string | undefined;
  readonly stack: string;
  readonly connection: Connection;
  /** Earlier endpoints of the same account, for those who say that it has moved. */
  readonly movedFrom: readonly string[];
  /** Identity of the state, for those who say it themselves; see stateIdentity. */
  readonly stateId: string | undefined;
  /** Catalog keys of the environments this account hosts; undefined: all of them. */
  readonly environments: readonly string[] | undefined;
  /** The explicit word for the deletion guard: the exact number of services that may be deleted. */
  readonly allowDeletions: number | undefined;
  /**
   * Whether the engine refuses to delete what production stands on, also where no program runs: `pulumi destroy`. So unless
   * told otherwise where the stack's file names its account; a sandbox may go at any time.
   */
  readonly protect: boolean;
  /** What this stack does about the delegates of platform.yaml. */
  readonly delegates: DelegateMode;
  /** Content of the kubeconfig that reaches the clusters; undefined: KUBECONFIG or ~/.kube/config, as kubectl. */
  readonly kubeconfig: pulumi.Output<string> | undefined;
  /** Keys of objects that exist unmanaged and are to be taken over, such as `pipeline/payment-service`. */
  readonly imports: ReadonlySet<string>;
  /** Whether this stack makes the objects on GitHub; one stack does. */
  readonly gitHub: boolean;
}

const connectionFile = z.object({ url: z.string(), account: z.string(), apiKey: z.string() });

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration of the current stack.
 * @param root folder of Pulumi.yaml, that relative paths count from
 * @throws CatalogError CMD010 when no account is known, or no key by a run that writes; CMD011 when a value is malformed
 */
export function readConfig(root: string, env: Environment): StackConfig {
  const own = new pulumi.Config("harness-catalog");
  const catalog = env["HARNESS_CATALOG_DIR"] ?? own.get("catalog") ?? "catalog";
  const templates = env["HARNESS_CATALOG_TEMPLATES"] ?? own.get("templates");
  const environments = own.getObject<unknown>("environments");
  return {
    catalogDir: isAbsolute(catalog) ? catalog : join(root, catalog),
    templatesDir: templates === undefined || isAbsolute(templates) ? templates : join(root, templates),
    stack: pulumi.getStack(),
    connection: readConnection(root, env),
    movedFrom: movedFrom(env[movedFromVariable]),
    stateId: parseStateId(env["HARNESS_CATALOG_STATE_ID"] || own.get("stateId")),
    environments:
      environments === undefined ? undefined : parsed("environments", z.array(z.string()), environments),
    allowDeletions: parseAllowance(env["HARNESS_CATALOG_ALLOW_DELETIONS"] ?? own.get("allowDeletions")),
    protect: own.getBoolean("protect") ?? new pulumi.Config("harness").get("accountId") !== undefined,
    delegates: parseDelegateMode(env["HARNESS_CATALOG_DELEGATES"] ?? own.get("delegates")),
    kubeconfig: own.getSecret("kubeconfig"),
    imports: parseImports(env["HARNESS_CATALOG_IMPORT"] ?? own.get("import")),
    gitHub: own.getBoolean("github") ?? false,
  };
}

function readConnection(root: string, env: Environment): Connection {
  const config = new pulumi.Config("harness");
  const named = (env["HARNESS_ACCOUNT_ID"] || config.get("accountId")) !== undefined;
  const sandbox = named ? undefined : readSandbox(root);
  const { accountId: account, endpoint } = toldPlace(env, (key) => config.get(key), sandbox);
  // Empty is how CI hands over a secret that nobody has set.
  const inEnvironment = (env["HARNESS_PLATFORM_API_KEY"] ?? "") !== "";
  const apiKey = inEnvironment
    ? undefined
    : (config.getSecret("platformApiKey") ?? secretOf(sandbox?.apiKey));
  const hasKey = apiKey !== undefined || inEnvironment || pulumi.runtime.isDryRun();
  if (account === undefined || !hasKey) {
    throw missingConnection(pulumi.getStack(), account === undefined ? "account id" : "API key");
  }
  return { account, endpoint, apiKey };
}

function secretOf(value: string | undefined): pulumi.Output<string> | undefined {
  return value === undefined ? undefined : pulumi.secret(value);
}

/** The local sandbox answers for any stack that names no account of its own. */
function readSandbox(root: string): z.infer<typeof connectionFile> | undefined {
  const file = join(root, sandboxConnectionFile);
  try {
    const text = readTextIfThere(file);
    return text === undefined ? undefined : parsed(file, connectionFile, JSON.parse(text));
  } catch (error) {
    if (error instanceof CatalogError) throw error;
    throw problem(
      "CMD011",
      `the note of the sandbox cannot be read: ${(error as Error).message}`,
      "delete the file, then start the sandbox again: `npx harness-catalog sandbox start`",
      { file, line: 1, column: 1 },
    );
  }
}
