/** manifests go through Go templates, and nothing in them may look like one by accident. */
import type { Problem } from "@harness-catalog/problems";
import { harnessValues } from "../render/texts";
import type { Target } from "../targets";

/** A problem for each template or expression that is not one of the few that are wanted. `file` is what messages call it. */
export function straySyntax(text: string, file: string, { service }: Target): Problem[] {
  const wanted = Object.keys(harnessValues(service.archetype)).map((name) => `{{.Values.${name}}}`);
  return text.split("\n").flatMap((line, index) =>
    [...line.matchAll(/\{\{.*?\}\}|\{\{|\}\}|<\+[^>]*>?/g)]
      .filter(([found]) => !wanted.includes(found))
      .map(({ 0: found, index: column }) => ({
        code: "MAN020" as const,
        message: found.startsWith("<+")
          ? `${found} is a Harness expression, and Harness evaluates none in manifests`
          : `${found} is taken for a Go template`,
        hint: `take it out of the layer it comes from; templates may use ${wanted.join(" and ")}`,
        place: { file, line: index + 1, column: column + 1 },
      })),
  );
}
