/** Expressions `<+…>`: Harness takes any text and fails when the pipeline runs. */
import { parseExpressions, rootNames } from "../expression";
import { allKinds, type Finding, type LintContext, type Path, type Rule, type Subject } from "../model";
import { once } from "../once";
import { isCondition } from "../jexl";
import { cure } from "../suggest";
import { isExpression, list, mapping, text, valueAt } from "../values";
import { judgeWord, misspelled, unchecked } from "../vocabulary";
import { contentsOf, stagesOf } from "../walk";
import { ownVariables, sharedVariables } from "./references";

interface Use {
  readonly path: Path;
  /** Without the outer `<+` and `>`. */
  readonly body: string;
  readonly names: readonly Name[];
}

/** The outermost expressions of a document; those nested inside are part of their bodies. Runtime inputs are none. */
const usesOf = once((subject): readonly Use[] =>
  contentsOf(subject).texts.flatMap(({ path, value }) =>
    value.includes("<+")
      ? parseExpressions(value)
          .closed.filter((body) => body !== "input")
          .map((body) => ({ path, body, names: namesIn(body) }))
      : [],
  ),
);

function unbalanced(subject: Subject): Finding[] {
  return contentsOf(subject).texts.flatMap(({ path, value }) => {
    const open = value.includes("<+") ? parseExpressions(value).open : undefined;
    if (open === undefined) return [];
    return [
      {
        path,
        part: open.slice(0, 20),
        message: `"${open.slice(0, 60)}" is never closed`,
        hint: 'end it with ">"',
      },
    ];
  });
}

/** Identifiers of the stages, groups and steps around and beside: an expression may begin with any of them. */
const ownNames = once((subject): ReadonlySet<string> => {
  const inside = contentsOf(subject).mappings.map(({ value }) => text(value["identifier"]));
  return new Set([...rootNames, ...inside.filter((name) => name !== undefined)]);
});

function unknownRoots(subject: Subject): Finding[] {
  return usesOf(subject).flatMap(({ path, body, names }) =>
    names.flatMap(({ root, chain }) => {
      const place = { path, part: `<+${body}`.slice(0, 40) };
      const found = judgeWord({ ...place, word: root, what: "first word of expressions" }, ownNames(subject));
      // a word alone may be a value without quotes, or a variable of a script
      const alone = chain.length === 1 && body.trim() !== root;
      return alone && found.length > 0
        ? [{ ...place, ...unchecked(`the first word of expressions "${root}"`) }]
        : found;
    }),
  );
}

/** Names below `variables` of pipeline or stage that are not declared. */
function undeclared(
  subject: Subject,
  root: "pipeline" | "stage",
  declaredAt: (path: Path) => ReadonlySet<string> | undefined,
): Finding[] {
  return usesOf(subject).flatMap(({ path, body, names }) =>
    names.flatMap(({ chain: [first, variables, ...rest] }) => {
      const [name] = rest;
      if (first !== root || variables !== "variables" || name === undefined) return [];
      const declared = declaredAt(path);
      if (declared === undefined || isDeclared(rest.join("."), declared)) return [];
      const message = `<+${body}>: the ${root} has no variable "${name}"`;
      return [{ path, part: `<+${body}`.slice(0, 40), message, hint: cure(name, declared) }];
    }),
  );
}

/** Names may hold dots and hyphens; behind a name may stand a member, or a number that is taken away from it. */
function isDeclared(written: string, declared: ReadonlySet<string>): boolean {
  return [...declared].some((name) => written === name || /^[.-]/.test(afterName(written, name)));
}

function afterName(written: string, name: string): string {
  return written.startsWith(name) ? written.slice(name.length) : "";
}

/** What a chained pipeline hands out is evaluated in that pipeline. Source: developer.harness.io, "Pipeline chaining in Harness". */
function ofChained(subject: Subject, path: Path): boolean {
  return stagesOf(subject).some(
    ({ value, path: stage }) =>
      value["type"] === "Pipeline" &&
      [...stage, "spec", "outputs"].every((step, index) => step === path[index]),
  );
}

function undeclaredVariables(subject: Subject): Finding[] {
  const own = ownVariables(subject);
  return [
    ...undeclared(subject, "pipeline", (path) => (ofChained(subject, path) ? undefined : own)),
    ...undeclared(subject, "stage", (path) => stageVariables(subject, path)),
  ];
}

/** What a template or service uses, every pipeline that uses it declares. */
function unsharedVariables(subject: Subject, context: LintContext): Finding[] {
  if (usesOf(subject).length === 0) return [];
  const shared = sharedVariables(subject, context);
  return undeclared(subject, "pipeline", () => shared);
}

/** Variables of the stage around a path; undefined where a stage of another document declares them. */
function stageVariables(subject: Subject, path: Path): ReadonlySet<string> | undefined {
  const stage = stagesOf(subject).find((each) => each.path.every((step, index) => step === path[index]));
  if (stage === undefined || stage.value["template"] !== undefined || ofChained(subject, path))
    return undefined;
  return new Set(list(stage.value["variables"]).flatMap((variable) => text(mapping(variable)["name"]) ?? []));
}

