/** Another version of a tool than the pinned one: left alone, told of, or taken when it is asked for. */
import assert from "node:assert/strict";
import { locateTool, type FindOptions } from "../../src/toolchain/findTool";
import { fakeGo, findIn, makeWorld, problemsOf, type World } from "./world";

const CACHED = "cache/tools/pulumi-v3.276.0/bin/pulumi";

describe("toolchain, another version on PATH", () => {
  let world: World;
  let said: string[];
  let other: string;
  beforeEach(() => {
    world = makeWorld();
    said = [];
    other = world.script("bin/pulumi", "echo v3.300.1");
  });
  afterEach(() => world.remove());

  const find = (options: FindOptions = {}) => findIn(world, said, options);

  it("is silently left alone where the pinned one is in the cache", async () => {
    const command = world.script(CACHED, "echo v3.276.0");
    assert.equal((await find()).command, command);
    assert.equal((await locateTool("pulumi", { env: world.env, npmFrom: world.folder }))?.origin, "cache");
    assert.deepEqual(said, []);
  });

  it("is named when the pinned one has to be built", async () => {
    world.script("bin/go", fakeGo(world, "v3.276.0"));
    assert.equal((await find()).origin, "built");
    assert.equal(
      said[0],
      `${other} v3.300.1 is not used: pinned is v3.276.0; HARNESS_CATALOG_TOOLS=pulumi takes it`,
    );
  });

  it("is offered where nothing can be built (TOOL001)", async () => {
    assert.match(
      await problemsOf(find()),
      /install pulumi v3\.276\.0 from .*; there is \S+\/bin\/pulumi v3\.300\.1: HARNESS_CATALOG_TOOLS=pulumi takes it\).*TOOL001/,
    );
  });

  for (const asked of ["path", "pulumi", "opa, pulumi"]) {
    it(`is used with HARNESS_CATALOG_TOOLS=${asked}`, async () => {
      world.script(CACHED, "echo v3.276.0");
      const env = { ...world.env, HARNESS_CATALOG_TOOLS: asked };
      const tool = await find({ env });
      assert.deepEqual([tool.command, tool.version, tool.origin], [other, "v3.300.1", "path"]);
    });
  }

  for (const asked of ["", "pinned", "opa"]) {
    it(`is not used with HARNESS_CATALOG_TOOLS=${asked}`, async () => {
      const command = world.script(CACHED, "echo v3.276.0");
      assert.equal((await find({ env: { ...world.env, HARNESS_CATALOG_TOOLS: asked } })).command, command);
    });
  }

  it("is not asked for by a word that is no tool (TOOL005)", async () => {
    const env = { ...world.env, HARNESS_CATALOG_TOOLS: "pulomi" };
    const error = await problemsOf(Promise.resolve().then(() => find({ env })));
    assert.match(error, /names "pulomi", which is no tool .*TOOL005/);
  });
});
