/** Identifiers, names, labels and tags. Source: developer.harness.io, "Entity identifier reference", and the published schema. */
import { allKinds, type Finding, type Rule, type Subject } from "../model";
import { entries, isExpression, isMapping, text, type Placed } from "../values";
import { stagesOf, stepsOf, variableLists, type Step } from "../walk";

const identifierPattern = /^[a-zA-Z_][0-9a-zA-Z_]{0,127}$/;
const namePattern = /^[a-zA-Z_0-9-.][-0-9a-zA-Z_\s.]{0,127}$/;
/** Source: published schema, v0/pipeline/common/string-ng-variable.yaml. */
const variablePattern = /^[a-zA-Z_][0-9a-zA-Z_.$-]{0,127}$/;
/** What the inputs of a trigger may name as well. Source: published schema, v0/pipeline/string_variable.yaml. */
const givenVariablePattern = /^[a-zA-Z_][0-9a-zA-Z_.$]{0,63}$/;
const reserved = new Set(
  (
    "or and eq ne lt gt le ge div mod not null true false new var return " +
    "step parallel stepGroup org account status liteEngineTask"
  ).split(" "),
);

function spelling(subject: Subject): Finding[] {
  const named = [{ path: subject.at, value: subject.root }, ...stagesOf(subject), ...stepsOf(subject)];
  return [
    ...named.flatMap(({ path, value }) => [
      ...misspelt(
        value["identifier"],
        [...path, "identifier"],
        identifierPattern,
        "letters, digits and _, at most 128",
      ),
      ...misspelt(
        value["name"],
        [...path, "name"],
        namePattern,
        "letters, digits, blanks and - _ . only, at most 128",
      ),
    ]),
    ...variables(subject).flatMap(variableName),
  ];
}

function variableName({ path, value: { name } }: Placed<Readonly<Record<string, unknown>>>): Finding[] {
  const at = [...path, "name"];
  const wrong = misspelt(name, at, variablePattern, "letters, digits and _ . $ - only, at most 128");
  if (wrong.length > 0 || typeof name !== "string" || name === "" || isExpression(name)) return wrong;
  if (givenVariablePattern.test(name)) return [];
  const message = `${JSON.stringify(name)} is spelled in a way that the inputs of triggers refuse`;
  const hint = "use letters, digits and _ . $ only, at most 64";
  return [{ path: at, weight: "house", message, hint }];
}

function misspelt(value: unknown, path: Finding["path"], pattern: RegExp, rule: string): Finding[] {
  if (
    value === undefined ||
    value === "" ||
    isExpression(value) ||
    (typeof value === "string" && pattern.test(value))
  )
    return [];
  return [
    { path, message: `${JSON.stringify(value)} is spelled in a way Harness refuses`, hint: `use ${rule}` },
  ];
}

function reservedWords(subject: Subject): Finding[] {
  return [{ path: subject.at, value: subject.root }, ...stagesOf(subject), ...stepsOf(subject)].flatMap(
    ({ path, value }) => {
      const identifier = text(value["identifier"]);
      if (identifier === undefined || !reserved.has(identifier)) return [];
      const message = `"${identifier}" is a word that Harness reserves`;
      return [{ path: [...path, "identifier"], message, hint: `write "${identifier}_1" or another word` }];
    },
  );
}

/** A step in a group may be called like one outside: Harness tells them apart by the way that leads to them. */
function duplicates(subject: Subject): Finding[] {
  const stages = stagesOf(subject).filter(({ fromTemplate }) => !fromTemplate);
  const lists = new Map<string, Step[]>();
  for (const step of stepsOf(subject)) {
    const list = step.list.join("/");
    lists.set(list, [...(lists.get(list) ?? []), step]);
  }
  return [
    ...twice(stages, "identifier", "stage"),
    ...[...lists.values()].flatMap((steps) => twice(steps, "identifier", "step")),
  ];
}

function duplicateVariables(subject: Subject): Finding[] {
  return variableLists(subject).flatMap(({ path, value }) => twice(entries(value, path), "name", "variable"));
}

function twice(
  items: readonly Placed<Readonly<Record<string, unknown>>>[],
  key: string,
  what: string,
): Finding[] {
  const seen = new Set<string>();
  return items.flatMap(({ path, value }) => {
    const name = text(value[key]);
    if (name === undefined) return [];
    if (!seen.has(name)) return (seen.add(name), []);
    const message = `"${name}" is the ${key} of two ${what}s`;
    return [{ path: [...path, key], message, hint: `give this ${what} another ${key}` }];
  });
}

/**
 * A label of 65 to 128 characters can be saved but not referred to: the pattern of a link ends at 64. A whole number is the same text
 * to whoever reads it as text; 1.10 is not.
 */
function versionLabel(subject: Subject): Finding[] {
  const label = subject.root["versionLabel"];
  if (label === undefined) return [];
  if (typeof label === "string" && /^[0-9a-zA-Z][^\s/&]{0,63}$/.test(label)) return [];
  const message = `${JSON.stringify(label)} cannot be referred to as a version`;
  const hint = 'use text of at most 64 characters without blanks, / and &, such as "1.0.0"';
  const finding: Finding = { path: [...subject.at, "versionLabel"], message, hint };
  return [Number.isInteger(label) ? { ...finding, weight: "house" } : finding];
}

function tags(subject: Subject): Finding[] {
  const path = [...subject.at, "tags"];
  const value = subject.root["tags"];
  if (!isMapping(value)) return [];
  const all = Object.entries(value);
  const many = all.length > 128;
  return [
    ...(many
      ? [
          {
            path,
            at: "key" as const,
            message: `${all.length} tags are more than 128`,
            hint: "keep at most 128",
          },
        ]
      : []),
    ...all.flatMap(([key, tag]): Finding[] => {
      if (key.trim() === "") {
        return [{ path: [...path, key], at: "key", message: "a tag has an empty key", hint: "name the tag" }];
      }
      if (tag === null) return []; // a key without a value, which Harness writes as ""
      if (typeof tag !== "string") {
        const message = `the tag ${key} is ${JSON.stringify(tag)}, not text`;
        return [{ path: [...path, key], message, hint: "write it in quotes" }];
      }
      if (!tag.includes("<+input>")) return [];
      return [
        { path: [...path, key], message: "a tag cannot be a runtime input", hint: "write a fixed text" },
      ];
    }),
  ];
}

function variables(subject: Subject): Placed<Readonly<Record<string, unknown>>>[] {
  return variableLists(subject).flatMap(({ path, value }) => entries(value, path));
}

export const identifierRules = {
  identifierSpelling: {
    code: "LINT010",
    title: "Identifiers and names are spelled as Harness accepts",
    documents: allKinds,
    check: spelling,
  },
  reservedIdentifier: {
    code: "LINT011",
    title: "No identifier is a reserved word",
    documents: allKinds,
    check: reservedWords,
  },
  duplicateIdentifier: {
    code: "LINT012",
    title: "Stages of a pipeline and steps of a list have identifiers of their own",
    documents: ["pipeline", "template"],
    check: duplicates,
  },
  duplicateVariable: {
    code: "LINT013",
    title: "Variables of one list have names of their own",
    documents: ["pipeline", "template", "inputSet", "service", "environment"],
    check: duplicateVariables,
  },
  versionLabel: {
    code: "LINT014",
    title: "A version label can be referred to",
    documents: ["template"],
    check: versionLabel,
  },
  tags: {
    code: "LINT015",
    title: "At most 128 tags, each with a key and text",
    documents: allKinds,
    check: tags,
  },
} as const satisfies Record<string, Rule>;
