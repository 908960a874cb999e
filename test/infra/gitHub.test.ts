import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CatalogError, type Problem } from "@harness-catalog/problems";
import { assertRepositoriesKept, gitHubPlan, gitHubStacks, type GitHubOutputs } from "../../infra/gitHub";
import { readStackFiles } from "../../infra/stackFiles";
import { tokenVariable } from "../../src/catalog/gitHubNames";
import { parseCatalog } from "../../src/catalog/load";
import { changed } from "../catalog/base";
import { exampleCatalog } from "../plan/support";

interface Ran {
  readonly loaded: boolean;
  /** Objects that the program asked the engine for. */
  readonly registered: number;
  readonly refused?: readonly Problem[];
  readonly objects: number;
  readonly onGitHub?: GitHubOutputs;
}

describe("the stack that manages GitHub", () => {
  let root: string;

  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "harness-catalog-github-"))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const stackFile = (name: string, text: string) => writeFileSync(join(root, `Pulumi.${name}.yaml`), text);
  const accounts = (manager = "prod") => {
    stackFile("dev", "config:\n  harness-catalog:environments: [int, pre, prod]\n");
    for (const [name, environments] of [
      ["nonprod", "[int, pre]"],
      ["prod", "[prod]"],
    ] as const) {
      const gitHub = manager.split(",").includes(name) ? "  harness-catalog:github: true\n" : "";
      stackFile(
        name,
        `config:\n  harness:accountId: acme-${name}\n  harness-catalog:environments: ${environments}\n${gitHub}`,
      );
    }
  };
  const problemOf = (run: () => unknown): string => {
    try {
      run();
      return "none";
    } catch (error) {
      assert.ok(error instanceof CatalogError, String(error));
      return error.message;
    }
  };
  const program = (gitHub: boolean, imports = "") => {
    const script = join(__dirname, "deployWithMocks.js");
    const text = execFileSync(process.execPath, [script, root, String(gitHub), imports], {
      encoding: "utf8",
    });
    const [json = "", ...messages] = text.split("\n").reverse();
    return { messages: messages.join("\n"), ...(JSON.parse(json) as Ran) };
  };

  it("is the only one that loads @pulumi/github, and registers what has a value", function () {
    this.timeout(120_000);
    accounts();
    const [without, with_] = [program(false), program(true)];
    assert.equal(without.loaded, false);
    assert.equal(without.onGitHub, undefined);
    assert.equal(with_.loaded, true);
    assert.ok(without.registered > 0);
    assert.equal(with_.objects, without.objects, "objects of Harness are the same");
    assert.match(
      with_.messages,
      /not made on GitHub, .*actionsEnvironmentSecret\/manifests-MANIFESTS_APP_PRIVATE_KEY/,
    );
    // 50 in all; 23 of them have a value of which two are given: see docs/github.md
    assert.deepEqual(with_.onGitHub, {
      objects: 50 - 23 + 2,
      protected: { catalog: "company/platform-next" },
      values: [
        "actionsEnvironmentSecret/harness-prod-HARNESS_PLATFORM_API_KEY",
        "actionsEnvironmentSecret/harness-prod-PULUMI_CONFIG_PASSPHRASE",
      ],
    });
  });

  it("refuses to take over what nobody gives the id of, before anything is registered", function () {
    this.timeout(120_000);
    accounts();
    const keys = ["repositoryEnvironmentDeploymentPolicy/harness-prod", "repositoryRuleset/catalog-review"];
    const { loaded, registered, refused } = program(true, keys.join(","));
    assert.deepEqual(
      refused?.map(({ code, hint }) => [code, hint]),
      keys.map((key) => ["CMD011", `write ${key}=<id>, with the id that GitHub shows`]),
    );
    assert.deepEqual({ loaded, registered }, { loaded: false, registered: 0 });
  });

  it("makes environments and required checks for the stacks that name an account", () => {
    accounts();
    assert.deepEqual(gitHubStacks(exampleCatalog(), readStackFiles(root)), [
      { name: "nonprod", environments: ["int", "pre"] },
      { name: "prod", environments: ["prod"] },
    ]);
    const [unit] = gitHubPlan(exampleCatalog(), readStackFiles(root)).units;
    assert.deepEqual(
      unit?.objects.filter(({ kind }) => kind === "repositoryEnvironment").map(({ name }) => name),
      [
        "plan-nonprod",
        "harness-nonprod",
        "drift-nonprod",
        "plan-prod",
        "harness-prod",
        "drift-prod",
        "manifests",
        "owners",
      ],
    );
    const review = JSON.stringify(unit?.objects.find(({ name }) => name === "catalog-review")?.inputs);
    assert.match(review, /"plan \(nonprod\)".*"plan \(prod\)"/);
    assert.doesNotMatch(review, /dev/);
  });

  it("a stack that names no environments hosts all", () => {
    stackFile("all", "config:\n  harness:accountId: acme\n");
    assert.deepEqual(gitHubStacks(exampleCatalog(), readStackFiles(root)), [
      { name: "all", environments: Object.keys(exampleCatalog().platform.environments) },
    ]);
  });

  it("is one: two of them are refused", () => {
    accounts("nonprod,prod");
    assert.match(
      problemOf(() => gitHubPlan(exampleCatalog(), readStackFiles(root))),
      /stacks nonprod, prod all have .*\[CMD026\]/,
    );
  });

  it("needs a github section in platform.yaml", () => {
    accounts();
    assert.match(
      problemOf(() => gitHubPlan(parseCatalog(changed({})), readStackFiles(root))),
      /no github section.*\[CMD026\]/,
    );
  });

  it("does not let go of a protected repository, nor move it; without protection it may", () => {
    accounts();
    const plan = gitHubPlan(exampleCatalog(), readStackFiles(root));
    const last = { objects: 1, values: [], protected: { catalog: "company/platform-next" } };
    const moved = { ...plan, units: plan.units.map((unit) => ({ ...unit, owner: "other" })) };
    assert.match(
      problemOf(() => assertRepositoriesKept(last, undefined)),
      /let go of .*company\/platform-next.*\[CMD002\]/,
    );
    assert.match(
      problemOf(() => assertRepositoriesKept(last, { units: [], notices: [] })),
      /CMD002/,
    );
    assert.match(
      problemOf(() => assertRepositoriesKept(last, moved)),
      /move to other/,
    );
    assert.equal(
      problemOf(() => assertRepositoriesKept(last, plan)),
      "none",
    );
    assert.equal(
      problemOf(() => assertRepositoriesKept({ ...last, protected: {} }, undefined)),
      "none",
    );
    assert.equal(
      problemOf(() => assertRepositoriesKept(undefined, undefined)),
      "none",
    );
  });

  for (const [title, text] of [
    ["no YAML", "config: [\n"],
    ["environments that are no list", "config:\n  harness-catalog:environments: prod\n"],
    ["a switch that is neither on nor off", "config:\n  harness-catalog:github: perhaps\n"],
  ] as const) {
    it(`a stack file with ${title} is refused by name`, () => {
      stackFile("odd", text);
      assert.match(
        problemOf(() => readStackFiles(root)),
        /^Pulumi\.odd\.yaml:\d+:\d+ Pulumi\.odd\.yaml is (malformed|no YAML).*\[CMD011\]/s,
      );
    });
  }

  it("a stack file as `pulumi config set` writes it is understood", () => {
    stackFile(
      "set",
      'config:\n  harness-catalog:environments: \'["prod"]\'\n  harness-catalog:github: "true"\n',
    );
    assert.deepEqual(readStackFiles(root), [
      { name: "set", account: undefined, environments: ["prod"], gitHub: true },
    ]);
  });

  it("an empty stack file is a stack without an account", () => {
    stackFile("empty", "");
    assert.deepEqual(readStackFiles(root), [
      { name: "empty", account: undefined, environments: undefined, gitHub: false },
    ]);
  });

  it("the variable with a token of one organization is spelled after it", () =>
    assert.equal(tokenVariable("company-harness"), "GITHUB_TOKEN_COMPANY_HARNESS"));
});
