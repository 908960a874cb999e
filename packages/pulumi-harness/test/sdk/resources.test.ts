/** The classes, with the engine replaced by a recorder: what they send is what upstream sends. */
import assert from "node:assert/strict";
import * as harness from "../../src/sdk";
import { describeShape, type Kind, specs } from "../../src/sdk/spec";
import * as pulumi from "@pulumi/pulumi";
import { cases } from "../support/cases";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly id?: string;
}

type AnyClass = new (
  name: string,
  args: object,
  opts?: pulumi.CustomResourceOptions,
) => pulumi.CustomResource;

const classes = harness.platform as unknown as Record<string, AnyClass & { __pulumiType: string }>;
const className = (kind: string) => kind.charAt(0).toUpperCase() + kind.slice(1);

describe("sdk classes", () => {
  const registered: Registered[] = [];

  before(async () => {
    await pulumi.runtime.setMocks(
      {
        newResource: ({ type, name, inputs, id }) => {
          registered.push({ type, name, inputs: inputs as Record<string, unknown>, ...(id ? { id } : {}) });
          return {
            id: id === undefined || id === "" ? `${name}-id` : id,
            state: inputs as Record<string, unknown>,
          };
        },
        call: () => ({}),
      },
      "project",
      "stack",
      false,
    );
  });
  beforeEach(() => registered.splice(0));

  for (const kind of Object.keys(specs) as Kind[]) {
    it(`${className(kind)} sends its token and exactly the given inputs`, async () => {
      const Class = classes[className(kind)];
      assert.ok(Class);
      assert.equal(Class.__pulumiType, specs[kind].token);
      assert.equal(Class.name, className(kind));
      const resource = new Class("one", cases[kind].inputs);
      await valueOf(resource.urn);
      assert.equal(registered.length, 1);
      assert.deepEqual([registered[0]?.type, registered[0]?.name], [specs[kind].token, "one"]);
      assert.deepEqual(unsecret(registered[0]?.inputs), cases[kind].inputs);
      for (const key of Object.keys(specs[kind].inputs.shape)) {
        assert.ok(pulumi.Output.isInstance((resource as unknown as Record<string, unknown>)[key]), key);
      }
    });

    it(`${className(kind)} refuses a missing required input`, () => {
      const Class = classes[className(kind)];
      assert.ok(Class);
      const needsInputs = Object.values(describeShape(specs[kind].inputs)).some(({ required }) => required);
      if (needsInputs) assert.throws(() => new Class("none", {}), /Missing required property '/);
      else new Class("none", {});
    });
  }

  it("values of secret inputs are secret", async () => {
    const { value, urn } = new harness.platform.SecretText("s", {
      identifier: "s",
      secretManagerIdentifier: "m",
      valueType: "Inline",
      value: "hidden",
    });
    await valueOf(urn);
    assert.equal(await pulumi.isSecret(value), true);
  });

  it("get looks an object up by id", async () => {
    const found = harness.platform.Pipeline.get("p", "org/project/pipe");
    assert.equal(await valueOf(found.id), "org/project/pipe");
    assert.equal(registered[0]?.id, "org/project/pipe");
    assert.deepEqual(registered[0]?.inputs, {});
    assert.ok(harness.platform.Pipeline.isInstance(found));
    assert.ok(!harness.platform.Service.isInstance(found));
  });

  it("an explicit provider keeps its key secret", async () => {
    const provider = new harness.Provider("p", {
      accountId: "a",
      endpoint: "http://h",
      platformApiKey: "hidden",
    });
    await valueOf(provider.urn);
    assert.equal(registered[0]?.type, "pulumi:providers:harness");
    assert.ok(harness.Provider.isInstance(provider));
    const { platformApiKey, accountId } = registered[0]?.inputs ?? {};
    assert.equal(accountId, "a");
    assert.equal(unsecret(platformApiKey), "hidden");
  });

  it("takes outputs at every depth of its arguments", () => {
    const token = pulumi.output("account.token");
    const args: harness.platform.GithubConnectorArgs = {
      identifier: pulumi.output("gh"),
      connectionType: "Account",
      url: Promise.resolve("https://github.com/acme"),
      credentials: { http: pulumi.output({ tokenRef: token }) },
      tags: [pulumi.output("a"), "b"],
    };
    assert.ok(args);
  });
});

function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => void output.apply(resolve));
}

/** Mocks show a secret as the engine gets it: an object with a signature around the value. */
function unsecret(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unsecret);
  if (typeof value !== "object" || value === null) return value;
  if ("4dabf18193072939515e22adb298388d" in value) return (value as unknown as { value: unknown }).value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unsecret(item)]));
}
