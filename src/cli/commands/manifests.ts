/** `manifests`: writes what Kubernetes and ECS are to run, for every service, environment and region. */
import { join, resolve } from "node:path";
import { readCatalogFiles } from "../../catalog/load";
import { displayPath } from "../../catalog/files";
import { changedSince } from "../../manifests/changed";
import { generate, type Outcome } from "../../manifests/generate";
import { readLayers } from "../../manifests/layers/read";
import { planTargets } from "../../manifests/plan";
import { schemasFolder } from "../../manifests/schemas/place";
import { packageRoot } from "../../paths/packageRoot";
import { findTool } from "../../toolchain/findTool";
import type { ToolName } from "../../toolchain/tools";
import { catalogDir, shown } from "../catalogDir";
import type { Command } from "../command";
import { note, print, type Io } from "../io";
import { layersDir } from "../layersDir";
import { loadedCatalog } from "../loadedCatalog";
import { flag, text, type ParsedArgs } from "../options";
import { outputFormat } from "../outputFormat";

export const manifests: Command = {
  usage: "",
  summary: "generate what is deployed, with kustomize, kubeconform and the policies",
  options: ["changed-since", "check", "check-all", "out", "catalog", "output"],
  run: async (args, io) => {
    const json = outputFormat(args) === "json";
    const catalog = loadedCatalog(args, io);
    const files = readCatalogFiles(catalogDir(args, io)).map(({ path, text }) => ({
      path: displayPath(path),
      text,
    }));
    const library = readLayers(layersDir(io));
    const planned = planTargets(catalog, library, files);
    const root = resolve(io.cwd, text(args, "out") ?? catalog.platform.repository.manifests);
    const tool = (name: ToolName) => async () =>
      (await findTool(name, { env: io.env, onProgress: (message) => note(io, message) })).command;
    const outcome = await generate({
      catalog,
      library,
      planned,
      root,
      shownRoot: shown(io, root),
      tools: { kustomize: tool("kustomize"), kubeconform: tool("kubeconform"), opa: tool("opa") },
      check: flag(args, "check"),
      checkAll: flag(args, "check-all"),
      only: only(args, io, { catalog, library, planned }),
    });
    if (json) print(io, JSON.stringify(outcome));
    else printOutcome(io, outcome, shown(io, root));
    return 0;
  },
};

type Inputs = Pick<Parameters<typeof generate>[0], "catalog" | "library" | "planned">;

function only(
  args: ParsedArgs,
  io: Io,
  { catalog, library, planned }: Inputs,
): ReadonlySet<string> | undefined {
  const reference = text(args, "changed-since");
  if (reference === undefined) return undefined;
  const shared = [library.root, join(packageRoot(), "policies"), join(packageRoot(), schemasFolder)];
  const changed = changedSince(reference, catalogDir(args, io), catalog, library, planned, shared);
  if (changed.folders === undefined) note(io, `looking at every target: ${changed.because}`);
  return changed.folders;
}

function printOutcome(io: Io, { targets, written, removed, checked }: Outcome, root: string): void {
  for (const folder of written) print(io, `${join(root, folder)} written`);
  for (const folder of removed) print(io, `${join(root, folder)} removed`);
  const counts = [`${written.length} written`, `${removed.length} removed`, `${checked} objects checked`];
  print(io, `${targets} targets: ${counts.join(", ")}`);
}
