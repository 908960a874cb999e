/** Inputs of a run as Harness takes them: an input set, or the runtime inputs of the pipeline. */
import { problem } from "@harness-catalog/problems";
import { fill, without } from "../expand/fill";
import { nothing, type ScenarioParts } from "../run/scenario/model";
import { isMap, listAt, mapAt, textAt, type Node } from "../trigger/documents";
import type { FileDocument } from "./documents";

/** A pipeline with inputs in the place of what it leaves open, and its variables as a scenario, which checks them. */
export interface WithInputs {
  readonly pipeline: Node;
  readonly scenario: ScenarioParts;
}

/** @throws CatalogError SIM015 for a document without inputs, or with those of another pipeline */
export function withInputs(pipeline: Node, documents: readonly FileDocument[]): WithInputs {
  return documents.reduce<WithInputs>(
    (under, { file, value }) => {
      const given = inputsIn(file, value);
      const identifier = textAt(given, "identifier");
      if (identifier !== "" && identifier !== textAt(pipeline, "identifier"))
        throw problem(
          "SIM015",
          `the inputs in ${file} are for the pipeline "${identifier}"`,
          `give those of "${textAt(pipeline, "identifier")}"`,
        );
      const variables = listAt(given, "variables").map((variable) => {
        const name = textAt(variable, "name");
        return { name, value: textAt(variable, "value"), origin: { text: `${file}: ${name}` } };
      });
      return {
        pipeline: fill(under.pipeline, without(given, "variables")) as Node,
        scenario: { ...nothing, variables: [...under.scenario.variables, ...variables] },
      };
    },
    { pipeline, scenario: nothing },
  );
}

function inputsIn(file: string, value: Node): Node {
  const given = isMap(value["inputSet"]) ? mapAt(value, "inputSet", "pipeline") : mapAt(value, "pipeline");
  if (Object.keys(given).length > 0) return given;
  const hint = 'write them under "pipeline:", as Harness does, or name an input set';
  throw problem("SIM015", `the file ${file} holds no inputs of a pipeline`, hint);
}
