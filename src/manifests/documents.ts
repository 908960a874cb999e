/** Objects in a generated file, with the lines they begin on. */
import { parse } from "yaml";

/** One Kubernetes object. */
export interface KubernetesObject {
  /** Of its first line, from 1. */
  readonly line: number;
  readonly value: unknown;
}

/** The documents of a text in which `---` stands alone between them, as kustomize writes it. Empty ones are left out. */
export function objectsIn(text: string): KubernetesObject[] {
  const objects: KubernetesObject[] = [];
  let line = 1;
  for (const part of text.split(/^---\n/m)) {
    // comments above an object are not its first line
    const above = /^(?:#.*\n|\n)*/.exec(part)?.[0].split("\n").length ?? 1;
    const value: unknown = parse(part);
    if (value !== null) objects.push({ line: line + above - 1, value });
    line += part.split("\n").length;
  }
  return objects;
}

/** `Deployment payment-service` */
export function nameOf(value: unknown): string {
  const object = value as { kind?: unknown; metadata?: { name?: unknown } } | undefined;
  return `${word(object?.kind, "object")} ${word(object?.metadata?.name, "without name")}`;
}

function word(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}
