/**
 * The delegate of a cluster with Pulumi's mocks: every object, its provider, its parent, what it waits for, and that the
 * token stays secret. It does not prove what a cluster makes of them.
 */
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import type { PlannedDelegate } from "../../src/plan/model";
import { ClusterDelegate } from "../../components/clusterDelegate";
import { delegateObjects } from "../../src/documents/delegates";
import { delegateAccount, delegateSpec as spec } from "../support/delegate";

interface Recorded {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly provider: string;
}

const planned: PlannedDelegate = {
  cluster: "live-west",
  context: "eks-live-west",
  spec,
  account: delegateAccount,
  token: "delegatetoken/runner-7",
};

const recorded: Recorded[] = [];
const options = new Map<string, pulumi.CustomResourceOptions>();

describe("component ClusterDelegate", () => {
  let component: ClusterDelegate;

  before(async () => {
    await pulumi.runtime.setMocks(
      {
        newResource: ({ type, name, inputs, provider }) => {
          recorded.push({ type, name, inputs: inputs as Record<string, unknown>, provider: provider ?? "" });
          return { id: `${name}-id`, state: inputs as Record<string, unknown> };
        },
        call: () => ({}),
      },
      "harness-catalog",
      "test",
    );
    component = await register({ delegate: planned, token: "t0ken", kubeconfig: pulumi.secret("kube") });
  });

  /** Registers and waits for every child. */
  async function register(args: ConstructorParameters<typeof ClusterDelegate>[0]): Promise<ClusterDelegate> {
    recorded.length = 0;
    options.clear();
    const children: pulumi.Resource[] = [];
    const made = new ClusterDelegate(args, {
      transformations: [
        ({ resource, type, name, opts }) => {
          options.set(`${type} ${name}`, opts);
          children.push(resource);
          return undefined;
        },
      ],
    });
    await Promise.all(children.map((child) => urnOf(child)));
    return made;
  }

  const kubernetes = () => recorded.filter(({ type }) => type.startsWith("kubernetes:"));
  const named = (type: string, name: string) => {
    const found = recorded.find((each) => each.type === type && each.name === name);
    assert.ok(found, `${type} ${name}`);
    return found;
  };
  const optionsOf = (type: string, name: string) => {
    const found = options.get(`${type} ${name}`);
    assert.ok(found, `${type} ${name}`);
    return found;
  };
  const waitsFor = async (type: string, name: string) => {
    const { dependsOn } = optionsOf(type, name);
    const urns = await Promise.all((dependsOn as pulumi.Resource[]).map(urnOf));
    return urns.map((urn) => urn.split("::").slice(-2).join(" ").split("$").at(-1) ?? "");
  };

  it("registers every object with its exact content, and the Secret right before the pods", () => {
    const kinds = kubernetes().map(({ type, name }) => `${type.split(":").at(-1)} ${name}`);
    assert.deepEqual(kinds.sort(), [
      "ClusterRole live-west/runner-deployer",
      "Deployment live-west/runner",
      "HorizontalPodAutoscaler live-west/runner",
      "Namespace live-west/delegates",
      "Namespace live-west/live-cart-west",
      "Namespace live-west/live-stock-west",
      "NetworkPolicy live-west/runner",
      "PodDisruptionBudget live-west/runner",
      "RoleBinding live-west/live-cart-west/runner-deployer",
      "RoleBinding live-west/live-stock-west/runner-deployer",
      "Secret live-west/runner-token-7",
      "ServiceAccount live-west/runner",
    ]);
    for (const object of delegateObjects(spec, planned.account)) {
      const sent = kubernetes().filter(({ inputs }) => isDeepStrictEqual(inputs, object));
      assert.equal(sent.length, 1, `${object.kind} ${object.metadata.name}`);
    }
  });

  it("uses one provider of its own, for the cluster's context, whose kubeconfig is secret", () => {
    const provider = named("pulumi:providers:kubernetes", "live-west");
    assert.equal(provider.inputs["context"], "eks-live-west");
    assert.equal(provider.inputs["clusterIdentifier"], "live-west");
    assert.ok(isSecret(provider.inputs["kubeconfig"]));
    for (const { provider: used, name } of kubernetes())
      assert.match(used, /::live-west::live-west-id$/, name);
  });

  it("makes a provider per cluster, and none knows a kubeconfig that nobody gave", async () => {
    await register({ delegate: { ...planned, cluster: "live-east", context: "other" }, token: "t" });
    const { inputs } = named("pulumi:providers:kubernetes", "live-east");
    assert.deepEqual(inputs, { context: "other", clusterIdentifier: "live-east" });
    for (const { provider } of kubernetes()) assert.match(provider, /::live-east::live-east-id$/);
    component = await register({ delegate: planned, token: "t0ken", kubeconfig: pulumi.secret("kube") });
  });

  it("is the parent of everything", async () => {
    for (const [key, { parent }] of options) {
      if (!key.startsWith("harness-catalog:")) assert.equal(parent, component, key);
    }
    assert.match(await urnOf(component), /harness-catalog:components:ClusterDelegate::live-west$/);
  });

  it("keeps the token secret", () => {
    const secret = named("kubernetes:core/v1:Secret", "live-west/runner-token-7");
    assert.ok(isSecret(secret.inputs["stringData"]));
    const others = recorded.filter((each) => each !== secret);
    assert.ok(!JSON.stringify(others).includes("t0ken"));
  });

  it("starts the pods after everything they need, the token before all", async () => {
    const pods = await waitsFor("kubernetes:apps/v1:Deployment", "live-west/runner");
    assert.deepEqual(pods, [
      "kubernetes:core/v1:Namespace live-west/delegates",
      "kubernetes:core/v1:ServiceAccount live-west/runner",
      "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole live-west/runner-deployer",
      "kubernetes:core/v1:Namespace live-west/live-cart-west",
      "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding live-west/live-cart-west/runner-deployer",
      "kubernetes:core/v1:Namespace live-west/live-stock-west",
      "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding live-west/live-stock-west/runner-deployer",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy live-west/runner",
      "kubernetes:core/v1:Secret live-west/runner-token-7",
    ]);
    const namespace = ["kubernetes:core/v1:Namespace live-west/delegates"];
    assert.deepEqual(await waitsFor("kubernetes:core/v1:ServiceAccount", "live-west/runner"), namespace);
    assert.deepEqual(await waitsFor("kubernetes:core/v1:Secret", "live-west/runner-token-7"), namespace);
    assert.deepEqual(
      await waitsFor(
        "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
        "live-west/live-cart-west/runner-deployer",
      ),
      ["kubernetes:core/v1:Namespace live-west/live-cart-west"],
    );
    const deployed = ["kubernetes:apps/v1:Deployment live-west/runner"];
    for (const type of ["policy/v1:PodDisruptionBudget", "autoscaling/v2:HorizontalPodAutoscaler"])
      assert.deepEqual(await waitsFor(`kubernetes:${type}`, "live-west/runner"), deployed);
  });

  it("leaves the namespace of a service to the cluster when it goes, and nothing else", () => {
    const kept = [...options].filter(([, { retainOnDelete }]) => retainOnDelete === true).map(([key]) => key);
    assert.deepEqual(kept, [
      "kubernetes:core/v1:Namespace live-west/live-cart-west",
      "kubernetes:core/v1:Namespace live-west/live-stock-west",
    ]);
  });

  it("gives a rollout the time it needs", () => {
    assert.deepEqual(optionsOf("kubernetes:apps/v1:Deployment", "live-west/runner").customTimeouts, {
      create: "60m",
      update: "60m",
    });
  });
});

function urnOf(resource: pulumi.Resource): Promise<string> {
  return new Promise((resolve) => void resource.urn.apply(resolve));
}

/** Whether a value of the wire is a secret (sdk/nodejs/runtime/rpc.ts). */
function isSecret(value: unknown): boolean {
  const signature = (value as Record<string, unknown> | undefined)?.["4dabf18193072939515e22adb298388d"];
  return signature === "1b47061264138c4ac30d75fd1eb44270";
}
