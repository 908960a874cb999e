/** What can be said about a YAML body before Harness sees it. Pure. */
import type { ResourceSpec } from "../sdk/spec";
import { LineCounter, parseDocument } from "yaml";
import { isEmpty, parseYaml } from "./values";
import type { Plain } from "./wire/struct";

/** Inputs and the members of the YAML that must say the same; Harness takes the YAML's word for most of them. */
const agreements: Readonly<Record<string, string>> = {
  identifier: "identifier",
  orgId: "orgIdentifier",
  projectId: "projectIdentifier",
  targetId: "pipelineIdentifier",
  envId: "environmentRef",
  version: "versionLabel",
};

/** The map below the YAML's root, or undefined when there is none. */
export function rootOf(spec: ResourceSpec, values: Plain): Readonly<Record<string, unknown>> | undefined {
  const text = spec.yaml === undefined ? undefined : values[spec.yaml.key];
  if (typeof text !== "string" || spec.yaml?.root === undefined) return undefined;
  const document = parseYaml(text) as Readonly<Record<string, unknown>> | undefined;
  const root = document?.[spec.yaml.root];
  return typeof root === "object" && root !== null ? (root as Readonly<Record<string, unknown>>) : undefined;
}

/** Problems of the YAML body: syntax with its line, a missing root, members that contradict the inputs. */
export function checkYaml(spec: ResourceSpec, values: Plain): string[] {
  const text = spec.yaml === undefined ? undefined : values[spec.yaml.key];
  if (typeof text !== "string") return [];
  const lines = new LineCounter();
  const { errors } = parseDocument(text, { lineCounter: lines, logLevel: "silent" });
  if (errors.length > 0) {
    return errors.map(({ message, pos }) => {
      const { line, col } = lines.linePos(pos[0]);
      return `is not valid YAML at line ${line}, column ${col}: ${message.split("\n")[0]?.replace(/ at line .*$/, "")}`;
    });
  }
  if (spec.yaml?.root === undefined) return [];
  const root = rootOf(spec, values);
  if (root === undefined) {
    const overlay = spec.yaml.root === "inputSet" && /^overlayInputSet\s*:/m.test(text);
    return overlay ? [] : [`must be a YAML map with the single key "${spec.yaml.root}"`];
  }
  return Object.entries(agreements)
    .filter(([input, member]) => typeof values[input] === "string" && !isEmpty(root[member]))
    .filter(
      ([input, member]) => String(root[member]) !== values[input] && !String(root[member]).startsWith("<+"),
    )
    .map(
      ([input, member]) =>
        `says ${spec.yaml?.root}.${member} "${String(root[member])}" but the input ${input} is "${String(values[input])}"; make them equal`,
    );
}
