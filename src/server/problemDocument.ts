/** Errors as RFC 9457 documents, `application/problem+json`. */
import { z } from "@hono/zod-openapi";
import { formatPath } from "@harness-catalog/located-yaml/locate";
import { CatalogError, codes, type ErrorCode, type Problem } from "@harness-catalog/problems";
import { DraftError, type Subject } from "../proposals/draft";
import { Refusal } from "./refusal";
import { statusOf } from "./status";

const item = z
  .object({
    code: z.string().describe("A row of docs/errors.md"),
    message: z.string(),
    hint: z.string().describe("The cure"),
    pointer: z.string().optional().describe("JSON pointer into the body of the request, `#/services/0/team`"),
    file: z
      .string()
      .optional()
      .describe("File of the catalog, with line and column, where it is not the body"),
    line: z.number().int().optional(),
    column: z.number().int().optional(),
  })
  .openapi("Problem");

export const problemSchema = z
  .object({
    type: z.string().describe("Address of what the code means, relative to this server"),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().describe("The first problem and its cure"),
    instance: z.string().describe("Identifies the request, as in the audit log: `urn:request:…`"),
    errors: z.array(item).describe("Every problem, all at once"),
  })
  .openapi("ProblemDocument");

export type ProblemDocument = z.infer<typeof problemSchema>;

/** Leads from a value of a change to its place in the body. */
export type Pointer = (about: Subject) => string;

/** An answer for whatever was thrown. What is no CatalogError is a bug: its words stay inside. */
export function problemResponse(error: unknown, requestId: string, pointer?: Pointer): Response {
  const known = error instanceof CatalogError && error.problems.length > 0 ? error : undefined;
  const first = known?.problems[0]?.code ?? "SRV016";
  const errors = known === undefined ? [bug] : itemsOf(known, pointer);
  const status = statusOf(first);
  const document: ProblemDocument = {
    type: `/problems/${first}`,
    title: codes[first].title,
    status,
    detail: `${errors[0]!.message} (${errors[0]!.hint})`,
    instance: `urn:request:${requestId}`,
    errors,
  };
  return new Response(JSON.stringify(document), {
    status,
    headers: {
      "Content-Type": "application/problem+json",
      ...(status === 503 ? { "Retry-After": "30" } : {}),
      ...(error instanceof Refusal ? error.headers : {}),
    },
  });
}

/** The codes of an error, for the audit log. */
export function codesOf(error: unknown): ErrorCode[] {
  return error instanceof CatalogError ? [...new Set(error.problems.map(({ code }) => code))] : ["SRV016"];
}

const bug = {
  code: "SRV016",
  message: "the server failed",
  hint: "tell the platform team the number of the request",
};

function itemsOf(error: CatalogError, pointer: Pointer | undefined): ProblemDocument["errors"] {
  if (error instanceof DraftError && pointer !== undefined)
    return error.findings.map(({ problem, about }) =>
      about === undefined ? itemOf(problem) : { ...worded(problem, about), pointer: pointer(about) },
    );
  return error.problems.map(itemOf);
}

function itemOf({ code, message, hint, place }: Problem): ProblemDocument["errors"][number] {
  return { code, message, hint, ...place };
}

/** The message without the path through the catalog file, which the sender of the body has never seen. */
function worded({ code, message, hint, path = [] }: Problem, about: Subject) {
  const [long, short] = [formatPath(path), formatPath(about.path)];
  const rest = long !== "" && message.startsWith(long) ? `${short}${message.slice(long.length)}` : message;
  return { code, message: rest.replace(/^: /, ""), hint };
}

/** `#/team`, `#/environments/1`; for one of several entries `#/services/2/team`. */
export function pointerBelow(top: (change: number) => readonly (string | number)[]): Pointer {
  const escape = (part: string | number) =>
    encodeURIComponent(wellFormed(String(part)).replaceAll("~", "~0").replaceAll("/", "~1"));
  return ({ change, path }) => ["#", ...[...top(change), ...path].map(escape)].join("/");
}

/** A key of a body may hold half a character (`"\ud800"`), which no URL can carry; UTF-8 has U+FFFD in its place. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
