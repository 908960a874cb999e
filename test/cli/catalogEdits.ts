/** How an edit of a catalog is written down. */

type Name = "services.yaml" | "platform.yaml";

/** The texts of a catalog. */
export type Texts = Readonly<Record<string, string>>;

/** One edit. */
export interface Edit {
  readonly title: string;
  readonly apply: (texts: Texts) => Texts;
  /** What the refusal names, where it is refused. */
  readonly loses?: RegExp;
}

/** A text to replace everywhere in a file. */
export type Replacement = readonly [file: Name, from: string | RegExp, to: string];

/** Replaces texts; fails where there is nothing to replace, so that no edit is without effect. */
export function edited(...replacements: readonly Replacement[]): Edit["apply"] {
  return (texts) =>
    replacements.reduce<Texts>((before, [file, from, to]) => {
      const text = before[file] ?? "";
      const after = text.replaceAll(typeof from === "string" ? from : new RegExp(from, "gm"), to);
      if (after === text) throw new Error(`${String(from)} is not in ${file}`);
      return { ...before, [file]: after };
    }, texts);
}

/** The services without some of them. */
export function withoutServices(...names: readonly string[]): Edit["apply"] {
  return (texts) => {
    const parts = (texts["services.yaml"] ?? "").split(/(?=^ {2}- name: |^# end catalog)/m);
    const left = parts.filter((part) => !names.some((name) => part.startsWith(`  - name: ${name}\n`)));
    return { ...texts, "services.yaml": left.join("") };
  };
}
