import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";
import { makeWorld, type World } from "./world";

const options = { module: "commonjs", types: [], sourceMap: true, incremental: true, rootDir: "." };

describe("scripts/build", function () {
  this.timeout(120_000);
  let world: World;
  beforeEach(() => {
    world = makeWorld();
    write("tsconfig.json", {
      compilerOptions: { ...options, outDir: "dist", tsBuildInfoFile: "dist/.tsbuildinfo" },
      include: ["src"],
      references: [{ path: "part" }],
    });
    const part = { composite: true, outDir: "bin", tsBuildInfoFile: "bin/.tsbuildinfo" };
    write("part/tsconfig.json", { compilerOptions: { ...options, ...part }, include: ["*.ts"] });
    for (const source of ["src/kept.ts", "src/gone.ts", "part/kept.ts", "part/gone.ts"])
      write(source, "export const value = 1;\n");
    assert.equal(build(), 0);
  });
  afterEach(() => world.remove());

  const place = (name: string): string => path.join(world.folder, name);
  const write = (name: string, content: string | object): void => {
    fs.mkdirSync(path.dirname(place(name)), { recursive: true });
    fs.writeFileSync(place(name), typeof content === "string" ? content : JSON.stringify(content));
  };
  const build = (): number | null => {
    const script = `process.exitCode = require(${JSON.stringify(path.join(packageRoot(), "scripts/build.js"))})
      .build(${JSON.stringify(world.folder)})`;
    return spawnSync(process.execPath, ["-e", script], { encoding: "utf8" }).status;
  };
  const output = () =>
    ["dist", "part/bin"].flatMap((folder) =>
      fs
        .readdirSync(place(folder), { recursive: true, encoding: "utf8" })
        .filter((name) => /\.(js|d\.ts)$/.test(name))
        .map((name) => `${folder}/${name}`),
    );

  it("deletes what was compiled from a source that is gone, and nothing else", () => {
    const compiled = ["dist/src/gone.js", "dist/src/kept.js", "part/bin/gone.js", "part/bin/gone.d.ts"];
    for (const file of compiled) assert.ok(output().includes(file), file);
    write("dist/notes.txt", "somebody's own");
    fs.rmSync(place("src/gone.ts"));
    fs.rmSync(place("part/gone.ts"));
    assert.equal(build(), 0);
    assert.deepEqual(output().sort(), ["dist/src/kept.js", "part/bin/kept.d.ts", "part/bin/kept.js"]);
    assert.ok(!fs.existsSync(place("dist/src/gone.js.map")));
    assert.ok(fs.existsSync(place("dist/notes.txt")));
  });

  it("compiles anew what has lost its output", () => {
    const before = output();
    fs.rmSync(place("dist/src/kept.js"));
    fs.rmSync(place("part/bin/kept.js"));
    assert.equal(build(), 0);
    assert.deepEqual(output(), before);
  });

  it("fails as the compiler does", () => {
    write("src/kept.ts", 'export const value: number = "one";\n');
    assert.notEqual(build(), 0);
  });
});
