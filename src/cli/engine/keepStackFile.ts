/**
 * What plain `pulumi` writes into a stack file (`config set`, `stack change-secrets-provider`, `stack init`) goes into the
 * scratch project, whose file the next command makes anew. Here it is brought to where it belongs.
 */
import { basename, dirname, join } from "node:path";
import { parseDocument } from "yaml";
import { readProjectFile } from "../../../infra/projectFile";
import { mostYamlBytes, readTextIfThere } from "@harness-catalog/files/plainFile";
import { replaceFile } from "../replaceFile";
import type { EngineSettings } from "./settings";

/** A stack file's values, as YAML has them. */
type Values = Readonly<Record<string, unknown>>;

/** One value of a stack file, set or (undefined) taken out. */
interface Edit {
  readonly path: readonly string[];
  readonly value: unknown;
}

type Place = Pick<EngineSettings, "root" | "stack" | "workDir">;

/** The values of the scratch stack file; empty when there is none. */
export function scratchValues({ workDir, stack }: Place): Values {
  return valuesOf(join(workDir, `Pulumi.${stack}.yaml`));
}

/**
 * Writes what has changed in the scratch stack file since `before` into `Pulumi.<stack>.yaml` beside Pulumi.yaml; its
 * comments and order stay. A salt or data key alone stays out: it belongs to no value of that file.
 * @returns a line for people; undefined when nothing has changed
 * @throws CatalogError CMD013 when the file cannot be written
 */
export function keepStackFile(place: Place, before: Values): string | undefined {
  const after = scratchValues(place);
  const edits = [
    ...editsBetween(withoutKeys(before), withoutKeys(after)),
    ...editsBetween({ config: before["config"] }, { config: after["config"] }, "config"),
  ];
  if (edits.length === 0) return undefined;
  const name = `Pulumi.${place.stack}.yaml`;
  const file = join(place.root, name);
  const isEncrypted = JSON.stringify(after).includes('"secure"');
  const needsKeys = isEncrypted || edits.some(({ path }) => path[0] === "secretsprovider");
  const keys = needsKeys ? encryptionKeys.map((key) => ({ path: [key], value: after[key] })) : [];
  const document = parseDocument(readTextIfThere(file, mostYamlBytes) ?? "");
  for (const { path, value } of [...edits, ...keys]) {
    if (value === undefined) document.deleteIn(path);
    else document.setIn(path, value);
  }
  replaceFile(file, document.toString({ lineWidth: 0, flowCollectionPadding: false }));
  return `${name}: ${edits.every(({ value }) => value === undefined) ? "removed" : "wrote"} ${namesOf(edits)}; commit it`;
}

function namesOf(edits: readonly Edit[]): string {
  return edits.map(({ path }) => path.at(-1)).join(", ");
}

/** What the engine adds for its encryption: the salt of a passphrase, the data key of a cloud's key service. */
export const encryptionKeys = ["encryptionsalt", "encryptedkey"] as const;

function withoutKeys({ config: _, encryptionsalt: __, encryptedkey: ___, ...rest }: Values): Values {
  return rest;
}

/** The edits that turn one set of values into another: of the top, or below one of its keys. */
function editsBetween(before: Values, after: Values, below?: string): Edit[] {
  if (below !== undefined)
    return editsBetween((before[below] ?? {}) as Values, (after[below] ?? {}) as Values).map(
      ({ path, value }) => ({
        path: [below, ...path],
        value,
      }),
    );
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => ({ path: [key], value: after[key] }));
}

function valuesOf(file: string): Values {
  return readProjectFile(dirname(file), basename(file)) ?? {};
}
