import { lintRules } from "../src";
import { lint, withMistake, type Mistake } from "./base";
import { behaviour } from "./behaviour";
import { mistakes } from "./mistakes";
import { references } from "./references";
import { strategies } from "./strategies";
import { structure } from "./structure";
import { triggers } from "./triggers";

/** Every mistake. */
export const table: readonly Mistake[] = [
  ...mistakes,
  ...structure,
  ...references,
  ...behaviour,
  ...strategies,
  ...triggers,
];

const found = new Map<Mistake, readonly string[]>();

/** The rules that find a mistake; none where the text is no document. */
export function rulesOf(mistake: Mistake): readonly string[] {
  const known = found.get(mistake);
  if (known !== undefined) return known;
  const { files, expected } = withMistake(mistake);
  const candidates = Object.entries(lintRules).filter(([, { code }]) => code === expected.split(" ")[1]);
  const rules =
    candidates.length === 1 ? candidates : candidates.filter(([, rule]) => lint(files, [rule]).length > 0);
  const ids = rules.map(([id]) => id);
  found.set(mistake, ids);
  return ids;
}
