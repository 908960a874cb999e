/**
 * The rendered delegates against the schemas of the Kubernetes API, by the real kubeconform, strictly and without network;
 * and the rights of a delegate against what the manifests of services hold.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAllDocuments, stringify } from "yaml";
import { renderDelegates } from "../../src/plan/render";
import { packageRoot } from "../../src/paths/packageRoot";
import { tokenSecret } from "../../src/documents/delegates";
import { deployerRules } from "../../src/documents/delegates/access";
import { findTool } from "../../src/toolchain/findTool";
import { exampleCatalog, planOf } from "../plan/support";

const schemas = join(packageRoot(), "src", "manifests", "schemas");
const layers = join(packageRoot(), "templates", "manifests");

describe("delegates and the Kubernetes API", function () {
  this.timeout(600_000);

  const plan = planOf(exampleCatalog());
  const secrets = plan.delegates.map(({ spec }) => stringify(tokenSecret(spec, "a value")));
  const files = [...renderDelegates(plan).map(({ text }) => text), ...secrets];

  it("all objects are valid, strictly", async () => {
    const { valid, problems } = await kubeconform(files);
    assert.deepEqual(problems, []);
    const objects = files.flatMap((text) => parseAllDocuments(text));
    assert.equal(valid, objects.length);
    assert.ok(valid > 60, `${valid} objects were looked at`);
  });

  it("a field that does not exist and a value of the wrong type are seen", async () => {
    const [first = ""] = files;
    const misspelled = first.replace("minReadySeconds:", "minReadySecond:");
    const mistyped = first.replace("maxUnavailable: 1", "maxUnavailable: [1]");
    for (const [text, says] of [
      [misspelled, /minReadySecond/],
      [mistyped, /maxUnavailable/],
    ] as const) {
      const { problems } = await kubeconform([text]);
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? "", says);
    }
  });

  it("a delegate may manage every kind of object that the manifests of services hold", () => {
    const held = new Set(yamlFiles(layers).flatMap(kindsIn));
    assert.ok(held.size >= 8, [...held].join());
    assert.deepEqual(
      [...held].filter((each) => !mayManage(each)),
      [],
    );
    assert.equal(mayManage("rbac.authorization.k8s.io/roles"), false);
  });
});

async function kubeconform(texts: readonly string[]): Promise<{ valid: number; problems: string[] }> {
  const { command } = await findTool("kubeconform");
  const folder = mkdtempSync(join(tmpdir(), "delegates-"));
  try {
    for (const [index, text] of texts.entries()) writeFileSync(join(folder, `${index}.yaml`), text);
    const template = join(schemas, "{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json");
    const args = ["-strict", "-output", "json", "-verbose", "-schema-location", template, folder];
    const { stdout, stderr } = spawnSync(command, args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
    assert.ok(stdout.startsWith("{"), stderr);
    const { resources } = JSON.parse(stdout) as {
      resources: { status: string; kind: string; name: string; msg: string }[];
    };
    const bad = resources.filter(({ status }) => status !== "statusValid");
    return {
      valid: resources.length - bad.length,
      problems: bad.map(({ kind, name, msg }) => `${kind} ${name}: ${msg}`),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** `apps/deployments` for every object of a file that is applied; parts of kustomize are not. */
function kindsIn(file: string): string[] {
  return parseAllDocuments(readFileSync(file, "utf8")).flatMap((document) => {
    const { apiVersion, kind } = (document.toJS() ?? {}) as { apiVersion?: unknown; kind?: unknown };
    if (typeof apiVersion !== "string" || typeof kind !== "string" || apiVersion.includes("kustomize."))
      return [];
    const group = apiVersion.includes("/") ? apiVersion.split("/")[0]! : "";
    return [`${group}/${plural(kind.toLowerCase())}`];
  });
}

function plural(kind: string): string {
  if (kind.endsWith("y")) return `${kind.slice(0, -1)}ies`;
  return kind.endsWith("s") ? `${kind}es` : `${kind}s`;
}

function mayManage(resource: string): boolean {
  const [group = "", plural = ""] = resource.split("/");
  return deployerRules.some(
    ({ apiGroups, resources, verbs }) =>
      apiGroups.includes(group) &&
      resources.includes(plural) &&
      ["create", "patch", "delete"].every((verb) => verbs.includes(verb)),
  );
}
