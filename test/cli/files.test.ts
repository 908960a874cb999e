import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { run } from "../../src/cli/run";
import { compareFiles, writeStale } from "../../src/cli/files/compare";
import type { FileGenerator } from "../../src/cli/files/generators";
import { parseCatalog } from "../../src/catalog/load";
import { codeownersText } from "../../src/plan/gitHub/codeowners";
import { packageRoot } from "../../src/paths/packageRoot";
import { changed } from "../catalog/base";
import { catalogWith } from "../plan/gitHub/support";
import { memoryIo } from "../support/io";

describe("files that follow from the catalog", () => {
  let dir: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-files-"));
    for (const file of ["services.yaml", "platform.yaml"])
      cpSync(join(packageRoot(), "catalog", file), join(dir, "catalog", file));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const cli = async (...argv: string[]) => {
    const io = memoryIo({ cwd: dir });
    return { code: await run(argv, io), out: io.out(), err: io.err() };
  };
  const written = [
    ".github/CODEOWNERS",
    "backstage/entities/platform.yaml",
    "backstage/templates/kubernetes-service.yaml",
    "backstage/templates/remove-service.yaml",
    "catalog-info.yaml",
    ...["account-api", "account-service", "backend", "frontend", "payment-service"].map(
      (name) => `generated/${name}/catalog-info.yaml`,
    ),
  ].map((path) => `written ${path}`);
  const at = (path: string) => join(dir, path);
  const put = (path: string, text: string) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };

  it("those of this repository are as they should be", async () => {
    const io = memoryIo({ cwd: packageRoot() });
    assert.equal(await run(["files", "--check"], io), 0, io.out());
  });

  it("--check says what is missing and writes nothing; without it the file is there, and then all is well", async () => {
    const before = await cli("files", "--check");
    assert.equal(before.code, 1);
    assert.match(before.out, /^to write \.github\/CODEOWNERS$/m);
    assert.match(before.err, /CMD025/);
    assert.equal(existsSync(at(".github")), false);

    const { code, out } = await cli("files");
    assert.equal(code, 0);
    assert.deepEqual(out.trim().split("\n"), written);
    assert.deepEqual(await cli("files", "--check"), {
      code: 0,
      out: `${written.length} files, all as they should be\n`,
      err: "",
    });
    assert.deepEqual(await cli("files"), {
      code: 0,
      out: `${written.length} files, all as they should be\n`,
      err: "",
    });
  });

  it("a change by hand is stale, and is undone", async () => {
    await cli("files");
    put(".github/CODEOWNERS", "* @somebody\n");
    const { code, out } = await cli("files", "--check", "--output", "json");
    assert.equal(code, 1);
    assert.deepEqual(JSON.parse(out), {
      total: written.length,
      stale: [{ path: ".github/CODEOWNERS", action: "write" }],
    });
    await cli("files");
    assert.match(readFileSync(at(".github/CODEOWNERS"), "utf8"), /^\* @company\/platform-team$/m);
  });

  it("in a folder of a generator what nothing writes any more goes, and elsewhere everything stays", () => {
    const generator: FileGenerator = {
      files: ({ services }) =>
        services.map(({ name }) => ({ path: `portal/${name}/info.yaml`, text: `${name}\n` })),
      owned: () => ({ folders: ["portal"], isOwn: (path) => !path.endsWith(".txt") }),
    };
    put("portal/gone/info.yaml", "gone\n");
    put("portal/gone/theirs.txt", "another generator's\n");
    put("elsewhere/info.yaml", "mine\n");
    const catalog = parseCatalog(changed({}));
    const { total, stale } = compareFiles(dir, catalog, [generator]);
    assert.equal(total, 2);
    assert.deepEqual(
      stale.map(({ path, action }) => `${action} ${path}`),
      ["write portal/ledger/info.yaml", "write portal/orders/info.yaml", "remove portal/gone/info.yaml"],
    );
    writeStale(dir, stale);
    assert.deepEqual(compareFiles(dir, catalog, [generator]), { total: 2, stale: [] });
    assert.equal(existsSync(at("portal/gone/info.yaml")), false);
    assert.equal(existsSync(at("portal/gone/theirs.txt")), true);
    assert.equal(existsSync(at("elsewhere/info.yaml")), true);
  });

  it("the page of a removed service goes, its manifests are left to their own command", async () => {
    await cli("files");
    put("generated/gone/catalog-info.yaml", "x\n");
    put("generated/gone/prod/euw1/manifests.yaml", "x\n");
    const { out } = await cli("files");
    assert.equal(out, "removed generated/gone/catalog-info.yaml\n");
    assert.equal(existsSync(at("generated/gone/prod/euw1/manifests.yaml")), true);
  });

  it("a catalog without a github section has no CODEOWNERS", () =>
    assert.equal(codeownersText(parseCatalog(changed({})).platform), undefined));
});

describe("CODEOWNERS", () => {
  const text = codeownersText(catalogWith("github: { owner: shop, visibility: private }").platform) ?? "";

  /** Owners of a file as GitHub finds them: the last pattern that matches. Knows the patterns that are used here. */
  const ownersOf = (path: string): string[] => {
    const rules = text
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => line.split(" "));
    const last = rules.filter(([pattern = ""]) => matches(pattern, path)).at(-1);
    return last?.slice(1) ?? [];
  };
  const matches = (pattern: string, path: string): boolean => {
    if (pattern === "*") return true;
    if (pattern.endsWith("/")) return `/${path}`.startsWith(pattern);
    const [head = "", tail = ""] = pattern.split("*");
    return pattern.includes("*")
      ? `/${path}`.startsWith(head) && path.endsWith(tail)
      : `/${path}` === pattern;
  };

  for (const path of [
    "catalog/platform.yaml",
    "templates/library/bake/1.0.0.yaml",
    "policies/no_scripts.rego",
    "infra/program.ts",
    ".github/workflows/deploy.yml",
    ".github/CODEOWNERS",
    "Pulumi.prod.yaml",
    "generated/cart/prod/euw1/manifests.yaml",
  ])
    it(`${path} belongs to the platform team`, () => assert.deepEqual(ownersOf(path), ["@shop/core"]));

  it("a team's own file belongs to the team, that of a team that is not on GitHub to the platform team", () => {
    assert.deepEqual(ownersOf("catalog/services/payments.yaml"), ["@shop/payments"]);
    assert.deepEqual(ownersOf("catalog/services/platform.yaml"), ["@shop/core"]);
    assert.deepEqual(ownersOf("catalog/services/unknown.yaml"), ["@shop/core"]);
    assert.deepEqual(ownersOf("catalog/services/old/payments.yaml"), ["@shop/core"]);
  });

  for (const path of ["catalog/services.yaml", "catalog/api-services.yaml"])
    it(`${path} holds entries of all teams, so it has no owner`, () => assert.deepEqual(ownersOf(path), []));
});
