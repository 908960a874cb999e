/** What may have changed since a commit, with real repositories. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCatalog } from "../../src/catalog/load";
import { CatalogError } from "@harness-catalog/problems";
import { changedSince, type Changed } from "../../src/manifests/changed";
import { ownLayers, readLayers } from "../../src/manifests/layers/read";
import { planTargets } from "../../src/manifests/plan";
import { packageRoot } from "../../src/paths/packageRoot";

/** A repository with the example catalog and the layers, and one commit. */
class Repository {
  readonly dir = mkdtempSync(join(tmpdir(), "harness-catalog-changed-"));
  readonly catalog = join(this.dir, "catalog");
  readonly layers = join(this.dir, "templates", "manifests");

  constructor() {
    mkdirSync(this.catalog);
    for (const file of ["services.yaml", "platform.yaml"])
      cpSync(join(packageRoot(), "catalog", file), join(this.catalog, file));
    cpSync(ownLayers(), this.layers, { recursive: true });
    this.git("init", "--quiet", "--initial-branch", "main");
    this.commit();
  }

  git(...args: string[]): string {
    const identity = [
      "-c",
      "user.name=Test",
      "-c",
      "user.email=test@example.com",
      "-c",
      "commit.gpgsign=false",
    ];
    return execFileSync("git", [...identity, ...args], { cwd: this.dir, encoding: "utf8" }).trim();
  }

  commit(): string {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message", "change");
    return this.git("rev-parse", "HEAD");
  }

  edit(path: string, change: (text: string) => string): void {
    const file = join(this.dir, path);
    const before = readFileSync(file, "utf8");
    const after = change(before);
    assert.notEqual(after, before);
    writeFileSync(file, after);
  }

  since(reference: string): Changed {
    const catalog = loadCatalog(this.catalog);
    const library = readLayers(this.layers);
    const planned = planTargets(catalog, library, []);
    return changedSince(reference, this.catalog, catalog, library, planned, [this.layers]);
  }

  close(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

const services = "catalog/services.yaml";
const folders = (changed: Changed) => [...(changed.folders ?? ["all"])].sort();

function codeOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    assert.ok(error instanceof CatalogError);
    return `${error.problems[0]!.code} ${error.problems[0]!.message}`;
  }
}

describe("what has changed since a commit", function () {
  this.timeout(60_000);
  let repository: Repository;

  beforeEach(() => (repository = new Repository()));
  afterEach(() => repository.close());

  it("is nothing when nothing has, whatever was written anew", () => {
    repository.edit(services, (text) =>
      text.replace("description: Account API", "description: The account API"),
    );
    repository.edit("catalog/platform.yaml", (text) => text.replace("name: EU West 1", "name: Ireland"));
    repository.commit();
    assert.deepEqual(folders(repository.since("HEAD~1")), []);
  });

  it("is what any of several commits changed, and what is not committed yet", () => {
    const first = repository.git("rev-parse", "HEAD");
    repository.edit(services, (text) => text.replace("prod: { size: large }", "prod: { size: xlarge }"));
    repository.commit();
    repository.edit(services, (text) =>
      text.replace(
        "regions: [euw1]\n    team: platform-team\n    consumes",
        "regions: [euw1]\n    port: 3000\n    team: platform-team\n    consumes",
      ),
    );
    repository.commit();
    repository.commit();
    const both = [
      "frontend/pre-stable/euw1",
      "frontend/prod/euw1",
      "payment-service/prod/euw1",
      "payment-service/prod/euw2",
    ];
    assert.deepEqual(folders(repository.since(first)), both);
    assert.deepEqual(folders(repository.since("HEAD~1")), []);
    repository.edit(services, (text) => text.replace("profile: internal-api", "profile: public-api"));
    assert.equal(folders(repository.since("HEAD")).length, 5);
  });

  it("is every target of a size or cluster that changed, and of a new service", () => {
    repository.edit("catalog/platform.yaml", (text) =>
      text.replace("small: { cpu: 100m", "small: { cpu: 150m"),
    );
    const small = folders(repository.since("HEAD"));
    assert.deepEqual([...new Set(small.map((folder) => folder.split("/")[0]))], ["account-api"]);
    repository.git("checkout", "--quiet", ".");
    repository.edit(services, (text) =>
      text.replace(
        /# end catalog\n$/,
        "\n  - name: zebra\n    team: platform-team\n    environments: [int]\n    regions: [euw1]\n# end catalog\n",
      ),
    );
    assert.deepEqual(folders(repository.since("HEAD")), ["zebra/int-stable/euw1"]);
  });

  it("is everything when a layer changed, in a commit or only on disk, also by a new file", () => {
    const because = "templates/manifests has changed";
    repository.edit("templates/manifests/parts/workload/autoscaler.yaml", (text) => text.replace("70", "60"));
    assert.deepEqual(repository.since("HEAD"), { folders: undefined, because });
    repository.commit();
    assert.deepEqual(folders(repository.since("HEAD")), []);
    assert.deepEqual(repository.since("HEAD~1"), { folders: undefined, because });
    mkdirSync(join(repository.layers, "regions", "euw1"), { recursive: true });
    writeFileSync(
      join(repository.layers, "regions", "euw1", "kustomization.yaml"),
      "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n",
    );
    assert.deepEqual(repository.since("HEAD"), { folders: undefined, because });
  });

  it("is everything for a new branch, and when the catalog of then does not hold", () => {
    for (const zeros of ["0".repeat(40), "0".repeat(64)])
      assert.deepEqual(repository.since(zeros), { folders: undefined, because: "the branch is new" });
    const good = readFileSync(join(repository.dir, services), "utf8");
    repository.edit(services, (text) => text.replace("team: payments-team", "team: nobody"));
    const bad = repository.commit();
    writeFileSync(join(repository.dir, services), good);
    const changed = repository.since(bad);
    assert.equal(changed.folders, undefined);
  });

  it("is everything when there was no catalog then", () => {
    repository.git("checkout", "--quiet", "--orphan", "other");
    repository.git("rm", "--quiet", "-r", "--cached", ".");
    repository.git("add", "templates");
    repository.git("commit", "--quiet", "--message", "layers only");
    assert.equal(repository.since("HEAD").folders, undefined);
  });

  it("says so when the commit is not there, with what to do (MAN006)", () => {
    assert.match(
      codeOf(() => repository.since("f".repeat(40)))!,
      /^MAN006 --changed-since is "f{40}": the repository does not have that commit$/,
    );
    assert.match(
      codeOf(() => repository.since("--output=x"))!,
      /^MAN006 .* that is no commit$/,
    );
    assert.match(
      codeOf(() => repository.since(""))!,
      /^MAN006 /,
    );
    rmSync(join(repository.dir, ".git"), { recursive: true });
    assert.match(
      codeOf(() => repository.since("HEAD"))!,
      /^MAN006 .*not a git repository/,
    );
  });
});
