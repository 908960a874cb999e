/** `doctor`: says what is ready, what is missing and how to get it. */
import { credentialAges, credentialNotice } from "../../catalog/credentials";
import type { Platform } from "../../catalog/model";
import { installedDelegates } from "../../catalog/delegates";
import { CatalogError } from "@harness-catalog/problems";
import { packageRoot } from "../../paths/packageRoot";
import { stackName } from "../stackName";
import { locateTool } from "../../toolchain/findTool";
import { colorsFor } from "../colors";
import type { Command } from "../command";
import { gitHubToken } from "../gitHubToken";
import { gitState } from "../gitVersion";
import { print, type Io } from "../io";
import { networkFindings } from "../networkFindings";
import { type ParsedArgs } from "../options";
import { outputFormat } from "../outputFormat";
import { isRunning, readConnection } from "../sandbox/connection";
import { loadedCatalog } from "../loadedCatalog";
import { stackConfig } from "../stackFile";

/** One line of the report. */
interface Finding {
  readonly subject: string;
  readonly ok: boolean;
  readonly detail: string;
}

export const doctor: Command = {
  usage: "",
  summary: "check this machine: Node.js, Git, engine, policies, catalog, account",
  options: ["stack", "catalog", "output"],
  run: async (args, io) => {
    const findings = [
      node(),
      { subject: "Git", ...(await gitState(io)) },
      await engine(),
      await policies(),
      await manifestTools(),
      ...catalog(args, io),
      ...networkFindings(io.env),
      await account(io),
      ...credentials(args, io),
      ...gitHub(args, io),
    ];
    if (outputFormat(args) === "json") print(io, JSON.stringify(findings));
    else for (const finding of findings) print(io, line(io, finding));
    return findings.every((finding) => finding.ok) ? 0 : 1;
  },
};

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  return {
    subject: "Node.js",
    ok,
    detail: ok ? process.versions.node : `${process.versions.node}; 20.19 or newer is needed`,
  };
}

async function engine(): Promise<Finding> {
  const found = await locateTool("pulumi");
  if (found === undefined)
    return {
      subject: "engine",
      ok: false,
      detail: "not found; the first plan or up builds it with Go, or install pulumi",
    };
  return { subject: "engine", ok: true, detail: `pulumi ${found.version} (${found.origin})` };
}

async function policies(): Promise<Finding> {
  const found = await locateTool("opa");
  if (found === undefined)
    return {
      subject: "policies",
      ok: false,
      detail: "no Open Policy Agent; the first plan or up builds it with Go, or install opa",
    };
  return { subject: "policies", ok: true, detail: `opa ${found.version} (${found.origin})` };
}

async function manifestTools(): Promise<Finding> {
  const names = ["kustomize", "kubeconform"] as const;
  const found = await Promise.all(names.map((name) => locateTool(name)));
  const missing = names.filter((_, index) => found[index] === undefined);
  const detail =
    missing.length > 0
      ? `no ${missing.join(" and no ")}; the first \`manifests\` builds it with Go`
      : names.map((name, index) => `${name} ${found[index]?.version} (${found[index]?.origin})`).join(", ");
  return { subject: "manifests", ok: missing.length === 0, detail };
}

/** The catalog, and the delegates it describes. */
function catalog(args: ParsedArgs, io: Io): Finding[] {
  try {
    const { services, platform } = loadedCatalog(args, io);
    const installed = installedDelegates(platform);
    const images = [...new Set(installed.map(({ image }) => image))];
    const places = images.map((image) => {
      const clusters = installed.filter((each) => each.image === image).map(({ cluster }) => cluster);
      return `${image} in ${clusters.join(", ")}`;
    });
    const detail = `${places.join("; ")} (by stacks with harness-catalog:delegates)`;
    return [
      { subject: "catalog", ok: true, detail: `${services.length} services` },
      ...(installed.length === 0 ? [] : [{ subject: "delegates", ok: true, detail }]),
    ];
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    const detail = `${error.problems.length} problems; see harness-catalog validate`;
    return [{ subject: "catalog", ok: false, detail }];
  }
}

async function account(io: Io): Promise<Finding> {
  const { HARNESS_ACCOUNT_ID: id, HARNESS_ENDPOINT: endpoint, HARNESS_PLATFORM_API_KEY: key } = io.env;
  if (id !== undefined && key !== undefined)
    return {
      subject: "account",
      ok: true,
      detail: `${id} at ${endpoint ?? "https://app.harness.io/gateway"} (from the environment)`,
    };
  const connection = readConnection(packageRoot());
  if (connection !== undefined && (await isRunning(connection)))
    return { subject: "account", ok: true, detail: `sandbox ${connection.account} at ${connection.url}` };
  return {
    subject: "account",
    ok: false,
    detail:
      "none; start one with `npx harness-catalog sandbox start`, or set HARNESS_ACCOUNT_ID and HARNESS_PLATFORM_API_KEY",
  };
}

/** Nothing while no credential needs anybody; `credentials` lists them all. */
function credentials(args: ParsedArgs, io: Io): Finding[] {
  const platform = platformOf(args, io);
  if (platform === undefined) return [];
  return credentialAges(platform.secrets, (io.now ?? Date.now)()).flatMap((age) => {
    const detail = credentialNotice(age);
    return detail === undefined ? [] : [{ subject: "secret", ok: age.state !== "expired", detail }];
  });
}

/** Only for a stack that makes objects on GitHub. */
function gitHub(args: ParsedArgs, io: Io): Finding[] {
  const config = stackConfig(packageRoot(), stackName(args));
  const found = gitHubToken(config, platformOf(args, io)?.github?.owner, io.env);
  return found === undefined ? [] : [{ subject: "GitHub", ...found }];
}

function platformOf(args: ParsedArgs, io: Io): Platform | undefined {
  try {
    return loadedCatalog(args, io).platform;
  } catch (error) {
    if (error instanceof CatalogError) return undefined;
    throw error;
  }
}

function line(io: Io, finding: Finding): string {
  const c = colorsFor(io, io.stdout);
  return `${finding.ok ? c.green("ok  ") : c.red("no  ")} ${finding.subject.padEnd(9)} ${finding.detail}`;
}
