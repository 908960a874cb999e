/** What must hold for every workflow file, whatever it does. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { promisify } from "node:util";
import { commands } from "../../src/cli/commands";
import { packageRoot } from "../../src/paths/packageRoot";
import { findTool } from "../../src/toolchain/findTool";
import { exampleCatalog } from "../plan/support";
import {
  actions,
  read,
  workflow,
  workflowPaths,
  workflows,
  type Job,
  type Step,
  type Workflow,
} from "./files";

/** A tool that has to be built first takes a minute or two. */
const buildPatience = 900_000;

const all = [...workflows()];
const jobs = all.flatMap(([file, { jobs }]) =>
  Object.entries(jobs).map(([id, job]) => ({ where: `${file}.${id}`, job })),
);
const steps = [
  ...jobs.flatMap(({ where, job }) => (job.steps ?? []).map((step) => ({ where, step }))),
  ...[...actions()].flatMap(([name, { runs }]) => runs.steps.map((step) => ({ where: name, step }))),
];

/** Permissions of every job. Nothing else, and nothing for a workflow as a whole. */
const permissions: Readonly<Record<string, string>> = {
  "preview.validate": "contents: read",
  "preview.policies": "contents: read",
  "preview.manifests": "contents: read",
  "preview.stacks": "contents: read",
  "preview.plan": "contents: read, actions: read",
  "preview.comment": "contents: read, pull-requests: write",
  "deploy.stacks": "contents: read",
  "deploy.nonproduction": "contents: read, id-token: write",
  "deploy.production": "contents: read, id-token: write",
  "stack.plan": "contents: read, id-token: write",
  "stack.up": "contents: read, id-token: write",
  "manifests.commit": "contents: write",
  "drift.stacks": "contents: read",
  "drift.drift": "contents: read, id-token: write, issues: write",
  "drift.credentials": "contents: read, issues: write",
  "test.node": "contents: read",
  "test.test": "contents: read",
  "reviews.changed": "",
  "owners.owners": "contents: read",
};

