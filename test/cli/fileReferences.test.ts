/** Files that pipelines name: what no generated folder has is refused, at the line of its template, by every command. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadCatalog } from "../../src/catalog/load";
import { candidatesAmong } from "../../src/cli/fileReferences/candidates";
import { missingFiles } from "../../src/cli/fileReferences/check";
import { referencesIn } from "../../src/cli/fileReferences/find";
import { belowService, filledIn } from "../../src/cli/fileReferences/resolve";
import { run } from "../../src/cli/run";
import { fileNamesOf } from "../../src/manifests/fileNames";
import { readLayers } from "../../src/manifests/layers/read";
import { planTargets } from "../../src/manifests/plan";
import { packageRoot } from "../../src/paths/packageRoot";
import { objectOf, objectsOf, planOf } from "../plan/support";
import { memoryIo } from "../support/io";

const jobs = `
  - { name: nightly-report, archetype: job, profile: batch-job, size: small, environments: [int, pre, prod], regions: [euw1], team: payments-team, description: Nightly report }
  - { name: nightly-task, target: ecs, archetype: job, profile: batch-job, size: small, environments: [pre, prod], regions: [euw1], team: payments-team, description: Nightly task }
`;

describe("files that pipelines name", function () {
  this.timeout(60_000);
  let dir: string;
  const kubernetesJob = "templates/library/deploy_kubernetes_job/1.0.0.yaml";
  const ecsJob = "templates/library/deploy_ecs_job/1.0.0.yaml";
  const rolling = "templates/library/deploy_kubernetes/1.0.0.yaml";

  before(() => {
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-files-"));
    cpSync(join(packageRoot(), "catalog"), join(dir, "catalog"), { recursive: true });
    const services = join(dir, "catalog", "services.yaml");
    writeFileSync(services, `${readFileSync(services, "utf8").trimEnd()}\n${jobs}`);
  });
  beforeEach(() => {
    rmSync(join(dir, "templates"), { recursive: true, force: true });
    cpSync(join(packageRoot(), "templates", "library"), join(dir, "templates", "library"), {
      recursive: true,
    });
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  const edit = (file: string, from: string, to: string) => {
    const text = readFileSync(join(dir, file), "utf8");
    assert.ok(text.includes(from), `${file} has no ${from}`);
    writeFileSync(join(dir, file), text.replace(from, to));
  };
  const cli = async (...words: string[]) => {
    // The library is read once in a process, so every case has a folder of its own.
    const library = mkdtempSync(join(dir, "library-"));
    cpSync(join(dir, "templates", "library"), library, { recursive: true });
    const io = memoryIo({ cwd: dir, env: { HARNESS_CATALOG_TEMPLATES: library } });
    const code = await run(words, io);
    return { code, err: io.err(), out: io.out() };
  };
  const file = "<+infra.name>/manifests.yaml";
  const task = "paths: <+input>";
  const fetched = (path: string) => `paths: ["generated/<+service.name>/<+env.name>/<+infra.name>/${path}"]`;
  const step = (path: string) =>
    `        steps:\n          - step:\n              type: K8sApply\n              name: More\n              identifier: more\n              timeout: 5m\n              spec:\n                filePaths: [${path}]\n                skipDryRun: false\n                skipSteadyStateCheck: false`;

  for (const [title, template, from, to, wrong] of [
    ["a file of another name", kubernetesJob, file, "<+infra.name>/job.yaml", /int\/job\.yaml|job\.yaml/],
    [
      "a file without its region",
      kubernetesJob,
      file,
      "manifests.yaml",
      /nightly-report\/int-stable\/manifests\.yaml/,
    ],
    [
      "a file of another target",
      kubernetesJob,
      file,
      "<+infra.name>/task-definition.yaml",
      /task-definition/,
    ],
    ["a file above everything", kubernetesJob, file, "../../../generated/x.yaml", /generated\/x\.yaml/],
    ["a file that the service does not fetch", rolling, "        steps:", step("more.yaml"), /more\.yaml/],
  ] as const) {
    it(`${title} is refused by validate and simulate, at the line of the template`, async () => {
      edit(template, from, to);
      const service = template === rolling ? "payment-service" : "nightly-report";
      for (const words of [["validate"], ["simulate", service, "--image", "v1.0.0"]]) {
        const { code, err } = await cli(...words);
        assert.equal(code, 1, err);
        assert.match(
          err,
          /library-\w+\/deploy_kubernetes(_job)?\/1\.0\.0\.yaml:\d+:\d+ step \w+ names ".*": /,
        );
        assert.match(err, wrong);
        assert.match(
          err,
          /is in no generated folder \(.*name a file that is generated \(manifests\.yaml, values\.yaml(, .*)?\).*MAN012/,
        );
        assert.equal(err.match(/MAN012/g)?.length, 1);
      }
      const [line = ""] = /1\.0\.0\.yaml:(\d+)/.exec((await cli("validate")).err)?.slice(1) ?? [];
      const named = readFileSync(join(dir, template), "utf8").split("\n")[Number(line) - 1] ?? "";
      assert.match(named, /ya?ml/);
      assert.equal(
        (await cli("simulate", "backend", "--image", "v1.0.0")).code,
        0,
        "another service is no matter",
      );
    });
  }

  it("a path of a store of this repository is held to the files too", async () => {
    const connector = "connectorRef: github_platform_next";
    edit(ecsJob, "connectorRef: <+input>", connector);
    edit(ecsJob, task, fetched("task.yaml"));
    const { code, err } = await cli("validate");
    assert.equal(code, 1);
    assert.match(
      err,
      /nightly-task\/pre-stable\/euw1\/task\.yaml is in no generated folder.*task-definition\.yaml, run-task-request\.yaml/,
    );
  });

  for (const [title, template, from, to] of [
    ["another generated file", kubernetesJob, file, "<+infra.name>/values.yaml"],
    ["what is known only in a run", kubernetesJob, file, "<+pipeline.variables.file>.yaml"],
    ["the file that the service fetches", rolling, "        steps:", step("manifests.yaml")],
    ["a file outside of the generated ones", kubernetesJob, file, "../../../elsewhere/x.yaml"],
  ] as const) {
    it(`${title} is taken`, async () => {
      edit(template, from, to);
      const { code, err } = await cli("validate");
      assert.equal(code, 0, err);
    });
  }

  it("a file that people keep in a generated folder is taken", async () => {
    edit(kubernetesJob, file, "<+infra.name>/extra.yaml");
    for (const label of ["int-stable", "pre-stable", "prod"]) {
      const path = join(dir, "generated", "nightly-report", label, "euw1", "extra.yaml");
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, "kind: ConfigMap\n");
    }
    assert.equal((await cli("validate")).code, 0);
    rmSync(join(dir, "generated"), { recursive: true });
  });

  it("a layer that is not there is refused by validate, as by manifests", async () => {
    const platform = join(dir, "catalog", "platform.yaml");
    const text = readFileSync(platform, "utf8");
    const ghost = text
      .replace("\ncomponents:\n", "\ncomponents:\n  ghost: { description: Ghost }\n")
      .replace("components: [mesh]", "components: [mesh, ghost]");
    assert.notEqual(ghost, text);
    writeFileSync(platform, ghost);
    const { code, err } = await cli("validate");
    writeFileSync(platform, text);
    assert.equal(code, 1);
    assert.match(err, /platform\.yaml:\d+:\d+ .*ghost.*MAN001/);
  });

  it("of the example, and of jobs, are all generated: the documents of services among them", () => {
    const catalog = loadCatalog(join(dir, "catalog"));
    const plan = planOf(catalog);
    const root = catalog.platform.repository.manifests;
    const none = { root, generated: new Set<string>(), isThere: () => false };
    const all = missingFiles(catalog, plan, none);
    assert.ok(all.some(({ reference }) => reference.by === "step apply"));
    assert.ok(all.some(({ reference }) => reference.by.startsWith("manifest ")));
    const folders = new Map(
      planTargets(catalog, readLayers(), []).map((planned) => [
        planned.target.folder,
        [
          ...(planned.content.kind === "kustomize" ? ["manifests.yaml"] : []),
          ...Object.keys(planned.content.files),
        ],
      ]),
    );
    for (const planned of planTargets(catalog, readLayers(), []))
      assert.deepEqual([...fileNamesOf(planned.target)].sort(), folders.get(planned.target.folder)!.sort());
    for (const { path } of all) {
      const known = [...folders].some(
        ([folder, names]) =>
          path === `${root}/${folder.split("/").slice(0, 2).join("/")}` ||
          names.some((name) => path === `${root}/${folder}/${name}`),
      );
      assert.ok(known, path);
    }
  });

  it("are looked for only in pipelines that can name one", () => {
    const plan = planOf(loadCatalog(join(dir, "catalog")));
    const canName = candidatesAmong(objectsOf(plan));
    for (const name of ["nightly-report", "nightly-task"])
      assert.ok(canName(objectOf(plan, "pipeline", name)), name);
    assert.ok(!canName(objectOf(plan, "pipeline", "payment-service")));
    const stage = `pipeline:\n  stages:\n    - stage:\n        template: { templateRef: outer, versionLabel: "1" }\n`;
    const template = (identifier: string, templateYaml: string) =>
      ({
        kind: "template",
        name: identifier,
        inputs: { identifier, name: identifier, version: "1", templateYaml },
        dependsOn: [],
      }) as const;
    const through = candidatesAmong([
      template("outer", "template: { spec: { template: { templateRef: account.inner } } }"),
      template("inner", "filePaths: [x.yaml]"),
    ]);
    const named = objectOf(plan, "pipeline", "payment-service");
    assert.ok(through({ ...named, inputs: { ...named.inputs, yaml: stage } }));
  });
});

describe("references to files", () => {
  it("are those of steps, stores and their values; what is open is none", () => {
    const files = (value: unknown) =>
      referencesIn(value).map(({ file, from, by }) => [file, from, by].join(" "));
    const apply = { type: "K8sApply", identifier: "a", spec: { filePaths: ["x.yaml", "y.yaml"] } };
    assert.deepEqual(files({ step: apply }), ["x.yaml service step a", "y.yaml service step a"]);
    const gone = {
      type: "K8sDelete",
      identifier: "d",
      spec: { resources: { type: "ManifestPath", spec: { manifestPaths: ["z.yaml"] } } },
    };
    assert.deepEqual(files([gone]), ["z.yaml service step d"]);
    const store = { type: "Github", spec: { connectorRef: "c", repoName: "r", paths: ["p.yaml"] } };
    const manifest = { identifier: "m", type: "K8sManifest", spec: { store, valuesPaths: ["v.yaml"] } };
    assert.deepEqual(files({ manifest }).sort(), [
      "p.yaml repository manifest m",
      "v.yaml repository manifest m",
    ]);
    assert.deepEqual(files({ type: "Harness", spec: { files: ["f"] } }), []);
    assert.deepEqual(files({ type: "Github", spec: { paths: ["no connector"] } }), []);
  });

  it("are filled in as far as they are known before a run", () => {
    const names = { environment: "int", infrastructure: "euw1", service: "shop" };
    assert.equal(filledIn("a/<+env.name>/./<+infra.name>/x.yaml", names), "a/int/euw1/x.yaml");
    assert.equal(filledIn("<+env.type>/x.yaml", names), undefined);
    assert.equal(
      belowService("g/s/<+env.name>", "<+infra.name>/m.yaml"),
      "g/s/<+env.name>/<+infra.name>/m.yaml",
    );
    assert.equal(belowService("g/s/m.yaml", "n.yaml"), "g/s/n.yaml");
  });
});
