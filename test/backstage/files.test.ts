import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { backstageFiles } from "../../src/backstage/files";
import { loadCatalog, parseCatalog } from "../../src/catalog/load";
import { packageRoot } from "../../src/paths/packageRoot";
import { changed } from "../catalog/base";
import { exampleDir } from "../catalog/example";

describe("files of Backstage", () => {
  const files = backstageFiles(loadCatalog(exampleDir));

  for (const { path, text } of files) {
    it(`${path} is what the catalog leads to (harness-catalog files writes it)`, () => {
      const file = join(packageRoot(), path);
      assert.equal(existsSync(file) ? readFileSync(file, "utf8") : undefined, text);
    });
  }

  it("nothing else lies in the folders, and no page of a service that is gone", () => {
    const written = ["backstage/templates", "backstage/entities", "generated"].flatMap((folder) =>
      readdirSync(join(packageRoot(), folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && (folder !== "generated" || entry.name === "catalog-info.yaml"))
        .map((entry) => join(entry.parentPath, entry.name).slice(packageRoot().length + 1)),
    );
    const expected = files.map(({ path }) => path).filter((path) => path !== "catalog-info.yaml");
    assert.deepEqual(written.sort(), expected.sort());
  });

  it("the order in which the catalog is written does not count", () => {
    const [platform, services] = changed({});
    const reversed = services!.text.replace(/^services:\n([\s\S]*?\n)\n([\s\S]*)$/, "services:\n$2\n$1");
    assert.notEqual(reversed, services!.text);
    const again = parseCatalog([platform!, { ...services!, text: reversed }]);
    assert.deepEqual(backstageFiles(again), backstageFiles(parseCatalog(changed({}))));
  });
});
