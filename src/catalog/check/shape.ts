/** The shape of one value: what zod reports, in this project's words and codes. */
import type { z } from "zod";
import type { Path } from "@harness-catalog/located-yaml/locate";
import { didYouMean, listWords, nearest } from "@harness-catalog/problems/suggest";
import type { Finding } from "./finding";
import { keysAt, schemasAt } from "./keys";
import { badValue, isMapping, show, sizeOutside, typeName, valueAt, wrongType } from "./values";

type Issue = z.core.$ZodIssue;

/** The characters that a file has for the value at a path. */
export type Written = (path: Path) => string | undefined;

/**
 * Problems of `value` against `schema`; one for each mistake, however many of zod's issues it causes.
 * @param written the characters of the file, so that a cure quotes them and not what YAML made of them
 */
export function shapeFindings(
  schema: z.ZodType,
  value: unknown,
  issues: readonly Issue[],
  written: Written = () => undefined,
): Finding[] {
  const root: Root = { schema, value, written };
  const findings = issues.flatMap((issue) => translate(root, issue, []));
  return withoutEchoes(value, findings);
}

/** What is checked, as a whole. */
interface Root {
  readonly schema: z.ZodType;
  readonly value: unknown;
  readonly written: Written;
}

function translate(root: Root, issue: Issue, base: Path): Finding[] {
  const { schema } = root;
  const path = [...base, ...(issue.path as (string | number)[])];
  const value = valueAt(root.value, path);
  if (value === undefined && issue.code !== "unrecognized_keys")
    return [missing(schema, root.value, path, issue)];

  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(schema, path, key));
    case "invalid_key":
      return [{ code: "CAT026", path, at: "key", ...badValue(String(path.at(-1)), issue.issues[0]) }];
    case "invalid_union":
      return unionFindings(root, issue, path);
    case "invalid_type":
      return [
        {
          code: "CAT022",
          path,
          ...wrongType(
            value,
            issue.expected,
            schemasAt(schema, path),
            keysAt(schema, path),
            root.written(path),
          ),
        },
      ];
    case "invalid_value":
      return [notListed(path, value, issue.values.map(String))];
    case "invalid_format":
      return [{ code: "CAT024", path, ...badValue(value, issue) }];
    case "too_small":
    case "too_big":
      return [{ code: "CAT025", path, ...sizeOutside(value, issue) }];
    default:
      return [
        { code: "CAT024", path, message: `${show(value)}: ${issue.message}`, hint: "correct the value" },
      ];
  }
}

function missing(schema: z.ZodType, root: unknown, path: Path, issue: Issue): Finding {
  const key = String(path.at(-1));
  const parent = path.slice(0, -1);
  const known = keysAt(schema, parent);
  const unknown = Object.keys(valueAt(root, parent) ?? {}).filter((each) => !known.includes(each));
  const misspelled = nearest(key, unknown);
  const hint =
    misspelled === undefined ? `add "${key}: ${example(issue)}"` : `rename "${misspelled}" to "${key}"`;
  return { code: "CAT021", path: parent, message: `"${key}" is missing`, hint };
}

function example(issue: Issue): string {
  if (issue.code === "invalid_value") return issue.values.map(String).join(" or ");
  if (issue.code === "invalid_union" && "options" in issue && Array.isArray(issue.options)) {
    return issue.options.map(String).join(" or ");
  }
  return "…";
}

function unknownKey(schema: z.ZodType, path: Path, key: string): Finding {
  const known = keysAt(schema, path);
  const cure = known.length === 0 ? "remove it" : `remove it, or use one of ${listWords(known)}`;
  return {
    code: "CAT020",
    path: [...path, key],
    at: "key",
    message: "no such key",
    hint: didYouMean(key, known, cure),
  };
}

function notListed(path: Path, value: unknown, allowed: readonly string[]): Finding {
  const list = listWords(allowed);
  if (typeof value === "object" && value !== null) {
    const message = `${show(value)} is ${typeName(value)}, expected one of ${list}`;
    return { code: "CAT023", path, message, hint: "write one of these, without brackets and braces" };
  }
  const message = `${show(value)} is not one of ${list}`;
  return { code: "CAT023", path, message, hint: didYouMean(String(value), allowed, "use one of these") };
}

/** A union without a match: the alternative with the fewest issues is the one that was meant. */
function unionFindings(root: Root, issue: z.core.$ZodIssueInvalidUnion, path: Path): Finding[] {
  if ("options" in issue && Array.isArray(issue.options)) {
    return [notListed(path, valueAt(root.value, path), issue.options.map(String))];
  }
  const branches = [...issue.errors].sort((a, b) => a.length - b.length);
  const closest = branches.filter((branch) => branch.length === branches[0]?.length).at(-1) ?? [];
  return closest.flatMap((each) => translate(root, each, path));
}

/**
 * Drops what only repeats another finding: a second rule broken by the same value, and a missing key
 * that was written with a spelling mistake.
 */
function withoutEchoes(root: unknown, findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    if (finding.code === "CAT021") return !isMisspelled(root, finding, findings);
    const key = JSON.stringify([finding.path, finding.at]);
    return seen.has(key) ? false : seen.add(key);
  });
}

function isMisspelled(root: unknown, missingKey: Finding, findings: readonly Finding[]): boolean {
  const wanted = /^"(.*)"/.exec(missingKey.message)?.[1] ?? "";
  const parent = valueAt(root, missingKey.path);
  if (!isMapping(parent)) return false;
  return findings.some(
    ({ code, path }) =>
      code === "CAT020" &&
      JSON.stringify(path.slice(0, -1)) === JSON.stringify(missingKey.path) &&
      nearest(String(path.at(-1)), [wanted]) === wanted,
  );
}
