import { kindOf, type DocumentKind, type LintFile } from "harness-lint";
import type { Req } from "./client";
import { inProject, newConnector, newProject, place, post, put, v1 } from "./requests";

/** The calls that save a document for the first time, and again. */
export interface Writes {
  readonly create: Req;
  readonly update: Req;
}

/** What must be there before the documents of the lint's tests. */
export const surroundings: readonly Req[] = [newProject(), newConnector("github")];

/** Kinds of document, those that are referred to first. */
export const kindOrder: readonly DocumentKind[] = [
  "service",
  "environment",
  "infrastructure",
  "template",
  "pipeline",
  "inputSet",
  "trigger",
];

/**
 * How a client saves a document. What the request says beside the YAML comes from `original`, so that only the YAML of
 * a faulty document is wrong.
 */
export function writes(file: LintFile, original: LintFile = file): Writes {
  const kind = kindOf(file.path);
  if (kind === undefined) throw new Error(`${file.path} is no document`);
  const identifier = member(original, "identifier");
  const head = { identifier, name: member(original, "name") };
  const body = { ...head, ...place, yaml: file.text };
  switch (kind) {
    case "service":
      return both("/ng/api/servicesV2", body);
    case "environment":
      return both("/ng/api/environmentsV2", { ...body, type: "PreProduction" });
    case "infrastructure": {
      const environmentRef = member(original, "environmentRef");
      return both("/ng/api/infrastructures", { ...body, environmentRef, type: "KubernetesDirect" });
    }
    case "template": {
      const version = `/${identifier}/versions/${member(original, "versionLabel")}`;
      return both(`${v1}/templates`, { template_yaml: file.text }, "", version);
    }
    case "pipeline":
      return both(`${v1}/pipelines`, { ...head, pipeline_yaml: file.text }, "", `/${identifier}`);
    case "inputSet":
      return both(
        `${v1}/input-sets`,
        { ...head, input_set_yaml: file.text },
        "?pipeline=orders_cd",
        `/${identifier}`,
      );
    case "trigger": {
      const target = `?${inProject}&targetIdentifier=orders_cd`;
      return both("/pipeline/api/triggers", file.text, target, `/${identifier}`);
    }
  }
}

function both(path: string, body: unknown, query = "", one = ""): Writes {
  return { create: post(`${path}${query}`, body), update: put(`${path}${one}${query}`, body) };
}

/** A member of the document's head; documents that have none are called after their file. */
function member({ path, text }: LintFile, key: string): string {
  const found = new RegExp(`^  ${key}: (.+)$`, "m").exec(text)?.[1];
  return found ?? path.replace(/^.*\/|\.yaml$/g, "");
}
