/** Folders and files: what is read, what is refused, and how it is called in messages. */
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { loadCatalog, parseCatalog, readCatalogFiles } from "../../src/catalog/load";
import { basePlatform, baseServices, problemsIn } from "./base";

const one = (name: string, archetype: string, profile: string) =>
  `services:\n  - { name: ${name}, team: payments, archetype: ${archetype}, profile: ${profile}, regions: [north] }\n`;

describe("loading a catalog folder", () => {
  let dir: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "catalog-"));
    write("platform.yaml", basePlatform);
    write("services.yaml", baseServices);
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const write = (name: string, content: string | Uint8Array) => writeFileSync(join(dir, name), content);
  const remove = (name: string) => rmSync(join(dir, name));
  const load = () =>
    problemsIn(() => loadCatalog(dir)).map(
      ({ code, place }) => `${code} ${place?.file.replace(`${dir}/`, "")}:${place?.line}`,
    );

  it("reads platform.yaml and services.yaml", () => {
    assert.deepEqual(
      loadCatalog(dir).services.map(({ name }) => name),
      ["ledger", "orders"],
    );
  });

  it("reads one file per archetype beside or instead of services.yaml", () => {
    write("job-services.yaml", one("nightly", "job", "batch-job"));
    assert.deepEqual(
      loadCatalog(dir).services.map(({ name }) => name),
      ["ledger", "nightly", "orders"],
    );
    remove("services.yaml");
    assert.deepEqual(
      loadCatalog(dir).services.map(({ name }) => name),
      ["nightly"],
    );
  });

  it("lets one of several files be empty", () => {
    write("job-services.yaml", "services: []\n");
    assert.equal(loadCatalog(dir).services.length, 2);
  });

  it("refuses a name that is in two files, naming both places", () => {
    write("job-services.yaml", one("orders", "job", "batch-job"));
    const [problem] = problemsIn(() => loadCatalog(dir));
    assert.equal(problem?.code, "CAT030");
    assert.match(problem.message, /job-services\.yaml:2:13/);
    assert.match(problem.place!.file, /\/services\.yaml$/);
  });

  it("refuses an entry in the file of another archetype", () => {
    write("job-services.yaml", one("nightly", "scheduler", "scheduled-task"));
    const [problem] = problemsIn(() => loadCatalog(dir));
    assert.equal(problem?.code, "CAT041");
    assert.match(problem.hint, /move the entry to scheduler-services\.yaml or write "archetype: job"/);
    assert.deepEqual([problem.place?.line, problem.place?.column], [2, 49]);
  });

  it("says that files are missing, both at once", () => {
    remove("platform.yaml");
    remove("services.yaml");
    assert.deepEqual(load(), ["CAT001 platform.yaml:1", "CAT001 services.yaml:1"]);
  });

  it("says that the folder is missing or no folder", () => {
    const missing = problemsIn(() => loadCatalog(join(dir, "nowhere")))[0];
    assert.match(`${missing?.code} ${missing?.message}`, /^CAT001 .*nowhere does not exist$/);
    const file = problemsIn(() => loadCatalog(join(dir, "services.yaml")))[0];
    assert.match(`${file?.code} ${file?.message}`, /^CAT001 .*is not a folder$/);
  });

  it("says that a file is a folder", () => {
    remove("services.yaml");
    mkdirSync(join(dir, "services.yaml"));
    assert.deepEqual(load(), ["CAT001 services.yaml:1"]);
  });

  it("says that a file may not be read", function () {
    if (process.getuid?.() === 0) this.skip(); // root may read everything
    chmodSync(join(dir, "services.yaml"), 0);
    assert.deepEqual(load(), ["CAT001 services.yaml:1"]);
  });

  it("refuses bytes that are not UTF-8", () => {
    write("services.yaml", Uint8Array.from([...Buffer.from(baseServices), 0xff, 0xfe, 0x0a]));
    assert.deepEqual(load(), ["CAT005 services.yaml:1"]);
  });

  it("accepts a byte order mark and Windows line ends", () => {
    write("services.yaml", `\ufeff${baseServices.replaceAll("\n", "\r\n")}`);
    assert.equal(loadCatalog(dir).services.length, 2);
  });

  for (const name of [
    "services.yml",
    "api-service.yaml",
    "worker-services.yaml",
    "platform.yml",
    "Services.yaml",
  ]) {
    it(`refuses ${name}, which nobody would read`, () => {
      write(name, baseServices);
      assert.deepEqual(load(), [`CAT008 ${name}:1`]);
    });
  }

  it("leaves other files alone", () => {
    write("catalog-info.yaml", "kind: Component\n");
    write("README.md", "services: none\n");
    assert.deepEqual(load(), []);
  });

  it("calls files by their path from the working directory", () => {
    const inside = mkdtempSync(join(process.cwd(), "dist", "catalog-"));
    try {
      const [problem] = problemsIn(() => loadCatalog(inside));
      assert.equal(problem?.place?.file, `${relative(process.cwd(), inside)}/platform.yaml`);
    } finally {
      rmSync(inside, { recursive: true });
    }
  });

  it("gives the texts to those who edit them, and takes them back", () => {
    const files = readCatalogFiles(dir);
    assert.deepEqual(
      files.map(({ path }) => path),
      [join(dir, "platform.yaml"), join(dir, "services.yaml")],
    );
    assert.deepEqual(parseCatalog(files), loadCatalog(dir));
    remove("platform.yaml");
    assert.equal(problemsIn(() => readCatalogFiles(dir))[0]?.code, "CAT001");
    assert.equal(problemsIn(() => parseCatalog(files.slice(1)))[0]?.code, "CAT001");
  });
});
