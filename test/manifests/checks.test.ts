/** What must not be written: each mistake is planted in a layer, and found by the real tool before anything is written. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Catalog } from "../../src/catalog/model";
import { CatalogError, formatProblem } from "@harness-catalog/problems";
import { validateDocuments } from "../../src/manifests/check/kubeconform";
import { judgeObjects } from "../../src/manifests/check/policies";
import { readLayers } from "../../src/manifests/layers/read";
import { schemasFolder } from "../../src/manifests/schemas/place";
import { packageRoot } from "../../src/paths/packageRoot";
import {
  buildPatience,
  buildTools,
  catalogWith,
  componentNames,
  layersWith,
  problemsOf,
  renderAll,
  runPatience,
  tools,
  workplace,
} from "./support";

const cart = catalogWith([{ name: "cart" }]);
const deployment = "parts/workload/deployment.yaml";
const file = "generated/cart/test/west/manifests.yaml";

/** Generates with one layer changed; nothing may be written. */
async function planted(name: string, change: (text: string) => string, catalog: Catalog = cart) {
  const layers = layersWith(name, change);
  const place = workplace();
  try {
    const problems = await problemsOf(
      Promise.resolve().then(() => place.run(catalog, { library: readLayers(layers) })),
    );
    assert.deepEqual(place.files(), {});
    return problems;
  } finally {
    place.close();
    rmSync(layers, { recursive: true });
  }
}

