/** What GitHub is told fits what the workflows of this repository need: names that only agree by being equal. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { gitHubPlan } from "../../../infra/gitHub";
import { readStackFiles } from "../../../infra/stackFiles";
import { packageRoot } from "../../../src/paths/packageRoot";
import { exampleCatalog } from "../support";

interface Job {
  readonly name?: string;
  readonly environment?: string;
  readonly uses?: string;
  readonly steps?: readonly { readonly uses?: string }[];
}

interface Workflow {
  readonly on: Record<string, unknown>;
  readonly jobs: Record<string, Job>;
}

const folder = join(packageRoot(), ".github");
const workflows = readdirSync(join(folder, "workflows")).map(
  (file) => parse(readFileSync(join(folder, "workflows", file), "utf8")) as Workflow,
);
const composites = readdirSync(join(folder, "actions")).map(
  (name) => parse(readFileSync(join(folder, "actions", name, "action.yml"), "utf8")) as { runs: Job },
);
const jobs = workflows.flatMap((workflow) => Object.values(workflow.jobs));

const { platform } = exampleCatalog();
const files = readStackFiles(packageRoot());
const stacks = files.filter(({ account }) => account !== undefined).map(({ name }) => name);
const { objects } = gitHubPlan(exampleCatalog(), files).units[0]!;
const namesOf = (kind: string) => objects.filter((object) => object.kind === kind).map(({ name }) => name);

/** A name with the stack of a matrix or of an input put in, for every stack. */
const spelledOut = (text: string): string[] =>
  text.includes("${{") ? stacks.map((stack) => text.replace(/\$\{\{.*?\}\}/, stack)) : [text];

/** Names of secrets or variables that a text asks for. */
const asked = (text: string, context: "secrets" | "vars"): string[] =>
  [...text.matchAll(new RegExp(`\\b${context}\\.([A-Z_0-9]+)`, "g"))].map((match) => match[1]!);

describe("GitHub and the workflows of this repository", () => {
  it("every required check is a job of a pull request, and none is left out by a path", () => {
    const ofPullRequests = workflows.filter((workflow) => "pull_request" in workflow.on);
    const there = ofPullRequests
      .filter(({ on }) => !/"paths(-ignore)?"/.test(JSON.stringify(on["pull_request"])))
      .flatMap((workflow) => Object.values(workflow.jobs).flatMap(({ name }) => spelledOut(name ?? "")));
    const review = objects.find(({ name }) => name === "catalog-review")?.inputs;
    const required = [...JSON.stringify(review).matchAll(/"context":"(.*?)"/g)].map((match) => match[1]!);
    assert.deepEqual(required, [
      "validate",
      "policies",
      "manifests",
      ...stacks.map((stack) => `plan (${stack})`),
      "owners",
    ]);
    assert.deepEqual(
      required.filter((name) => !there.includes(name)),
      // The status that owners.yml puts on the commit.
      ["owners"],
    );
  });

  it("every environment of a job is made, and every one that is made has a job", () => {
    const used = jobs.flatMap(({ environment }) =>
      environment === undefined ? [] : spelledOut(environment),
    );
    assert.deepEqual([...new Set(used)].sort(), namesOf("repositoryEnvironment").sort());
  });

  it("every secret of a job is one of its environment or of the repository", () => {
    const { secrets } = platform.github!;
    const missing = jobs.flatMap((job) => {
      const place = job.environment?.split("-")[0] as keyof typeof secrets | undefined;
      const known = [...secrets.repository, ...(place === undefined ? [] : secrets[place])];
      return asked(JSON.stringify(job), "secrets").filter((name) => !known.includes(name));
    });
    assert.deepEqual(missing, []);
  });

  it("every action is GitHub's own, of this repository or on the list", () => {
    const steps = [...jobs, ...composites.map(({ runs }) => runs)].flatMap((job) => [
      job,
      ...(job.steps ?? []),
    ]);
    const others = steps.flatMap(({ uses }) =>
      uses === undefined || /^(\.\/|actions\/|github\/)/.test(uses) ? [] : [uses],
    );
    assert.ok(others.length > 0);
    const allowed = platform.github!.allowedActions.map((pattern) => pattern.replace(/@\*$/, "@"));
    assert.deepEqual(
      others.filter((uses) => !allowed.some((prefix) => uses.startsWith(prefix))),
      [],
    );
  });
});
