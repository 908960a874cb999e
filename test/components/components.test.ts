/** With Pulumi's mocks: the components register exactly the plan's inputs. Proves nothing about the engine. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { components } from "../../components";
import type { ObjectKey, PlannedObject, PlanUnit } from "../../src/plan/model";
import { importIdOf } from "../../components/importId";

interface Recorded {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

const recorded: Recorded[] = [];

const service: PlannedObject = {
  kind: "service",
  name: "payment-service",
  inputs: {
    identifier: "payment_service",
    name: "payment-service",
    orgId: "default",
    projectId: "platform",
    tags: ["a:b"],
  },
  dependsOn: [],
};
const pipeline: PlannedObject = {
  kind: "pipeline",
  name: "payment-service",
  inputs: {
    identifier: "payment_service_cd",
    name: "payment-service-cd",
    orgId: "default",
    projectId: "platform",
    yaml: "pipeline: {}\n",
  },
  dependsOn: ["service/payment-service"],
};
const unit: PlanUnit = {
  component: "ServiceDelivery",
  name: "payment-service",
  objects: [service, pipeline],
};

describe("components", () => {
  before(async () => {
    await pulumi.runtime.setMocks(
      {
        newResource: (args) => {
          recorded.push({ type: args.type, name: args.name, inputs: args.inputs as Record<string, unknown> });
          return {
            id: args.name,
            state: args.inputs as Record<string, unknown>,
          };
        },
        call: () => ({}),
      },
      "harness-catalog",
      "test",
    );
  });
  beforeEach(() => (recorded.length = 0));

  const register = async (
    of: PlanUnit,
    extra: Partial<ConstructorParameters<(typeof components)["ServiceDelivery"]>[0]> = {},
  ) => {
    const registered = new Map<ObjectKey, pulumi.Resource>();
    const component = new components[of.component]({
      unit: of,
      registered,
      secrets: () => undefined,
      ...extra,
    });
    await Promise.all(
      [...component.nodes.values()].map((node) => new Promise((resolve) => node.urn.apply(resolve))),
    );
    return { component, registered };
  };

  it("register each object under its own name with exactly the planned inputs", async () => {
    const { registered } = await register(unit);
    const children = recorded.filter(({ type }) => type.startsWith("harness:"));
    assert.deepEqual(
      children.map(({ type, name }) => [type, name]),
      [
        ["harness:platform/service:Service", "payment-service"],
        ["harness:platform/pipeline:Pipeline", "payment-service"],
      ],
    );
    assert.deepEqual(
      children.map(({ inputs }) => inputs),
      [service.inputs, pipeline.inputs],
    );
    assert.deepEqual([...registered.keys()], ["service/payment-service", "pipeline/payment-service"]);
  });

  it("give the caller the last word by transform", async () => {
    await register(unit, {
      transform: ({ inputs, opts }) => ({ inputs: { ...inputs, description: "changed" }, opts }),
    });
    assert.ok(
      recorded
        .filter(({ type }) => type.startsWith("harness:"))
        .every(({ inputs }) => inputs["description"] === "changed"),
    );
  });

  it("put a secret in the place of its placeholder, and a stand-in where nobody has the value", async () => {
    const secretOf = (value: pulumi.Output<string> | undefined) =>
      register(
        {
          component: "Foundation",
          name: "f",
          objects: [
            {
              kind: "secretText",
              name: "token",
              inputs: {
                identifier: "token",
                secretManagerIdentifier: "m",
                valueType: "Inline",
                value: { $secret: "token" },
              },
              dependsOn: [],
            },
          ],
        },
        { secrets: () => value },
      );
    await secretOf(pulumi.secret("s3cret"));
    await secretOf(undefined);
    const [given, missing] = recorded.filter(({ type }) => type.startsWith("harness:"));
    assert.ok(JSON.stringify(given?.inputs).includes("s3cret"));
    assert.ok(JSON.stringify(missing?.inputs).includes("not-set-yet"));
  });

  it("refuse a dependency that nobody registered, and a unit of another component", () => {
    const args = { registered: new Map(), secrets: () => undefined };
    assert.throws(
      () => new components.ServiceDelivery({ ...args, unit: { ...unit, objects: [pipeline] } }),
      /depends on service\/payment-service/,
    );
    assert.throws(() => new components.Team({ ...args, unit }), /is a ServiceDelivery, not a Team/);
  });
});

describe("import ids", () => {
  const scope = { orgId: "o", projectId: "p" };
  for (const [kind, inputs, expected] of [
    ["organization", { identifier: "o" }, "o"],
    ["project", { orgId: "o", identifier: "p" }, "o/p"],
    ["usergroup", { identifier: "g" }, "g"],
    ["pipeline", { ...scope, identifier: "x" }, "o/p/x"],
    ["infrastructure", { ...scope, envId: "e", identifier: "i" }, "o/p/e/i"],
    ["inputSet", { ...scope, pipelineId: "x", identifier: "s" }, "o/p/x/s"],
    ["triggers", { ...scope, targetId: "x", identifier: "t" }, "o/p/x/t"],
    ["monitoredService", { ...scope, identifier: "m" }, "o/p/m"],
    ["manualFreeze", { accountId: "a", identifier: "f", yaml: "" }, "f"],
    ["template", { ...scope, identifier: "t", version: "1.0.0" }, "o/p/t/versions/1.0.0"],
  ] as const) {
    it(`${kind}: ${expected}`, () => assert.equal(importIdOf({ kind, inputs }), expected));
  }
});