describe("checks of manifests", function () {
  this.timeout(runPatience);

  before(async function () {
    this.timeout(buildPatience);
    await buildTools();
  });

  it("kubeconform refuses an unknown field, with file, line and object (MAN021)", async () => {
    const problems = await planted(deployment, (text) =>
      text.replace("revisionHistoryLimit", "revisionHistory"),
    );
    assert.equal(problems.length, 1);
    assert.match(
      formatProblem(problems[0]!),
      /^generated\/cart\/test\/west\/manifests\.yaml:16:1 Deployment cart: .*revisionHistory.*\[MAN021\]$/,
    );
  });

  it("kubeconform refuses a wrong type, and a kind without a schema (MAN021)", async () => {
    const [type] = await planted(deployment, (text) =>
      text.replace("revisionHistoryLimit: 3", "revisionHistoryLimit: three"),
    );
    assert.match(type!.message, /^Deployment cart: \/spec\/revisionHistoryLimit .*integer/);
    const [kind] = await planted("archetypes/api/service.yaml", (text) =>
      text.replace("apiVersion: v1", "apiVersion: example.com/v1").replace("kind: Service", "kind: Widget"),
    );
    assert.match(kind!.message, /^Widget cart: could not find schema/);
    assert.match(kind!.hint, /docs\/manifests\.md/);
  });

  it("a policy refuses a right too many, with the cure and exit code 3 (MAN023)", async () => {
    const problems = await planted(deployment, (text) =>
      text.replace("drop:\n                - ALL", "drop: []"),
    );
    assert.deepEqual(problems, [
      {
        code: "MAN023",
        message:
          'Deployment cart is refused by the policy "Workload rules": Deployment cart: app must drop ALL capabilities',
        hint: "correct the layer that it comes from, in templates/manifests",
        place: { file, line: 16, column: 1 },
      },
    ]);
    assert.equal(new CatalogError(problems).exitCode, 3);
  });

  it("a policy refuses another size than the catalog's, and says how many more are like it", async () => {
    const two = catalogWith([{ name: "cart" }, { name: "shop" }]);
    const memoryAsCpu = (text: string) => text.replace("data.cpu", "data.memory");
    const [problem, ...others] = await planted("values/sizes.yaml", memoryAsCpu, two);
    assert.equal(others.length, 0);
    assert.equal(
      problem!.message,
      'Deployment cart is refused by the policy "Resource limits": ' +
        "Deployment cart: requests.cpu of app is 512Mi, size medium has 250m; the same in 1 more folders",
    );
  });

  it("refuses a template and a Harness expression where there must be none (MAN020)", async () => {
    for (const [text, message] of [
      ["{{ .Release.Name }}", "{{ .Release.Name }} is taken for a Go template"],
      ["{{.Values.run}}", "{{.Values.run}} is taken for a Go template"],
      ["x}}y", "}} is taken for a Go template"],
      ["<+env.name>", "<+env.name> is a Harness expression, and Harness evaluates none in manifests"],
    ] as const) {
      const [problem, ...others] = await planted("archetypes/api/service.yaml", (yaml) =>
        yaml.replace("metadata:\n", `metadata:\n  annotations:\n    note: "${text}"\n`),
      );
      assert.equal(others.length, 0);
      assert.deepEqual([problem!.code, problem!.message, problem!.place!.file], ["MAN020", message, file]);
    }
  });

  it("says in kustomize's words what it cannot build, and for which target (MAN005)", async () => {
    const [problem] = await planted("parts/port/addresses.yaml", (text) =>
      text.replace("containerPort", "noPort"),
    );
    assert.equal(problem!.code, "MAN005");
    assert.match(problem!.message, /^cart\/test\/west: .*noPort/);
  });

  it("points at a layer that is no YAML (MAN004)", async () => {
    const [problem] = await planted("components/pdb/kustomization.yaml", (text) => `${text}\t- [`);
    assert.deepEqual(
      [problem!.code, problem!.place!.file.endsWith("components/pdb/kustomization.yaml")],
      ["MAN004", true],
    );
  });

  it("lets every archetype with every component that fits it through", async () => {
    const fits: Record<string, string[]> = {
      api: componentNames.filter((name) => name !== "consumer"),
      streaming: componentNames,
      listener: ["consumer", "mesh", "mtls", "pdb"],
      scheduler: [],
      job: [],
    };
    const services = Object.entries(fits).map(([archetype, components]) => ({
      name: `the-${archetype}`,
      archetype,
      components,
      environments: ["test", "live"],
      strategy: ["api", "streaming"].includes(archetype) ? { live: "blue-green" } : {},
    }));
    const place = workplace();
    try {
      const outcome = await place.run(catalogWith(services));
      assert.equal(outcome.written.length, 10);
      assert.ok(outcome.checked > 50);
    } finally {
      place.close();
    }
  });

  it("every schema refuses a field that does not exist, and has a kind", async () => {
    const folder = join(packageRoot(), schemasFolder);
    const schemas = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".json"),
    );
    assert.ok(schemas.length >= 35);
    const documents = schemas.map((name) => {
      const { properties } = JSON.parse(readFileSync(join(folder, name), "utf8")) as {
        properties: { apiVersion: { const: string }; kind: { const: string } };
      };
      const text = `apiVersion: ${properties.apiVersion.const}\nkind: ${properties.kind.const}\nmetadata: { name: x }\nnoSuchField: 1\n`;
      return { file: name, text };
    });
    const problems = await validateDocuments(await tools.kubeconform(), documents);
    const refused = new Set(
      problems.filter(({ message }) => message.includes("noSuchField")).map(({ place }) => place!.file),
    );
    assert.deepEqual(
      schemas.filter((name) => !refused.has(name)),
      [],
    );
  });

  it("says so when a tool does not run (MAN022, POL002, MAN004)", async () => {
    const documents = [{ file, text: "kind: ConfigMap\n" }];
    const object = { file, line: 1, value: {}, size: "small" };
    for (const program of ["/no/such/program", "/bin/false"]) {
      assert.equal((await problemsOf(validateDocuments(program, documents)))[0]!.code, "MAN022");
      assert.equal((await problemsOf(judgeObjects(program, cart, [object])))[0]!.code, "POL002");
    }
    const place = workplace();
    const broken = { ...tools, kustomize: () => Promise.resolve("/no/such/program") };
    assert.equal((await problemsOf(place.run(cart, { tools: broken })))[0]!.code, "MAN004");
    place.close();
  });

  it("judges every object of a target against the size of its environment", async () => {
    const catalog = catalogWith([
      {
        name: "cart",
        environments: ["live"],
        size: "small",
        resources: { overrides: { live: { size: "large" } } },
      },
    ]);
    const [rendered] = await renderAll(catalog);
    const judged = (size: string) =>
      tools.opa().then((opa) =>
        judgeObjects(
          opa,
          catalog,
          rendered!.objects().map(({ line, value }) => ({ file, line, value, size })),
        ),
      );
    assert.deepEqual(await judged("large"), []);
    const wrong = await judged("small");
    assert.deepEqual(
      wrong.map(({ message }) => message.replace(/.*": /, "")),
      [
        "Deployment cart: limits.memory of app is 1Gi, size small has 256Mi",
        "Deployment cart: requests.cpu of app is 500m, size small has 100m",
        "Deployment cart: requests.memory of app is 1Gi, size small has 256Mi",
        "HorizontalPodAutoscaler cart: maxReplicas is 10, size small has 1 to 3",
      ],
    );
  });
});