/** `<+matrix.axis>` stands inside something that is repeated by a matrix with that axis. */
function matrixAxes(subject: Subject): Finding[] {
  // a linked stage, step or group may be repeated by whoever links it
  const open =
    subject.kind !== "pipeline" && !(subject.kind === "template" && subject.root["type"] === "Pipeline");
  return usesOf(subject).flatMap(({ path, body, names }) =>
    names.flatMap(({ chain: [root, axis] }) => {
      if (root !== "matrix" || axis === undefined || ofChained(subject, path)) return [];
      const around = axesAround(subject, path);
      if (around === undefined || isDeclared(axis, around.axes) || (open && around.axes.size === 0))
        return [];
      const { axes } = around;
      const place = { path, part: `<+${body}`.slice(0, 40) };
      if (around.filledIn && misspelled(axis, axes) === undefined)
        return [
          { ...place, ...unchecked(`the axis "${axis}" of a matrix that is filled in by an expression`) },
        ];
      const message = `<+${body}>: no matrix around it has an axis "${axis}"`;
      return [{ ...place, message, hint: cure(axis, axes) }];
    }),
  );
}

interface Axes {
  readonly axes: ReadonlySet<string>;
  /** Whether values of an axis come from an expression: what it brings is not seen here. */
  readonly filledIn: boolean;
}

/** The axes of the matrices around a path; undefined where somebody else says them. */
function axesAround(subject: Subject, path: Path): Axes | undefined {
  const around = path.slice(1).map((_, depth) => mapping(valueAt(subject.value, path.slice(0, depth + 1))));
  const strategies = around.map((value) => value["strategy"]);
  const matrices = strategies.map((strategy) => mapping(strategy)["matrix"]);
  const several = ["services", "environments", "environmentGroup"]; // Harness makes a matrix of them
  if (
    [...strategies, ...matrices].some(isExpression) ||
    around.some((value) => "template" in value || several.some((key) => key in mapping(value["spec"])))
  )
    return undefined;
  const settings = ["exclude", "maxConcurrency", "nodeName"];
  const entries = matrices.flatMap((matrix) => Object.entries(mapping(matrix)));
  const axes = entries.filter(([key]) => !settings.includes(key));
  return {
    axes: new Set(axes.map(([key]) => key)),
    filledIn: axes.some(([, values]) => isExpression(values)),
  };
}

/** A condition is an expression language of its own (JEXL): comparisons and logic over expressions. */
function conditions(subject: Subject): Finding[] {
  return contentsOf(subject).mappings.flatMap(({ path, value }) => {
    const condition = path.at(-1) === "when" ? value["condition"] : value["jexlCondition"];
    const key = path.at(-1) === "when" ? "condition" : "jexlCondition";
    if (condition === undefined || condition === null || typeof condition === "boolean") return [];
    if (typeof condition === "string" && isCondition(condition)) return [];
    const message = `${JSON.stringify(condition)} cannot be evaluated`;
    return [
      { path: [...path, key], message, hint: 'compare expressions, such as <+pipeline.variables.x> == "y"' },
    ];
  });
}

interface Name {
  readonly root: string;
  readonly chain: readonly string[];
}

const keywords = new Set(
  "and or not eq ne lt gt le ge div mod null true false new var return if else for empty size in".split(" "),
);

/** The names an expression begins with, and what follows each: `pipeline.variables.x`. A method that is called is no name. */
function namesIn(body: string): Name[] {
  const plain = body.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '""');
  const names = [...plain.matchAll(/(?<![\w.$)\]"])[A-Za-z_]\w*(?:\.[\w-]+)*/g)];
  return names.flatMap((match) => {
    const [name] = match;
    const parts = name.split(".");
    const called = parts.length > 1 && plain[match.index + name.length] === "(";
    const chain = called ? parts.slice(0, -1) : parts;
    const root = chain[0] ?? "";
    return keywords.has(root) ? [] : [{ root, chain }];
  });
}

export const expressionRules = {
  unbalancedExpression: {
    code: "LINT030",
    title: "Every expression is closed",
    documents: allKinds,
    check: unbalanced,
  },
  unknownExpression: {
    code: "LINT031",
    title: "Expressions begin with a name Harness has",
    documents: allKinds,
    check: unknownRoots,
  },
  undeclaredVariable: {
    code: "LINT032",
    title: "Variables of pipeline and stage are declared where they are used",
    documents: ["pipeline", "template"],
    check: undeclaredVariables,
  },
  unsharedVariable: {
    code: "LINT032",
    title: "Variables that a template or service uses are declared by every pipeline that uses it",
    documents: ["template", "service"],
    check: unsharedVariables,
  },
  unknownAxis: {
    code: "LINT033",
    title: "Axes of a matrix exist around their use",
    documents: ["pipeline", "template"],
    check: matrixAxes,
  },
  condition: {
    code: "LINT036",
    title: "Conditions can be evaluated",
    documents: ["pipeline", "template", "trigger"],
    check: conditions,
  },
} as const satisfies Record<string, Rule>;
