/** Validates Kubernetes objects with the real kubeconform, strictly and without network. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { problem, type Problem } from "@harness-catalog/problems";
import { packageRoot } from "../../paths/packageRoot";
import { schemasFolder, schemaTemplate } from "../schemas/place";
import { nameOf, objectsIn } from "../documents";

/** A YAML text with any number of Kubernetes objects. */
export interface Documents {
  /** What messages call it. */
  readonly file: string;
  readonly text: string;
}

/** As far as it is read; one for each object that is not valid. */
interface Resource {
  readonly filename: string;
  readonly kind: string;
  readonly name: string;
  readonly status: string;
  readonly msg: string;
  readonly validationErrors?: readonly { readonly path: string; readonly msg: string }[];
}

const mostOutput = 64 * 1024 * 1024;

/**
 * A problem for every object that the Kubernetes API would refuse by its schema: unknown fields, wrong types, missing fields,
 * a kind without a schema. One process for all of them.
 * @param kubeconform path of the program
 * @throws CatalogError MAN022 when it does not run
 */
export async function validateDocuments(
  kubeconform: string,
  documents: readonly Documents[],
): Promise<Problem[]> {
  if (documents.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), "harness-catalog-kubeconform-"));
  try {
    documents.forEach(({ text }, index) => writeFileSync(join(folder, `${index}.yaml`), text));
    const resources = await run(kubeconform, folder);
    return resources
      .map((resource) => ({ resource, index: Number(/(\d+)\.yaml$/.exec(resource.filename)?.[1]) }))
      .sort((a, b) => a.index - b.index)
      .flatMap(({ resource, index }) => problemsOf(resource, documents[index]!));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(kubeconform: string, folder: string): Promise<readonly Resource[]> {
  const schemas = join(packageRoot(), schemasFolder, schemaTemplate);
  const args = ["-strict", "-output", "json", "-n", String(availableParallelism())];
  return new Promise((resolve, reject) => {
    const all = [...args, "-schema-location", schemas, folder];
    execFile(kubeconform, all, { maxBuffer: mostOutput }, (error, stdout, stderr) => {
      try {
        // It ends with 1 when an object is not valid, and says so on standard output.
        resolve((JSON.parse(stdout) as { resources: Resource[] }).resources);
      } catch {
        const reason = (stderr || error?.message || "it printed no JSON").trim().split("\n")[0];
        reject(
          problem(
            "MAN022",
            `kubeconform did not run: ${reason}`,
            "run `harness-catalog doctor`, and try again",
          ),
        );
      }
    });
  });
}

function problemsOf(resource: Resource, { file, text }: Documents): Problem[] {
  const { kind, name, msg, validationErrors = [] } = resource;
  const subject = `${kind} ${name}`.trim();
  const line = objectsIn(text).find(({ value }) => nameOf(value) === subject)?.line ?? 1;
  const place = { file, line, column: 1 };
  const noSchema = /could not find schema/.test(msg);
  const hint = noSchema
    ? "check apiVersion and kind; docs/manifests.md says how to add the schema of a custom resource"
    : "correct the layer that it comes from, in templates/manifests";
  const words =
    validationErrors.length > 0
      ? validationErrors.map(({ path, msg: each }) => `${path} ${each}`.trim())
      : [msg];
  return words.map((each) => ({ code: "MAN021", message: `${subject}: ${each}`, hint, place }));
}
