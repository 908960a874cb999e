/** The documents of a plan as files, with exactly the text that is sent to Harness, or to a cluster. */
import { renderDelegate } from "../documents/delegates";
import { ofKind, type AnyInputs, type ObjectKind, type Plan, type PlannedObject } from "./model";

/** A file, by its path below the output folder. */
export interface RenderedFile {
  readonly path: string;
  readonly text: string;
}

interface Rendering {
  readonly folder: string;
  /** Input that holds the text. */
  readonly text: string;
  readonly extension: string;
}

const renderings: Partial<Record<ObjectKind, Rendering>> = {
  pipeline: { folder: "pipelines", text: "yaml", extension: "yaml" },
  template: { folder: "templates", text: "templateYaml", extension: "yaml" },
  triggers: { folder: "triggers", text: "yaml", extension: "yaml" },
  inputSet: { folder: "inputSets", text: "yaml", extension: "yaml" },
  service: { folder: "services", text: "yaml", extension: "yaml" },
  environment: { folder: "environments", text: "yaml", extension: "yaml" },
  infrastructure: { folder: "infrastructures", text: "yaml", extension: "yaml" },
  manualFreeze: { folder: "freezes", text: "yaml", extension: "yaml" },
  policy: { folder: "policies", text: "rego", extension: "rego" },
};

const delegatesFolder = "delegates";

/** Folders that {@link renderPlan} and {@link renderDelegates} write to. */
export const renderedFolders: readonly string[] = [
  ...Object.values(renderings).map(({ folder }) => folder),
  delegatesFolder,
];

/** One file per cluster with the Kubernetes objects of its delegate, `delegates/<cluster>.yaml`, for `kubectl apply`. */
export function renderDelegates({ delegates }: Plan): RenderedFile[] {
  return delegates.map(({ cluster, spec, account }) => ({
    path: `${delegatesFolder}/${cluster}.yaml`,
    text: renderDelegate(spec, account),
  }));
}

/** One file per document, sorted by path. A template with several versions has one file each, `<id>@<version>.yaml`. */
export function renderPlan(plan: Plan): RenderedFile[] {
  const objects = plan.units.flatMap((unit) => unit.objects);
  const shared = sharedIdentifiers(objects);
  const files = objects.flatMap((object) => fileOf(object, objects, shared));
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Identifiers of input sets that two pipelines have: Harness tells them apart by the pipeline, files are not. */
function sharedIdentifiers(objects: readonly PlannedObject[]): ReadonlySet<string> {
  const [once, twice] = [new Set<string>(), new Set<string>()];
  for (const { inputs } of ofKind(objects, "inputSet")) {
    const { identifier } = inputs;
    (once.has(identifier) ? twice : once).add(identifier);
  }
  return twice;
}

function fileOf(
  object: PlannedObject,
  all: readonly PlannedObject[],
  shared: ReadonlySet<string>,
): RenderedFile[] {
  const rendering = renderings[object.kind];
  if (rendering === undefined) return [];
  const { folder, text, extension } = rendering;
  const path = `${folder}/${baseName(object, all, shared)}.${extension}`;
  return [{ path, text: textInput(object, text) }];
}

function baseName(object: PlannedObject, all: readonly PlannedObject[], shared: ReadonlySet<string>): string {
  const identifier = textInput(object, "identifier");
  if (object.kind === "inputSet" && shared.has(identifier))
    return `${textInput(object, "pipelineId")}.${identifier}`;
  if (object.kind !== "template") return identifier;
  const versions = ofKind(all, "template").filter(({ inputs }) => inputs.identifier === identifier);
  return versions.length === 1 ? identifier : `${identifier}@${textInput(object, "version")}`;
}

function textInput({ kind, name, inputs }: PlannedObject, input: string): string {
  const value = (inputs as AnyInputs)[input];
  if (typeof value !== "string") throw new Error(`${kind}/${name} has no ${input}`);
  return value;
}
