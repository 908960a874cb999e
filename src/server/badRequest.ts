/** What the schemas of a route refuse, in the words of the catalog. */
import type { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { shapeFindings } from "../catalog/check/shape";
import { formatPath } from "@harness-catalog/located-yaml/locate";
import type { CatalogError } from "@harness-catalog/problems";
import { type Problem } from "@harness-catalog/problems";
import { issueWords } from "@harness-catalog/problems/issueWords";
import { DraftError } from "../proposals/draft";
import type { Env } from "./parts";
import { pointerBelow } from "./problemDocument";
import { refusal } from "./refusal";
import { batchSchema, entrySchema } from "./schemas";

/**
 * The error for a part of a request that does not have the shape it must have: 422 with a pointer for a body, 400 for
 * parameters and headers.
 */
export async function failureOf(
  target: string,
  issues: readonly z.core.$ZodIssue[],
  c: Context<Env>,
): Promise<CatalogError> {
  if (target !== "json") {
    const told = issues.map(
      (issue) => `${formatPath(issue.path as (string | number)[])}: ${issueWords(issue)}`,
    );
    return refusal("SRV014", told.join("; "), "GET /openapi.json describes the parameters");
  }
  const isBatch = c.req.path.endsWith(":batch");
  const schema = isBatch ? batchSchema : entrySchema;
  const findings = shapeFindings(schema, await c.req.json(), issues);
  c.set(
    "pointer",
    isBatch ? ({ path }) => pointerBelow(() => [])({ change: 0, path }) : pointerBelow(() => []),
  );
  return new DraftError(
    findings.map(({ code, path, message, hint }) => {
      const subject = formatPath(path);
      const problem: Problem = {
        code,
        message: subject === "" ? message : `${subject}: ${message}`,
        hint,
        path,
      };
      return { problem, about: { change: 0, path } };
    }),
  );
}
