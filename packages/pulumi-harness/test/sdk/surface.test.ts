/**
 * The specs against the official Python SDK: token, property names and types at every depth, required inputs, secret
 * outputs. The table of facts is committed; where Python and pip reach the package it is extracted again.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeShape, type Kind, type Property, type Shape, specs } from "../../src/sdk/spec";
import { packageSchema } from "../../src/provider/schema";

const root = join(__dirname, "../../..");
const file = join(root, "src/sdk/surface.json");
const package_ = "pulumi-harness==0.17.4";

interface UpstreamType {
  readonly type: string;
  readonly items?: UpstreamType;
  readonly properties?: Readonly<Record<string, UpstreamType & { required: boolean }>>;
}

interface Surface {
  readonly version: string;
  readonly provider: Readonly<Record<string, unknown>>;
  readonly resources: Readonly<
    Record<
      string,
      {
        readonly inputs: Readonly<Record<string, UpstreamType & { required: boolean }>>;
        readonly outputs: readonly string[];
        readonly secretOutputs: readonly string[];
      }
    >
  >;
}

const surface = JSON.parse(readFileSync(file, "utf8")) as Surface;
const kinds = Object.keys(specs) as Kind[];

describe("sdk surface", () => {
  it("has exactly the resources of the table", () => {
    assert.deepEqual(kinds.map((kind) => specs[kind].token).sort(), Object.keys(surface.resources).sort());
  });

  for (const kind of kinds) {
    const spec = specs[kind];
    const upstream = surface.resources[spec.token];

    it(`${kind} agrees with the official SDK`, () => {
      assert.ok(upstream, `${spec.token} is not in the table`);
      assert.equal(spec.token, `harness:platform/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`);
      assert.deepEqual(properties(describeShape(spec.inputs)), upstream.inputs);
      assert.deepEqual(
        [...Object.keys(spec.inputs.shape), ...Object.keys(spec.outputs.shape)].sort(),
        upstream.outputs,
      );
      assert.deepEqual([...spec.secret].sort(), upstream.secretOutputs);
    });

    it(`${kind} would fail if one of its properties were renamed`, () => {
      for (const key of Object.keys(spec.inputs.shape)) {
        const { [key]: renamed, ...rest } = describeShape(spec.inputs);
        assert.ok(renamed);
        assert.notDeepEqual(properties({ ...rest, [`${key}X`]: renamed }), upstream?.inputs);
      }
    });

    it(`${kind} names only its own inputs in its rules`, () => {
      const named = [
        ...spec.address,
        ...spec.immutable,
        ...spec.secret,
        ...spec.computed,
        ...spec.local,
        ...spec.refused,
      ];
      for (const key of named) assert.ok(key in spec.inputs.shape, key);
    });
  }

  it("has the provider inputs of the table", () => {
    const { provider } = packageSchema() as { provider: { inputProperties: object } };
    assert.deepEqual(Object.keys(provider.inputProperties).sort(), Object.keys(surface.provider).sort());
  });

  it("is what the official SDK says when it is extracted again", function () {
    this.timeout(120_000);
    const folder = mkdtempSync(join(tmpdir(), "sdk-surface-"));
    try {
      const pip = ["-m", "pip", "download", package_, "--no-deps", "--quiet", "--dest", folder];
      const wheel =
        run("python3", pip).status === 0
          ? readdirSync(folder).find((name) => name.endsWith(".whl"))
          : undefined;
      if (wheel === undefined) {
        this.test!.title += ` (skipped: python3 -m pip download ${package_} is not possible here)`;
        this.skip();
      }
      const script = join(root, "scripts/extract-sdk-surface.py");
      const extracted = run("python3", [script, join(folder, wheel), ...kinds]);
      assert.equal(extracted.status, 0, extracted.stderr);
      assert.deepEqual(JSON.parse(extracted.stdout), surface);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function run(command: string, args: readonly string[]) {
  return spawnSync(command, args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}

function properties(shapes: Readonly<Record<string, Property>>): unknown {
  return Object.fromEntries(
    Object.entries(shapes).map(([key, { required, shape }]) => [key, { required, ...typeOf(shape) }]),
  );
}

function typeOf(shape: Shape): object {
  if (shape.type === "array" || shape.type === "map") return { type: shape.type, items: typeOf(shape.items) };
  return shape.type === "object"
    ? { type: "object", properties: properties(shape.properties) }
    : { type: shape.type };
}
