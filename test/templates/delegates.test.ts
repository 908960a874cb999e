/** The Kubernetes objects of a delegate: what a cluster must not be asked for, and that all parts fit each other. */
import assert from "node:assert/strict";
import { parseAllDocuments } from "yaml";
import {
  delegateObjects,
  renderDelegate,
  tokenSecret,
  type KubernetesObject,
} from "../../src/documents/delegates";
import { deployerRules } from "../../src/documents/delegates/access";
import { delegateAccount as account, delegateSpec as spec } from "../support/delegate";

const objects = delegateObjects(spec, account);

/** One object of a kind. */
function one(kind: string, name = "runner"): KubernetesObject {
  const found = objects.filter((object) => object.kind === kind && object.metadata.name === name);
  assert.equal(found.length, 1, `${kind} ${name}`);
  return found[0]!;
}

/** What stands at a path such as `spec.containers.0`; undefined where there is nothing. */
function at(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((inside, key) => (inside as Record<string, unknown> | undefined)?.[key], value);
}

const pod = (path: string) => at(one("Deployment"), `spec.template.spec.${path}`);

describe("Kubernetes objects of a delegate", () => {
  it("come in the order in which they are applied", () => {
    assert.deepEqual(
      objects.map(({ kind, metadata }) => [kind, metadata.namespace ?? "", metadata.name].join(" ")),
      [
        "Namespace  delegates",
        "ServiceAccount delegates runner",
        "ClusterRole  runner-deployer",
        "Namespace  live-cart-west",
        "RoleBinding live-cart-west runner-deployer",
        "Namespace  live-stock-west",
        "RoleBinding live-stock-west runner-deployer",
        "NetworkPolicy delegates runner",
        "Deployment delegates runner",
        "PodDisruptionBudget delegates runner",
        "HorizontalPodAutoscaler delegates runner",
      ],
    );
  });

  it("give no right outside the namespaces of the services, none to give rights, and no wildcard", () => {
    assert.ok(!objects.some(({ kind }) => kind === "ClusterRoleBinding"));
    const words = deployerRules.flatMap(({ apiGroups, resources, verbs }) => [
      ...apiGroups,
      ...resources,
      ...verbs,
    ]);
    assert.ok(!words.some((word) => word.includes("*")));
    for (const word of [
      "roles",
      "rolebindings",
      "clusterroles",
      "pods/exec",
      "nodes",
      "escalate",
      "bind",
      "impersonate",
    ])
      assert.ok(!words.includes(word), word);
    const namespaces = deployerRules.filter(({ resources }) => resources.includes("namespaces"));
    assert.deepEqual(
      namespaces.map(({ verbs }) => verbs),
      [["get", "list", "watch"]],
    );
    for (const name of ["live-cart-west", "live-stock-west"]) {
      const binding = objects.find(
        ({ kind, metadata }) => kind === "RoleBinding" && metadata.namespace === name,
      );
      assert.deepEqual(at(binding, "roleRef"), {
        apiGroup: "rbac.authorization.k8s.io",
        kind: "ClusterRole",
        name: "runner-deployer",
      });
      assert.deepEqual(at(binding, "subjects"), [
        { kind: "ServiceAccount", name: "runner", namespace: "delegates" },
      ]);
    }
  });

  it("say who a namespace belongs to", () => {
    assert.deepEqual(one("Namespace", "live-stock-west").metadata.labels, {
      "app.kubernetes.io/managed-by": "harness-catalog",
      "harness-catalog/service": "stock",
      "harness-catalog/team": "ops",
    });
  });

  it("select the pods of this delegate and of no other, everywhere alike", () => {
    const pods = { "app.kubernetes.io/name": "harness-delegate", "app.kubernetes.io/instance": "runner" };
    const deployed = one("Deployment");
    assert.deepEqual(at(deployed, "spec.selector.matchLabels"), pods);
    const labels = at(deployed, "spec.template.metadata.labels") as Record<string, string>;
    for (const [key, value] of Object.entries(pods)) assert.equal(labels[key], value);
    assert.deepEqual(at(one("PodDisruptionBudget"), "spec.selector.matchLabels"), pods);
    assert.deepEqual(at(one("NetworkPolicy"), "spec.podSelector.matchLabels"), pods);
    assert.deepEqual(at(one("HorizontalPodAutoscaler"), "spec.scaleTargetRef"), {
      apiVersion: "apps/v1",
      kind: "Deployment",
      name: "runner",
    });
  });

  it("run what the pod security standard `restricted` admits, as the namespace demands", () => {
    assert.equal(
      one("Namespace", "delegates").metadata.labels["pod-security.kubernetes.io/enforce"],
      "restricted",
    );
    assert.equal(pod("securityContext.runAsNonRoot"), true);
    assert.equal(pod("securityContext.seccompProfile.type"), "RuntimeDefault");
    assert.deepEqual(pod("containers.0.securityContext"), {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
    });
    for (const path of ["hostNetwork", "volumes", "containers.1", "initContainers"])
      assert.equal(pod(path), undefined, path);
  });

  it("keep delegates running: two at least, one new before an old one goes, time to finish", () => {
    const deployed = at(one("Deployment"), "spec");
    assert.equal(at(deployed, "replicas"), undefined, "the autoscaler alone says how many");
    assert.deepEqual(at(deployed, "strategy.rollingUpdate"), { maxSurge: 1, maxUnavailable: 0 });
    assert.equal(pod("terminationGracePeriodSeconds"), 600);
    const scaling = at(one("HorizontalPodAutoscaler"), "spec");
    assert.deepEqual([at(scaling, "minReplicas"), at(scaling, "maxReplicas")], [2, 4]);
    assert.equal(at(scaling, "behavior.scaleDown.policies.0.periodSeconds"), 600);
    assert.equal(at(one("PodDisruptionBudget"), "spec.maxUnavailable"), 1);
    const probe = (name: string) => Number(pod(`containers.0.startupProbe.${name}`));
    const start = probe("initialDelaySeconds") + probe("periodSeconds") * probe("failureThreshold");
    const ready = start + Number(at(deployed, "minReadySeconds"));
    assert.ok(ready < Number(at(deployed, "progressDeadlineSeconds")), "a slow start is no failed rollout");
  });

  it("tell the delegate its account, its name, its tags and where Harness is", () => {
    const variables = pod("containers.0.env") as { name: string; value?: string }[];
    const env = new Map(variables.map(({ name, value }) => [name, value]));
    assert.equal(env.get("ACCOUNT_ID"), "acme");
    assert.equal(env.get("DELEGATE_NAME"), "runner");
    assert.equal(env.get("DELEGATE_TAGS"), "live,west");
    assert.equal(env.get("MANAGER_HOST_AND_PORT"), "https://app.harness.io");
    assert.equal(env.get("LOG_STREAMING_SERVICE_URL"), "https://app.harness.io/log-service/");
    assert.equal(env.get("NEXT_GEN"), "true");
    assert.ok(!env.has("DELEGATE_TOKEN"));
    assert.deepEqual(pod("containers.0.envFrom"), [{ secretRef: { name: "runner-token-7" } }]);
  });

  it("change with the generation of the token in the name of its Secret only, which makes new pods", () => {
    const next = delegateObjects({ ...spec, generation: "8" }, account);
    const differing = next.filter(
      (object, index) => JSON.stringify(object) !== JSON.stringify(objects[index]),
    );
    assert.deepEqual(
      differing.map(({ kind }) => kind),
      ["Deployment"],
    );
    assert.equal(
      JSON.stringify(differing[0]).replaceAll("runner-token-8", "runner-token-7"),
      JSON.stringify(one("Deployment")),
    );
    const secret = tokenSecret(spec, "value");
    assert.equal(secret.metadata.name, "runner-token-7");
    assert.equal(secret["immutable"], true);
    assert.deepEqual(secret["stringData"], { DELEGATE_TOKEN: "value" });
  });

  it("are the same as a file, which says how the token gets there and holds none", () => {
    const text = renderDelegate(spec, account);
    const documents = parseAllDocuments(text).map((document) => document.toJS() as KubernetesObject);
    assert.deepEqual(documents, objects);
    assert.match(text, /^#.*create secret generic runner-token-7 --from-literal=DELEGATE_TOKEN=…$/m);
    assert.ok(!documents.some(({ kind }) => kind === "Secret"));
  });
});
