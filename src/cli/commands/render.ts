/** `render`: writes every document exactly as it is sent to Harness. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Plan } from "../../plan";
import { renderDelegates, renderPlan, renderedFolders } from "../../plan/render";
import { CatalogError, formatProblem, problem } from "@harness-catalog/problems";
import { lintFileNotes, lintFiles } from "harness-lint";
import { locateTool } from "../../toolchain/findTool";
import { shown } from "../catalogDir";
import type { Command } from "../command";
import { note, print, type Io } from "../io";
import { text } from "../options";
import { loadedCatalog, wholePlan } from "../loadedCatalog";
import { checkPolicies } from "../policyGate";

export const render: Command = {
  usage: "",
  summary: "write every pipeline, template, trigger, policy and delegate as files",
  options: ["out", "catalog", "account", "stack"],
  run: async (args, io) => {
    const out = text(args, "out");
    if (out === undefined)
      throw problem("CMD001", "render has no --out", "name the folder to write to: --out rendered");
    const target = resolve(io.cwd, out);
    const plan = wholePlan(loadedCatalog(args, io), args);
    const documents = renderPlan(plan);
    const problems = lintFiles(documents);
    if (problems.length > 0) throw new CatalogError(problems);
    for (const each of lintFileNotes(documents)) note(io, formatProblem(each));
    await policiesIfAtHand(io, plan);
    const files = [...documents, ...renderDelegates(plan)];
    for (const folder of renderedFolders) rmSync(join(target, folder), { recursive: true, force: true });
    for (const file of files) {
      mkdirSync(dirname(join(target, file.path)), { recursive: true });
      writeFileSync(join(target, file.path), file.text);
    }
    print(io, `${files.length} files in ${shown(io, target)}`);
    return 0;
  },
};

/** Rendering builds no tool: where OPA is not there, the policies are left to `plan`. */
async function policiesIfAtHand(io: Io, plan: Plan): Promise<void> {
  const opa = await locateTool("opa", { env: io.env });
  if (opa === undefined) note(io, "policies not checked: Open Policy Agent is not here; `plan` builds it");
  else await checkPolicies(plan, () => Promise.resolve(opa.command));
}
