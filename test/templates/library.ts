/** Libraries to test with: the shipped one, with another version of a template beside or instead of its own. */
import type { TemplateLibrary, TemplateVersion } from "../../src/catalog/library/model";
import { readTemplateLibrary } from "../../src/catalog/library/read";

/** The newest shipped version of a template. */
export function shipped(identifier: string): TemplateVersion {
  return readTemplateLibrary().get(identifier)!.at(-1)!;
}

/** The shipped library with these versions of a template in the place of its own. */
export function withVersions(identifier: string, versions: readonly TemplateVersion[]): TemplateLibrary {
  return new Map([...readTemplateLibrary(), [identifier, versions]]);
}

/** The newest version under another label, its text changed. */
export function changedVersion(
  identifier: string,
  label: string,
  change: (text: string) => string = (text) => text,
): TemplateVersion {
  const version = shipped(identifier);
  const spec = JSON.parse(change(JSON.stringify(version.spec))) as TemplateVersion["spec"];
  return { ...version, label, spec, file: `templates/library/${identifier}/${label}.yaml` };
}
