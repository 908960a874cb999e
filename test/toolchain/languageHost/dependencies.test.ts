import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import {
  GetProgramDependenciesRequest,
  GetRequiredPackagesRequest,
  GetRequiredPluginsRequest,
  ProgramInfo,
} from "@pulumi/pulumi/proto/language_pb";
import { installedDependencies } from "../../../src/toolchain/languageHost/dependencies";
import {
  getProgramDependencies,
  getRequiredPackages,
  getRequiredPlugins,
} from "../../../src/toolchain/languageHost/facts";
import { installArguments } from "../../../src/toolchain/languageHost/installDependencies";
import { makeWorld, type World } from "../world";

describe("src/toolchain/languageHost, what a program depends on", () => {
  let world: World;
  beforeEach(() => {
    world = makeWorld();
    put("package.json", {
      name: "program",
      dependencies: { "@vendor/cloud": "1", direct: "1", absent: "1" },
    });
    put("node_modules/direct/package.json", { version: "1.2.3", dependencies: { deep: "2", direct: "1" } });
    put("node_modules/direct/node_modules/deep/package.json", { version: "2.0.0" });
    put("node_modules/deep/package.json", { version: "9.9.9", pulumi: { resource: true } });
    put("node_modules/@vendor/cloud/package.json", {
      version: "4.5.6",
      pulumi: {
        resource: true,
        server: "https://example.com/plugins",
        parameterization: { name: "x", version: "1.0.0" },
      },
    });
    fs.mkdirSync(path.join(world.folder, "dist"));
  });
  afterEach(() => world.remove());

  const put = (file: string, content: object): void => {
    const full = path.join(world.folder, file);
    fs.mkdirSync(path.dirname(full), { recursive: true });
    fs.writeFileSync(full, JSON.stringify(content));
  };
  const info = (): ProgramInfo => new ProgramInfo().setProgramDirectory(path.join(world.folder, "dist"));

  it("are the installed packages of the package.json above it", () => {
    const request = new GetProgramDependenciesRequest().setInfo(info());
    const list = getProgramDependencies(request).getDependenciesList();
    assert.deepEqual(
      list.map((entry) => `${entry.getName()} ${entry.getVersion()}`),
      ["@vendor/cloud 4.5.6", "direct 1.2.3"],
    );
  });

  it("with their own, each resolved from where it is named, and cycles followed once", () =>
    assert.deepEqual(
      installedDependencies(world.folder, true).map(({ name, version }) => `${name} ${version}`),
      ["@vendor/cloud 4.5.6", "deep 2.0.0", "direct 1.2.3"],
    ));

  it("decide which plugins it needs: those of SDKs it can reach", () => {
    const [only, ...more] = getRequiredPackages(
      new GetRequiredPackagesRequest().setInfo(info()),
    ).getPackagesList();
    assert.deepEqual(more, []);
    assert.deepEqual(
      [
        only?.getName(),
        only?.getKind(),
        only?.getVersion(),
        only?.getServer(),
        only?.getParameterization()?.getName(),
      ],
      ["cloud", "resource", "v4.5.6", "https://example.com/plugins", "x"],
    );
    const [plugin] = getRequiredPlugins(new GetRequiredPluginsRequest().setInfo(info())).getPluginsList();
    assert.deepEqual([plugin?.getName(), plugin?.getVersion()], ["cloud", "v4.5.6"]);
  });

  it("are installed with npm ci where a lock file says which", () => {
    assert.deepEqual(installArguments("npm", world.folder), ["install"]);
    put("package-lock.json", {});
    assert.deepEqual(installArguments("npm", world.folder), ["ci"]);
    assert.deepEqual(installArguments("pnpm", world.folder), ["install"]);
  });
});
