/** Which pipelines can name a file at all, told by their texts: most link templates that name none, and need not be parsed. */
import { ofKind, type PlannedObject, type PlannedOf } from "../../plan/model";

/** Keys under which documents name files. */
const keys = /\b(?:filePaths|manifestPaths|paths|folderPath|valuesPaths|paramsPaths)\b["']?:/;

/** Whether a pipeline's text names a file, or links a template that does, itself or through others. */
export function candidatesAmong(
  objects: readonly PlannedObject[],
): (pipeline: PlannedOf<"pipeline">) => boolean {
  const templates = ofKind(objects, "template").map(({ inputs: { identifier, templateYaml = "" } }) => ({
    identifier,
    text: templateYaml,
  }));
  const naming = new Set(templates.filter(({ text }) => keys.test(text)).map(({ identifier }) => identifier));
  for (let before = -1; before !== naming.size;) {
    before = naming.size;
    for (const { identifier, text } of templates) if (links(text, naming)) naming.add(identifier);
  }
  return ({ inputs: { yaml = "" } }) => keys.test(yaml) || links(yaml, naming);
}

function links(text: string, templates: ReadonlySet<string>): boolean {
  return [...text.matchAll(/\btemplateRef["']?:\s*["']?([\w.]+)/g)].some(([, reference = ""]) =>
    templates.has(reference.replace(/^(?:account|org)\./, "")),
  );
}
