/**
 * the tag that a run is started with is the tag that the container gets. Every step is the real thing: the Harness
 * service document, values.yaml, and Go's own templates, which OPA has built in.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { planTargets } from "../../src/manifests/plan";
import { objectsIn } from "../../src/manifests/documents";
import { readLayers } from "../../src/manifests/layers/read";
import { packageRoot } from "../../src/paths/packageRoot";
import { runOpa } from "../../src/policies/evaluate/opa";
import type { Catalog } from "../../src/catalog/model";
import { documentOf, exampleCatalog, objectOf, planOf } from "../plan/support";
import { at, buildPatience, buildTools, catalogWith, renderAll, runPatience, tools } from "./support";

/** What Harness knows when a stage runs. */
const run = { "pipeline.variables.imageTag": "v2.3.1", "pipeline.sequenceId": "17" };

/** Expressions replaced by what they stand for, also those inside of what they stand for. */
function evaluated(text: string, known: Readonly<Record<string, string>>): string {
  const once = text.replace(/<\+([\w.]+)>/g, (_, name: string) => {
    assert.ok(name in known, `nobody knows <+${name}>`);
    return known[name]!;
  });
  return once === text ? text : evaluated(once, known);
}

function variablesOf(catalog: Catalog, service: string): Record<string, string> {
  const { serviceDefinition } = documentOf(objectOf(planOf(catalog), "service", service));
  const variables = at(serviceDefinition, "spec", "variables") as { name: string; value: string }[];
  return Object.fromEntries(variables.map(({ name, value }) => [`serviceVariables.${name}`, value]));
}

/** The manifest as Harness renders it: values.yaml first, then the template. */
async function rendered(
  catalog: Catalog,
  service: string,
  manifest: string,
  values: string,
): Promise<string> {
  const known = { ...run, ...variablesOf(catalog, service) };
  const input = { template: manifest, vars: { Values: parse(evaluated(values, known)) as unknown } };
  const query = "strings.render_template(input.template, input.vars)";
  const { stdout, stderr } = await runOpa(
    await tools.opa(),
    ["eval", "--format", "json", "--stdin-input", query],
    JSON.stringify(input),
  );
  const answer = JSON.parse(stdout) as { result?: { expressions: { value: string }[] }[] };
  assert.ok(answer.result !== undefined, stderr);
  return answer.result[0]!.expressions[0]!.value;
}

const appOf = (objects: readonly { value: unknown }[], kind: string, ...path: string[]) => {
  const workload = objects.map(({ value }) => value).find((value) => at(value, "kind") === kind);
  const containers = at(workload, ...path, "spec", "containers") as { name: string; image: string }[];
  return containers.find(({ name }) => name === "app");
};

describe("the image tag", function () {
  this.timeout(runPatience);

  before(async function () {
    this.timeout(buildPatience);
    await buildTools();
  });

  it("reaches the container of every Kubernetes target of the example, from the committed files", async () => {
    const catalog = exampleCatalog();
    const targets = planTargets(catalog, readLayers(), []).filter(
      ({ content }) => content.kind === "kustomize",
    );
    assert.equal(targets.length, 15);
    for (const { target } of targets) {
      const read = (name: string) =>
        readFileSync(join(packageRoot(), "generated", target.folder, name), "utf8");
      const text = await rendered(catalog, target.service.name, read("manifests.yaml"), read("values.yaml"));
      assert.doesNotMatch(text, /\{\{|<\+/);
      const app = appOf(objectsIn(text), "Deployment", "spec", "template");
      assert.equal(app?.image, `europe-docker.pkg.dev/company/services/${target.service.name}:v2.3.1`);
    }
  });

  it("reaches a scheduler and a job, which is called after the run", async () => {
    const catalog = catalogWith([
      { name: "nightly", archetype: "scheduler", image: "registry.example.com/jobs/night" },
      { name: "report", archetype: "job" },
    ]);
    const [nightly, report] = await renderAll(catalog);
    const files = (target: typeof nightly) =>
      [target!.files["manifests.yaml"]!, target!.files["values.yaml"]!] as const;
    const cron = objectsIn(await rendered(catalog, "nightly", ...files(nightly)));
    const app = appOf(cron, "CronJob", "spec", "jobTemplate", "spec", "template");
    assert.equal(app?.image, "registry.example.com/jobs/night:v2.3.1");
    assert.match(files(report)[0], /^# harness\.io\/skip-file-for-deploy\n/);
    const job = objectsIn(await rendered(catalog, "report", ...files(report)));
    assert.equal(appOf(job, "Job", "spec", "template")?.image, "registry.example.com/shop/report:v2.3.1");
    assert.ok(job.some(({ value }) => at(value, "metadata", "name") === "report-17"));
  });

  it("reaches the task definition of every ECS target, where Harness evaluates expressions itself", () => {
    const catalog = exampleCatalog();
    const targets = planTargets(catalog, readLayers(), []).filter(
      ({ content }) => content.kind === "complete",
    );
    assert.equal(targets.length, 4);
    for (const { target, content } of targets) {
      const known = { ...run, ...variablesOf(catalog, target.service.name) };
      const task = parse(evaluated(content.files["task-definition.yaml"]!, known)) as unknown;
      const image = at(task, "containerDefinitions", 0, "image");
      assert.equal(image, `europe-docker.pkg.dev/company/services/${target.service.name}:v2.3.1`);
    }
  });
});
