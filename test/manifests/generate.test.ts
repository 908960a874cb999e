/** What happens to the folder of generated files: written, kept, removed, and never anybody else's. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { removeFolder } from "../../src/manifests/tree/write";
import {
  buildPatience,
  buildTools,
  catalogWith,
  layersWith,
  problemsOf,
  runPatience,
  workplace,
  type Workplace,
} from "./support";
import { readLayers } from "../../src/manifests/layers/read";

const cart = { name: "cart", regions: ["west", "east"] };
const both = catalogWith([cart, { name: "mail", archetype: "listener" }]);

const cartFiles = ["manifests.yaml", "metadata.json", "values.yaml"].flatMap((name) => [
  `cart/test/east/${name}`,
  `cart/test/west/${name}`,
]);
const mailFiles = ["manifests.yaml", "metadata.json", "values.yaml"].map((name) => `mail/test/west/${name}`);

describe("generate", function () {
  this.timeout(runPatience);
  let place: Workplace;

  before(async function () {
    this.timeout(buildPatience);
    await buildTools();
  });
  beforeEach(() => (place = workplace()));
  afterEach(() => place.close());

  it("writes a folder for every target, and nothing when run again", async () => {
    const first = await place.run(both);
    assert.deepEqual(first.written, ["cart/test/west", "cart/test/east", "mail/test/west"]);
    assert.ok(first.checked > 5);
    const files = place.files();
    assert.deepEqual(Object.keys(files), [...cartFiles, ...mailFiles].sort());
    const time = statSync(join(place.root, "cart/test/west/manifests.yaml")).mtimeMs;
    assert.deepEqual(await place.run(both), {
      targets: 3,
      rendered: 0,
      written: [],
      removed: [],
      checked: 0,
    });
    assert.equal(statSync(join(place.root, "cart/test/west/manifests.yaml")).mtimeMs, time);
    assert.deepEqual(place.files(), files);
  });

  it("gives the same bytes in every order of services, and in another folder", async () => {
    await place.run(both);
    const other = workplace();
    try {
      await other.run({ ...both, services: [...both.services].reverse() });
      assert.deepEqual(other.files(), place.files());
    } finally {
      other.close();
    }
  });

  it("metadata tells layers and digests, no time and no commit", async () => {
    await place.run(both);
    const metadata = JSON.parse(place.files()["mail/test/west/metadata.json"]!) as Record<string, unknown>;
    assert.deepEqual(Object.keys(metadata), [
      "generatedBy",
      "service",
      "environment",
      "region",
      "layers",
      "inputs",
      "files",
    ]);
    assert.deepEqual(metadata["layers"], ["archetypes/listener", "parts/port", "values"]);
  });

  it("makes anew what changed, and that alone", async () => {
    await place.run(both);
    const before = place.files();
    const outcome = await place.run(
      catalogWith([cart, { name: "mail", archetype: "listener", size: "small" }]),
    );
    assert.deepEqual([outcome.rendered, outcome.written], [1, ["mail/test/west"]]);
    const after = place.files();
    assert.deepEqual(
      Object.keys(after).filter((name) => after[name] !== before[name]),
      ["mail/test/west/manifests.yaml", "mail/test/west/metadata.json"],
    );
  });

  it("makes anew what uses a layer that changed", async () => {
    await place.run(both);
    const changed = layersWith("archetypes/listener/kustomization.yaml", (text) => `${text}# changed\n`);
    try {
      const outcome = await place.run(both, { library: readLayers(changed) });
      assert.deepEqual(outcome.written, ["mail/test/west"]);
    } finally {
      rmSync(changed, { recursive: true });
    }
    const shared = layersWith("parts/workload/autoscaler.yaml", (text) => text.replace("70", "60"));
    try {
      assert.equal((await place.run(both, { library: readLayers(shared) })).written.length, 3);
    } finally {
      rmSync(shared, { recursive: true });
    }
  });

  it("removes what the catalog has no more: a region, an environment, a service", async () => {
    await place.run(both);
    const region = await place.run(catalogWith([{ name: "cart" }, { name: "mail", archetype: "listener" }]));
    assert.deepEqual(region.removed, ["cart/test/east"]);
    const moved = await place.run(catalogWith([{ name: "cart", environments: ["live"] }]));
    assert.deepEqual(moved.removed, ["cart/test/west", "mail/test/west"]);
    assert.deepEqual(
      Object.keys(place.files()),
      ["manifests.yaml", "metadata.json", "values.yaml"].map((name) => `cart/live/west/${name}`),
    );
  });

  it("never removes a file of somebody else, nor the folder it is in", async () => {
    await place.run(both);
    place.write("mail/test/west/notes.md", "mine\n");
    mkdirSync(join(place.root, "old/test/west"), { recursive: true });
    place.write("old/test/west/manifests.yaml", "mine\n");
    place.write("old/test/west/metadata.json", '{ "service": "old" }\n');
    place.write("README.md", "mine\n");
    assert.deepEqual((await place.run(catalogWith([cart]))).removed, ["mail/test/west"]);
    assert.deepEqual(
      Object.keys(place.files()).filter((name) => !name.startsWith("cart/")),
      ["README.md", "mail/test/west/notes.md", "old/test/west/manifests.yaml", "old/test/west/metadata.json"],
    );
  });

  it("removes no path that a metadata.json makes up", async () => {
    await place.run(both);
    place.write("outside.yaml", "mine\n");
    const metadata = {
      service: "mail",
      environment: "test",
      region: "west",
      layers: [],
      inputs: "",
      files: { "../../../outside.yaml": "" },
    };
    removeFolder(place.root, { folder: "mail/test/west", metadata });
    assert.equal(place.files()["outside.yaml"], "mine\n");
  });

  it("refuses to write over a file of somebody else (MAN011)", async () => {
    mkdirSync(join(place.root, "cart/test/west"), { recursive: true });
    place.write("cart/test/west/values.yaml", "mine: true\n");
    const problems = await problemsOf(place.run(both));
    assert.deepEqual(
      problems.map(({ code, place: where }) => [code, where?.file]),
      [["MAN011", "generated/cart/test/west/values.yaml"]],
    );
    assert.deepEqual(place.files(), { "cart/test/west/values.yaml": "mine: true\n" });
  });

  it("goes on after a run that was killed between two files", async () => {
    await place.run(both);
    const whole = place.files();
    rmSync(join(place.root, "cart/test/west/manifests.yaml"));
    place.write("cart/test/west/manifests.yaml.4711.tmp", "half a fi");
    place.write("cart/test/east/values.yaml", "image: old\n");
    assert.deepEqual((await place.run(both)).written, ["cart/test/west", "cart/test/east"]);
    assert.deepEqual(place.files(), whole);
  });

  it("mends a metadata.json that a merge left in pieces, and removes its folder when the target is gone", async () => {
    await place.run(both);
    const whole = place.files();
    const broken = (name: string) => `<<<<<<< ours\n${whole[name]}=======\n${whole[name]}>>>>>>> theirs\n`;
    place.write("mail/test/west/metadata.json", broken("mail/test/west/metadata.json"));
    assert.deepEqual((await place.run(both)).written, ["mail/test/west"]);
    assert.deepEqual(place.files(), whole);
    place.write("mail/test/west/metadata.json", broken("mail/test/west/metadata.json"));
    assert.deepEqual((await place.run(catalogWith([cart]))).removed, ["mail/test/west"]);
    assert.deepEqual(Object.keys(place.files()), [...cartFiles].sort());
  });

  it("replaces the files of a service that moves to ECS", async () => {
    const ecs = catalogWith([{ name: "cart", target: "ecs" }]);
    await place.run(catalogWith([{ name: "cart" }]));
    await place.run(ecs);
    assert.deepEqual(
      Object.keys(place.files()),
      ["metadata.json", "service-definition.yaml", "task-definition.yaml"].map(
        (name) => `cart/test/west/${name}`,
      ),
    );
    assert.deepEqual((await place.run(ecs)).written, []);
  });

  it("--check names every stale, missing and superfluous file, and writes nothing", async () => {
    await place.run(both);
    place.write(
      "cart/test/west/manifests.yaml",
      `${place.files()["cart/test/west/manifests.yaml"]}# by hand\n`,
    );
    rmSync(join(place.root, "cart/test/east/values.yaml"));
    const before = place.files();
    const problems = await problemsOf(place.run(catalogWith([cart]), { check: true }));
    assert.deepEqual(
      problems.map(({ code, message }) => `${code} ${message}`),
      [
        "MAN010 generated/cart/test/west/manifests.yaml is not what the catalog leads to",
        "MAN010 generated/cart/test/east/values.yaml is missing",
        "MAN010 generated/mail/test/west/metadata.json is of a target that the catalog does not have",
      ],
    );
    assert.deepEqual(place.files(), before);
  });

  it("--check sees a change by hand that metadata.json agrees with", async () => {
    await place.run(both);
    const name = "mail/test/west/manifests.yaml";
    const changed = place.files()[name]!.replace("maxReplicas: 6", "maxReplicas: 60");
    place.write(name, changed);
    const { createHash } = await import("node:crypto");
    const metadata = JSON.parse(place.files()["mail/test/west/metadata.json"]!) as {
      files: Record<string, string>;
    };
    metadata.files["manifests.yaml"] = createHash("sha256").update(changed).digest("hex");
    place.write("mail/test/west/metadata.json", `${JSON.stringify(metadata, null, 2)}\n`);
    const problems = await problemsOf(place.run(both, { check: true }));
    assert.deepEqual(
      problems.map(({ place: where }) => where?.file),
      ["generated/mail/test/west/manifests.yaml", "generated/mail/test/west/metadata.json"],
    );
    assert.match(readFileSync(join(place.root, name), "utf8"), /maxReplicas: 60/);
  });

  it("looks at the given folders only, and removes in any case", async () => {
    await place.run(both);
    const changed = catalogWith([{ ...cart, size: "large" }]);
    const outcome = await place.run(changed, { only: new Set(["cart/test/east"]) });
    assert.deepEqual([outcome.written, outcome.removed], [["cart/test/east"], ["mail/test/west"]]);
  });
});
