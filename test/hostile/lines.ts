/** Where the fields of a file stand, told by the yaml package alone. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type Pair } from "yaml";
import type { Field } from "./fields";

/** First and last line of a place. */
export type Lines = readonly [number, number];

/** Tells the lines of the places of a text. */
export function linesIn(text: string): (field: Field) => Lines {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { prettyErrors: false, stringKeys: true, lineCounter });
  return ({ path, at }) => {
    let node: Node | null = document.contents;
    for (const [depth, step] of path.entries()) {
      if (isSeq(node)) node = node.items[Number(step)] as Node;
      else if (isMap(node)) {
        const pairs = node.items as unknown as Pair<Node, Node | null>[];
        const pair = pairs.find(({ key }) => isScalar(key) && String(key.value) === String(step));
        node = (at === "key" && depth === path.length - 1 ? pair?.key : (pair?.value ?? pair?.key)) ?? null;
      }
    }
    const [from, to] = node?.range ?? [0, 0];
    return [lineCounter.linePos(from).line, lineCounter.linePos(Math.max(from, to - 1)).line];
  };
}
