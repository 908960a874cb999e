/** The steps of an expanded pipeline, by their paths: how scenarios name them. */
import { isMap, listAt, mapAt, textAt, type Node } from "../trigger/documents";

/** A stage, step group or step. Loops have one, whatever their turns. */
export interface NamedNode {
  /** `prod_euw1.canary_10.verify` */
  readonly path: string;
  readonly kind: "stage" | "group" | "step";
  readonly type: string;
  /** The map of the stage, group or step. */
  readonly node: Node;
}

/** One part of the path of something that runs: its identifier, and the one it has without the suffix of a loop. */
export interface Segment {
  readonly id: string;
  readonly base: string;
}

/** Every stage, group and step of a pipeline, rollback steps included, in the order of the document. */
export function namedNodes(pipeline: Node): NamedNode[] {
  return listAt(pipeline, "stages")
    .flatMap(alternatives)
    .map((entry) => mapAt(entry, "stage"))
    .flatMap((stage) => {
      const path = textAt(stage, "identifier");
      const execution = mapAt(stage, "spec", "execution");
      const steps = ["steps", "rollbackSteps"].flatMap((key) => below(path, listAt(execution, key)));
      return [{ path, kind: "stage" as const, type: textAt(stage, "type"), node: stage }, ...steps];
    });
}

/** The paths a person may mean: the path itself, or all that end in it. */
export function meant(reference: string, paths: readonly string[]): string[] {
  const exact = paths.filter((path) => path === reference);
  return exact.length > 0 ? exact : paths.filter((path) => path.endsWith(`.${reference}`));
}

/** Whether something that runs is what a path names; without the suffix of a loop it names every turn. */
export function isAt(path: string, segments: readonly Segment[]): boolean {
  const parts = path.split(".");
  return (
    parts.length === segments.length &&
    segments.every(({ id, base }, index) => parts[index] === id || parts[index] === base)
  );
}

/** A path without the suffixes that loops append. */
export function withoutSuffixes(path: string, known: readonly string[]): string {
  if (known.includes(path)) return path;
  const bare = path
    .split(".")
    .map((part) => part.replace(/(?:_\d+)+$/, ""))
    .join(".");
  return meant(bare, known).length > 0 ? bare : path;
}

function below(prefix: string, entries: readonly Node[]): NamedNode[] {
  return entries.flatMap(alternatives).flatMap((entry) => {
    if (isMap(entry["step"])) {
      const node = entry["step"];
      const path = `${prefix}.${textAt(node, "identifier")}`;
      return [{ path, kind: "step" as const, type: textAt(node, "type"), node }];
    }
    const group = mapAt(entry, "stepGroup");
    const path = `${prefix}.${textAt(group, "identifier")}`;
    const inner = ["steps", "rollbackSteps"].flatMap((key) => below(path, listAt(group, key)));
    return [{ path, kind: "group" as const, type: "StepGroup", node: group }, ...inner];
  });
}

function alternatives(entry: Node): Node[] {
  const parallel = listAt(entry, "parallel");
  return parallel.length > 0 ? parallel.flatMap(alternatives) : [entry];
}
