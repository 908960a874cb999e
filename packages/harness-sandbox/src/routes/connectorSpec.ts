import type { Account } from "../account";
import { keyOf, type Json, type Reference } from "../entity";
import { isObject, requiredObject, requiredText } from "../fields";
import { needReferenced } from "../references";
import { invalid } from "../refusal";
import type { Scope } from "../scope";
import { isFixed } from "../yaml/expression";

/** Checks what a connector's type asks of its spec. Types that are not named here are taken as they are. */
export function checkConnectorSpec(type: string, spec: Json): void {
  if (Object.hasOwn(checks, type)) checks[type]?.(spec);
}

const checks: Readonly<Record<string, (spec: Json) => void>> = {
  K8sCluster(spec) {
    const credential = requiredObject(spec, "credential");
    const type = oneOf(credential, "type", ["InheritFromDelegate", "ManualConfig"]);
    if (type === "InheritFromDelegate") needSelectors(spec, type);
    else requiredText(requiredObject(credential, "spec"), "masterUrl");
  },
  Github(spec) {
    requiredText(spec, "url");
    oneOf(spec, "type", ["Account", "Repo", "Project"]);
    oneOf(requiredObject(spec, "authentication"), "type", ["Http", "Ssh"]);
  },
  Aws(spec) {
    const credential = requiredObject(spec, "credential");
    const type = oneOf(credential, "type", [
      "ManualConfig",
      "Irsa",
      "InheritFromDelegate",
      "OidcAuthentication",
    ]);
    if (type === "InheritFromDelegate" || type === "Irsa") needSelectors(spec, type);
  },
  Prometheus(spec) {
    requiredText(spec, "url");
  },
  Datadog(spec) {
    for (const member of ["url", "apiKeyRef", "applicationKeyRef"]) requiredText(spec, member);
  },
};

/** The spec as Harness gives it back: the address of a Prometheus ends with a slash. */
export function storedSpec(type: string, spec: Json): Json {
  if (type !== "Prometheus") return spec;
  const url = requiredText(spec, "url");
  return { ...spec, url: url.endsWith("/") ? url : `${url}/` };
}

/** Members that name something else: a custom secret manager, for one, is made from a template. */
const otherReferences = new Set(["connectorRef", "templateRef"]);

/**
 * Secrets a connector names, wherever in its spec: every member called `…Ref` that holds a fixed text.
 * @throws Refusal 400 when one does not exist.
 */
export function connectorSecrets(account: Account, spec: Json, scope: Scope): Reference[] {
  const keys = new Set(
    secretNames(spec).map((name) => keyOf(needReferenced(account, "secret", name, scope))),
  );
  return [...keys].map((key) => ({ key, onDelete: "refuse" }));
}

function secretNames(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(secretNames);
  if (!isObject(node)) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key.endsWith("Ref") && !otherReferences.has(key) && isFixed(value) ? [value] : secretNames(value),
  );
}

function needSelectors(spec: Json, type: string): void {
  const { delegateSelectors } = spec;
  if (!Array.isArray(delegateSelectors) || delegateSelectors.length === 0) {
    throw invalid(`delegateSelectors must not be empty for a credential of type ${type}`);
  }
}

function oneOf(body: Json, member: string, allowed: readonly string[]): string {
  const value = requiredText(body, member);
  if (!allowed.includes(value)) throw invalid(`${member} [${value}] is not one of ${allowed.join(", ")}`);
  return value;
}
