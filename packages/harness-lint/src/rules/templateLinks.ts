/** Links to templates: the version exists, and the inputs have the shape of what the template leaves open. */
import type { Finding, Json, Known, KnownTemplate, LintContext, Path, Rule, Subject } from "../model";
import { cure } from "../suggest";
import { isExpression, isMapping, isRuntimeInput, list, text } from "../values";
import { contentsOf } from "../walk";

interface Link {
  readonly path: Path;
  readonly value: Json;
}

function linksOf(subject: Subject): Link[] {
  return contentsOf(subject).mappings.flatMap(({ path, value }) => {
    const template = value["template"];
    return isMapping(template) && "templateRef" in template
      ? [{ path: [...path, "template"], value: template }]
      : [];
  });
}

function versionsOf({ value }: Link, { templates }: LintContext): Known<KnownTemplate> | undefined {
  return templates?.get(text(value["templateRef"]) ?? "");
}

function existence(subject: Subject, context: LintContext): Finding[] {
  return linksOf(subject).flatMap((link): Finding[] => {
    const reference = text(link.value["templateRef"]) ?? "";
    if (context.templates === undefined || isExpression(reference) || /^(account|org)\./.test(reference))
      return [];
    const versions = versionsOf(link, context);
    if (versions === undefined) {
      const message = `there is no template "${reference}"`;
      return [
        { path: [...link.path, "templateRef"], message, hint: cure(reference, context.templates.keys()) },
      ];
    }
    const label = text(link.value["versionLabel"]);
    if (label === undefined || isExpression(label)) return [];
    const template = versions.get(label);
    if (template !== undefined) return wrongType(link, template, subject);
    const message = `the template ${reference} has no version "${label}"`;
    return [{ path: [...link.path, "versionLabel"], message, hint: cure(label, versions.keys()) }];
  });
}

const wanted: Readonly<Record<string, string>> = { stage: "Stage", step: "Step", stepGroup: "StepGroup" };

/** A stage is linked from a stage template, a group from one of step groups. */
function wrongType(link: Link, { type }: KnownTemplate, subject: Subject): Finding[] {
  const around = link.path.at(-2);
  const place = subject.kind === "pipeline" && link.path.length === 2 ? "Pipeline" : wanted[String(around)];
  if (place === undefined || place === type) return [];
  const message = `${String(link.value["templateRef"])} is a template of type ${type}, here it takes a ${place}`;
  return [{ path: [...link.path, "templateRef"], message, hint: `link a template of type ${place}` }];
}

/** Without a label a link follows whatever version is stable, unreviewed; beyond 64 characters Harness refuses it. */
function version(subject: Subject): Finding[] {
  return linksOf(subject).flatMap(({ path, value }): Finding[] => {
    const label = value["versionLabel"];
    if (isExpression(value["templateRef"])) return [];
    if (typeof label === "string" && (isExpression(label) || /^[0-9a-zA-Z][^\s/&]{0,63}$/.test(label)))
      return [];
    const message = `the link to ${String(value["templateRef"])} names no version that can be referred to`;
    const hint = 'write versionLabel as text of at most 64 characters, such as "1.0.0"';
    const missing = label === undefined || label === null || label === "";
    return [
      {
        path: [...path, missing ? "templateRef" : "versionLabel"],
        weight: missing || Number.isInteger(label) ? "house" : "wrong",
        at: missing ? "key" : "value",
        message,
        hint,
      },
    ];
  });
}

function inputs(subject: Subject, context: LintContext): Finding[] {
  return linksOf(subject).flatMap((link) => {
    const template = versionsOf(link, context)?.get(text(link.value["versionLabel"]) ?? "");
    if (template === undefined) return [];
    const given = link.value["templateInputs"];
    return fit(template.spec, given, [...link.path, "templateInputs"]);
  });
}

