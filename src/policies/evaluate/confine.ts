/** What a policy may not do. It is data that somebody wrote, maybe in a pull request, and OPA runs it on this machine. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Built-in functions that reach beyond their input (openpolicyagent.org, Policy Reference: network and runtime). */
const forbidden = ["http.send", "net.lookup_ip_addr", "opa.runtime"];

/** Environment of OPA: nothing of ours, so that nothing can be told. */
export const opaEnv: NodeJS.ProcessEnv = { PATH: process.env["PATH"] ?? "" };

/**
 * Options of `opa eval` that leave these functions and every host out: a policy that uses one does not load. The other
 * functions are those that this OPA knows.
 * @param folder where the file with them is written
 * @returns no options where OPA does not list its functions; it will say itself what is wrong with it
 */
export function confinement(opa: string, folder: string): string[] {
  const { status, stdout } = spawnSync(opa, ["capabilities", "--current"], {
    encoding: "utf8",
    env: opaEnv,
    maxBuffer: 1 << 26,
  });
  if (status !== 0) return [];
  const known = JSON.parse(stdout) as { readonly builtins: readonly { readonly name: string }[] };
  const builtins = known.builtins.filter(({ name }) => !forbidden.includes(name));
  const file = join(folder, "capabilities.json");
  writeFileSync(file, JSON.stringify({ ...known, builtins, allow_net: [] }));
  return ["--capabilities", file];
}
