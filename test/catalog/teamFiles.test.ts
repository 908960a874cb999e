/** Entries split by team: what is read, whose it is, and what is refused because nobody would read it. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadCatalog, parseCatalog, readCatalogFiles } from "../../src/catalog/load";
import { rootOf } from "../../src/catalog/layout";
import { basePlatform, baseServices, codeAndPlace, problemsIn, problemsOf } from "./base";

const entry = (name: string, rest = "") => `  - { name: ${name}, regions: [north]${rest} }\n`;
const platform = { path: "catalog/platform.yaml", text: basePlatform };
const file = (team: string, ...entries: string[]) => ({
  path: `catalog/services/${team}.yaml`,
  text: `services:\n${entries.join("")}`,
});
const places = (...files: { path: string; text: string }[]) =>
  problemsOf([platform, ...files]).map(codeAndPlace);

describe("files of teams", () => {
  it("give their team to their entries, which may also name it", () => {
    const { services } = parseCatalog([
      platform,
      file("payments", entry("ledger"), entry("orders", ", team: payments")),
      file("platform", entry("tools")),
    ]);
    assert.deepEqual(
      services.map(({ name, team }) => [name, team]),
      [
        ["ledger", "payments"],
        ["orders", "payments"],
        ["tools", "platform"],
      ],
    );
  });

  it("take no entry of another team", () => {
    const [problem] = problemsOf([platform, file("payments", entry("ledger", ", team: platform"))]);
    assert.equal(codeAndPlace(problem!), "CAT036 catalog/services/payments.yaml:2:45");
    assert.match(problem!.message, /"platform" does not belong into catalog\/services\/payments\.yaml/);
    assert.match(problem!.hint, /move the entry to services\/platform\.yaml, or remove the key/);
  });

  it("hold all entries of their team, also when they hold none", () => {
    const shared = { path: "catalog/services.yaml", text: baseServices };
    const twice = ["CAT037 catalog/services.yaml:3:11", "CAT037 catalog/services.yaml:8:11"];
    assert.deepEqual(places(shared, file("payments", entry("tools"))), twice);
    assert.deepEqual(places(shared, { ...file("payments"), text: "services: []\n" }), twice);
    assert.deepEqual(places(shared, file("platform", entry("tools"))), []);
  });

  it("say both places of a name that two of them have", () => {
    const [problem, ...others] = problemsOf([
      platform,
      file("payments", entry("tools")),
      file("platform", entry("tools")),
    ]);
    assert.deepEqual(others, []);
    assert.equal(problem!.code, "CAT030");
    assert.match(problem!.message, /"tools" is also the name at catalog\/services\/payments\.yaml:2:13/);
    assert.equal(problem!.place!.file, "catalog/services/platform.yaml");
  });

  it("are named after teams that there are: said once, not for each entry", () => {
    const [problem, ...others] = problemsOf([
      platform,
      file("payment", entry("ledger"), entry("orders")),
      file("platform", entry("tools")),
    ]);
    assert.deepEqual(others, []);
    assert.equal(codeAndPlace(problem!), "CAT010 catalog/services/payment.yaml:1:1");
    assert.match(problem!.hint, /did you mean "payments"/);
  });

  it("are checked like every other file", () => {
    assert.deepEqual(places(file("payments", entry("ledger", ", sise: small"))), [
      "CAT020 catalog/services/payments.yaml:2:39",
    ]);
  });

  it("work in a folder that is itself called services, and at the top", () => {
    for (const [root, expected] of [
      ["services/", "services"],
      ["", ""],
      ["/a/services/services/", "/a/services/services"],
    ] as const) {
      const files = [
        { path: `${root}platform.yaml`, text: basePlatform },
        { path: `${root}services/platform.yaml`, text: `services:\n${entry("tools")}` },
        { path: `${root}services/payments.yaml`, text: `services:\n${entry("ledger")}` },
      ];
      assert.equal(rootOf(files.map(({ path }) => path)), expected);
      assert.deepEqual(
        parseCatalog(files).services.map(({ team }) => team),
        ["payments", "platform"],
      );
    }
  });
});

describe("what nobody would read in a catalog folder", () => {
  let outer: string;
  let dir: string;
  const write = (name: string, text = "services: []\n") => {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  };
  const found = () =>
    problemsIn(() => loadCatalog(dir)).map(
      ({ code, place }) => `${code} ${place!.file.slice(dir.length + 1)}`,
    );

  beforeEach(() => {
    outer = mkdtempSync(join(tmpdir(), "teams-"));
    dir = join(outer, "catalog");
    write("platform.yaml", basePlatform);
    write("services/payments.yaml", `services:\n${entry("ledger")}`);
  });
  afterEach(() => rmSync(outer, { recursive: true }));

  it("is nothing here: the files of a catalog by team are all read", () => {
    assert.deepEqual(
      loadCatalog(dir).services.map(({ name, team }) => [name, team]),
      [["ledger", "payments"]],
    );
    assert.deepEqual(
      readCatalogFiles(dir).map(({ path }) => path.slice(dir.length)),
      ["/platform.yaml", "/services/payments.yaml"],
    );
  });

  for (const name of [
    "services/old/payments.yaml",
    "services/old/notes.txt",
    "services/platform.yml",
    "services/Platform.yaml",
    "services/platform.yaml.orig",
    "services/README.txt",
    "services.yml",
    "services.yaml.txt",
    "platform.yaml.orig",
    "services.json",
    "teams/platform.yaml",
    "archive/2026/services.yaml.bak",
  ]) {
    it(`is ${name}`, () => {
      write(name);
      const shown = name.startsWith("services/old")
        ? "services/old"
        : name.replace(/^(teams|archive)\/.*/, "$1");
      assert.deepEqual(found(), [`CAT008 ${shown}`]);
    });
  }

  it("is a link that leads nowhere, or to a folder with YAML", () => {
    symlinkSync(join(dir, "nowhere.yaml"), join(dir, "api-service.yaml"));
    write("../elsewhere/a.yaml");
    symlinkSync(join(outer, "elsewhere"), join(dir, "more"));
    assert.deepEqual(found(), ["CAT008 api-service.yaml", "CAT008 more"]);
  });

  it("is not what is never meant: hidden files, editors' copies, documentation, code, folders without YAML", () => {
    for (const name of [
      ".gitkeep",
      ".services.yaml.swp",
      "services.yaml~",
      "#services.yaml#",
      "README.md",
      "README.txt",
      "LICENSE",
      "services/README.md",
      "services/.gitkeep",
      "catalog-info.yaml",
      "schema/services.schema.json",
      "load.ts",
      "notes/why.txt",
    ])
      write(name);
    assert.deepEqual(found(), []);
  });

  it("is told which name was meant", () => {
    write("services.yml");
    const [problem] = problemsIn(() => loadCatalog(dir));
    assert.match(problem!.hint, /^rename it to services\.yaml, or move it out of the catalog folder$/);
  });

  it("says place, names and cure", () => {
    write("services/old/payments.yaml");
    const [problem] = problemsIn(() => loadCatalog(dir));
    assert.match(problem!.message, /^nothing in this folder is read; a catalog is platform\.yaml, /);
    assert.equal(problem!.place?.file.endsWith("services/old"), true, "the place says which, once");
    assert.match(
      problem!.hint,
      /^move what is in it to one of these, or move the folder out of the catalog folder$/,
    );
  });
});