describe("workflow files", () => {
  it("pass actionlint", async function () {
    this.timeout(buildPatience);
    const { command } = await findTool("actionlint");
    const paths = workflowPaths();
    assert.ok(paths.length > 5);
    await promisify(execFile)(command, paths).catch((error: { stdout?: string }) =>
      assert.fail(error.stdout),
    );
  });

  it("actionlint would see a mistake", async function () {
    this.timeout(buildPatience);
    const { command } = await findTool("actionlint");
    const [path = ""] = workflowPaths().filter((each) => each.endsWith("deploy.yml"));
    const broken = readFileSync(path, "utf8").replace("needs: stacks", "needs: stack");
    const child = promisify(execFile)(command, ["-"]);
    child.child.stdin?.end(broken);
    await assert.rejects(child, (error: { stdout?: string }) => /needs job "stack"/.test(error.stdout ?? ""));
  });

  it("use each action by one full commit, with the version beside it", () => {
    const paths = [
      ...workflowPaths(),
      ...[...actions().keys()].map((name) => `${packageRoot()}/.github/actions/${name}/action.yml`),
    ];
    const uses = paths.flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(/\buses: (\S+)(?: # (\S+))?$/gm)].map(
        ([, reference = "", version]) => ({
          path: relative(packageRoot(), path),
          reference,
          version,
        }),
      ),
    );
    const others = uses.filter(({ reference }) => !reference.startsWith("./"));
    for (const { path, reference, version = "" } of others) {
      assert.match(reference, /^[\w-]+(\/[\w-]+)+@[0-9a-f]{40}$/, path);
      assert.match(version, /^v\d+\.\d+\.\d+$/, `${path}: ${reference}`);
    }
    const commits = new Set(others.map(({ reference, version }) => `${reference} ${version}`));
    const names = new Set(others.map(({ reference }) => reference.split("@")[0]));
    assert.equal(commits.size, names.size, [...commits].join("\n"));
  });

  it("give a workflow no permission and each job exactly what it needs", () => {
    for (const [name, { permissions }] of all) assert.deepEqual(permissions, {}, name);
    const found = jobs.map(({ where, job }) => [
      where,
      Object.entries(job.permissions ?? {})
        .map(([scope, access]) => `${scope}: ${String(access)}`)
        .join(", "),
    ]);
    assert.deepEqual(Object.fromEntries(found), permissions);
  });

  it("put no expression into a script", () => {
    for (const { where, step } of steps) assert.ok(!step.run?.includes("${{"), `${where}: ${step.run}`);
  });

  it("end every job in time, on a named version of the machine", () => {
    for (const { where, job } of jobs.filter(({ job }) => job.uses === undefined)) {
      assert.ok(job["timeout-minutes"], where);
      assert.match(job["runs-on"] ?? "", /^ubuntu-\d\d\.04$/, where);
    }
  });

  it("leave no token in any checkout", () => {
    const keeping = steps.filter(
      ({ step }) =>
        step.uses?.startsWith("actions/checkout@") && step.with?.["persist-credentials"] !== false,
    );
    assert.deepEqual(
      keeping.map(({ where }) => where),
      [],
    );
  });

  it("hand the Harness key to the two jobs that have an environment, and to no plan", () => {
    const holders = jobs.filter(({ job }) =>
      JSON.stringify(job).includes("secrets.HARNESS_PLATFORM_API_KEY"),
    );
    assert.deepEqual(
      holders.map(({ where, job }) => [where, job.environment]),
      [
        ["drift.drift", "drift-${{ matrix.stack }}"],
        ["stack.up", "harness-${{ inputs.stack }}"],
      ],
    );
  });

  it("hand the App's key only to the job with the environment for it", () => {
    const holders = jobs.filter(({ job }) => JSON.stringify(job).includes("MANIFESTS_APP_PRIVATE_KEY"));
    assert.deepEqual(
      holders.map(({ where, job }) => [where, job.environment]),
      [["manifests.commit", "manifests"]],
    );
  });

  it("run only commands that there are", () => {
    const named = steps.flatMap(({ step }) =>
      [...(step.run ?? "").matchAll(/cli\/bin\.js (\S+)/g)].map(([, name = ""]) => name),
    );
    assert.deepEqual([...new Set(named)].sort(), [
      "comment",
      "credentials",
      "drift",
      "files",
      "find-record",
      "issue",
      "manifests",
      "owners",
      "plan",
      "record",
      "render",
      "stacks",
      "up",
      "validate",
    ]);
    for (const name of named) assert.ok(name in commands, name);
  });

  it("have the environments, secrets and variables that the stack for GitHub makes", () => {
    const { platform } = exampleCatalog();
    const made = platform.github;
    const environments = jobs
      .flatMap(({ job }) => job.environment ?? [])
      .map((name) => name.replace(/-\$\{\{.*/, ""));
    assert.deepEqual([...new Set(environments)].sort(), ["drift", "harness", "manifests", "owners", "plan"]);
    const names = Object.values(made?.secrets ?? {}).flat();
    const used = [...new Set(all.flatMap(([, file]) => secretsOf(file)))];
    assert.deepEqual(used.sort(), [...new Set(names)].sort());
  });

  it("deploy one run at a time a stack, none cut off, production after the others", () => {
    const { nonproduction, production } = workflow("deploy").jobs as Record<
      string,
      Job & { strategy: object }
    >;
    for (const job of [nonproduction, production]) {
      assert.deepEqual(job?.concurrency, { group: "stack-${{ matrix.stack }}", "cancel-in-progress": false });
      assert.deepEqual(Object.entries(job?.strategy ?? {})[0], ["max-parallel", 1]);
    }
    assert.deepEqual(production?.needs, ["stacks", "nonproduction"]);
  });

  it("have the checks that the rules of the repository ask for", () => {
    const names = Object.values(workflow("preview").jobs).map(({ name }) => name);
    assert.deepEqual(names, [
      "validate",
      "policies",
      "manifests",
      "stacks",
      "plan (${{ matrix.stack }})",
      "comment (${{ matrix.stack }})",
    ]);
  });

  it("hand every secret of the platform to up", () => {
    const variables = Object.values(exampleCatalog().platform.secrets).flatMap(({ env }) => env ?? []);
    const up = workflow("stack").jobs["up"]?.steps?.find(({ run }) => run?.includes(" up "));
    assert.ok(variables.length > 0);
    for (const variable of variables)
      assert.match(String(up?.env?.[variable]), /^\$\{\{ secrets\.\w+ \}\}$/, variable);
  });

  it("start no workflow by the commits of manifests.yml", () => {
    for (const name of ["deploy", "manifests", "test"]) {
      const { push } = workflow(name).on as { push: { "paths-ignore": string[] } };
      assert.ok(push["paths-ignore"].includes("generated/**"), name);
    }
  });

  it("the example for services follows the same rules", () => {
    const [path = ""] = workflowPaths().filter((each) => each.endsWith("build-service.yml"));
    const { permissions, jobs } = read<Workflow>(path);
    const [job] = Object.values(jobs);
    assert.deepEqual(permissions, {});
    assert.deepEqual(job?.permissions, { contents: "read", "id-token": "write" });
    for (const step of job?.steps ?? ([] as Step[])) assert.ok(!step.run?.includes("${{"), step.run);
  });
});

function secretsOf(file: Workflow): string[] {
  return [...new Set([...JSON.stringify(file).matchAll(/secrets\.(\w+)/g)].map(([, name]) => name ?? ""))];
}