/** What the chosen service or environment asks for, which may be nothing. */
const ofChosen: ReadonlySet<string> = new Set([
  "serviceInputs",
  "environmentInputs",
  "serviceOverrideInputs",
]);

/**
 * Compares inputs with the template: each value given must be open there, and each open value without a default
 * must be given. `type`, `identifier` and `name` only say which element is meant.
 */
function fit(template: unknown, given: unknown, path: Path): Finding[] {
  if (isRuntimeInput(template)) {
    if (given !== undefined || template.includes(".default(") || ofChosen.has(String(path.at(-1)))) return [];
    return [{ path, message: missingMessage(path), hint: "give it a value, or <+input> to ask for it" }];
  }
  if (Array.isArray(template)) return fitList(template, given, path);
  if (isMapping(template)) return fitMapping(template, given, path);
  if (given === undefined || given === template) return [];
  const message = `the template fixes ${String(path.at(-1))} as ${JSON.stringify(template)}; it cannot be given`;
  return [{ path, message, hint: "remove it, or make it <+input> in a new version of the template" }];
}

function fitMapping(template: Json, given: unknown, path: Path): Finding[] {
  if (given !== undefined && !isMapping(given)) {
    return [
      {
        path,
        message: `${String(path.at(-1))} is a mapping in the template`,
        hint: "give the keys it leaves open",
      },
    ];
  }
  const extra = Object.keys(given ?? {}).filter((key) => !(key in template));
  return [
    ...extra.map((key): Finding => ({
      path: [...path, key],
      at: "key",
      message: `the template has no ${key} here`,
      hint: cure(key, Object.keys(template)),
    })),
    ...Object.entries(template).flatMap(([key, inner]) => fit(inner, given?.[key], [...path, key])),
  ];
}

function fitList(template: readonly unknown[], given: unknown, path: Path): Finding[] {
  if (given !== undefined && !Array.isArray(given)) {
    return [
      {
        path,
        message: `${String(path.at(-1))} is a list in the template`,
        hint: "give the elements it leaves open",
      },
    ];
  }
  const items = list(given);
  const keys = template.map(elementKey);
  const strangers = items.flatMap((item, index): Finding[] => {
    const key = elementKey(item);
    if (keys.includes(key)) return [];
    const known = keys.filter((each) => each !== undefined);
    return [
      {
        path: [...path, index],
        message: `the template has no "${key ?? index}" here`,
        hint: cure(key ?? "", known),
      },
    ];
  });
  const matched = template.flatMap((element, position) => {
    const key = keys[position]; // an element that is not given is found at its list
    const index = items.findIndex((item) => key !== undefined && elementKey(item) === key);
    return index < 0
      ? fit(element, undefined, [...path, key ?? position])
      : fit(element, items[index], [...path, index]);
  });
  return [...strangers, ...matched];
}

/** What tells an element from its neighbours: its identifier or name, inside `step`, `stage` and the like. */
function elementKey(element: unknown): string | undefined {
  if (!isMapping(element)) return typeof element === "string" ? element : undefined;
  const own = text(element["identifier"]) ?? text(element["name"]);
  if (own !== undefined) return own;
  const inner = Object.values(element).find(isMapping);
  return inner === undefined ? undefined : elementKey(inner);
}

function missingMessage(path: Path): string {
  const inputs = path.indexOf("templateInputs");
  return `the template needs ${path.slice(inputs + 1).join(".")}`;
}

export const templateLinkRules = {
  unknownTemplate: {
    code: "LINT024",
    title: "Templates that are linked exist in that version",
    documents: ["pipeline", "template"],
    check: existence,
  },
  linkWithoutVersion: {
    code: "LINT025",
    title: "Every link to a template names a version",
    documents: ["pipeline", "template"],
    check: version,
  },
  templateInputs: {
    code: "LINT026",
    title: "Template inputs fill exactly what the template leaves open",
    documents: ["pipeline", "template"],
    check: inputs,
  },
} as const satisfies Record<string, Rule>;
