/** What `doctor` says of the way out: proxies and the company's own authorities. */
import { X509Certificate } from "node:crypto";
import { CatalogError } from "@harness-catalog/problems";
import { namesProxy, proxyFor } from "@harness-catalog/network";
import { readTextFile } from "@harness-catalog/files/plainFile";
import type { Io } from "./io";

/** Part of a line of the report. */
interface Finding {
  readonly subject: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** One finding for proxies and one for authorities; none where the environment names neither. Makes no call. */
export function networkFindings(env: Io["env"]): Finding[] {
  const ca = env["NODE_EXTRA_CA_CERTS"];
  return [
    ...(namesProxy(env) ? [{ subject: "proxy", ...proxies(env) }] : []),
    ...(ca ? [{ subject: "CA", ...authorities(ca) }] : []),
  ];
}

function proxies(env: Io["env"]): Omit<Finding, "subject"> {
  const places = [
    env["HARNESS_ENDPOINT"] || "https://app.harness.io/gateway",
    env["GITHUB_API_URL"] || "https://api.github.com",
  ];
  try {
    const ways = places
      .filter((place) => URL.canParse(place))
      .map((place) => new URL(place))
      .map((url) => `${url.hostname} ${through(proxyFor(url, env)?.shown)}`);
    return { ok: true, detail: ways.join(", ") };
  } catch (error) {
    if (error instanceof CatalogError) return { ok: false, detail: error.message };
    throw error;
  }
}

function through(proxy: string | undefined): string {
  return proxy === undefined ? "directly" : `through ${proxy}`;
}

/** Node.js itself only warns of a file it cannot read, and then trusts nobody in it. */
function authorities(file: string): Omit<Finding, "subject"> {
  try {
    const blocks = readTextFile(file).match(/-----BEGIN [^]*?-----END [^-]*-----/g) ?? [];
    const names = blocks.map((block) => new X509Certificate(block).subject.split("\n").at(-1) ?? "");
    if (names.length > 0)
      return { ok: true, detail: `${names.slice(0, 3).join(", ")}${more(names)} in ${file}` };
    return { ok: false, detail: `${file} holds no certificate in PEM form` };
  } catch (error) {
    return { ok: false, detail: `${file}, which NODE_EXTRA_CA_CERTS names: ${(error as Error).message}` };
  }
}

function more(names: readonly string[]): string {
  return names.length > 3 ? ` and ${names.length - 3} more` : "";
}
