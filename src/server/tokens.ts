/** Who may call: bearer tokens, known by their SHA-256 only. */
import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { toProblem } from "../catalog/check/finding";
import { shapeFindings } from "../catalog/check/shape";
import { writtenAt } from "@harness-catalog/located-yaml/locate";
import { slug } from "../catalog/schema/common";
import { parseSource } from "@harness-catalog/located-yaml/source";
import { CatalogError, problem, type Problem } from "@harness-catalog/problems";
import { refusal } from "./refusal";

const common = {
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, {
    error: "lower-case letters, digits, dots, hyphens and underscores, at most 63",
  }),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, {
    error: "the SHA-256 of the token, 64 hexadecimal digits: printf %s TOKEN | sha256sum",
  }),
  expires: z.iso.date().optional(),
};

const tokensSchema = z.strictObject({
  tokens: z
    .array(
      z.discriminatedUnion("role", [
        z.strictObject({ role: z.literal("reader"), ...common }),
        z.strictObject({
          role: z.literal("proposer"),
          ...common,
          teams: z.union([z.literal("all"), z.array(slug).min(1)]),
        }),
      ]),
    )
    .min(1),
});

/** A known token. */
export type Caller = z.infer<typeof tokensSchema>["tokens"][number];

/**
 * Reads the list of tokens, YAML or JSON.
 * @param file what messages show
 * @throws CatalogError SRV017, followed by what is wrong where
 */
export function parseTokens(text: string, file: string): Caller[] {
  const source = parseSource({ path: file, text: text.endsWith("\n") ? text : `${text}\n` });
  if (source.problems.length > 0) throw malformed(file, source.problems);
  const result = tokensSchema.safeParse(source.value);
  if (!result.success) {
    const findings = shapeFindings(tokensSchema, source.value, result.error.issues, (path) =>
      writtenAt(source, path),
    );
    throw malformed(
      file,
      findings.map((finding) => toProblem(finding, source)),
    );
  }
  const { tokens } = result.data;
  for (const key of ["name", "sha256"] as const)
    if (new Set(tokens.map((token) => token[key])).size < tokens.length)
      throw problem("SRV017", `${file}: two tokens have the same ${key}`, "give each token its own");
  return tokens;
}

/**
 * The caller of a request. Every token is compared in constant time.
 * @param now milliseconds since 1970; a token is good until the end of its last day, UTC
 * @throws Refusal SRV001
 */
export function authenticate(tokens: readonly Caller[], header: string | undefined, now: number): Caller {
  const presented = /^Bearer +([\x21-\x7e]+) *$/i.exec(header ?? "")?.[1];
  if (presented === undefined)
    throw unknown("the request carries no bearer token", "send Authorization: Bearer <token>", "");
  const hash = createHash("sha256").update(presented).digest();
  const found = tokens.filter(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, "hex"), hash))[0];
  const invalid = ', error="invalid_token"';
  if (found === undefined) throw unknown("the token is not known", "ask the platform team for one", invalid);
  if (found.expires !== undefined && now >= Date.parse(found.expires) + 86_400_000)
    throw unknown(`the token ${found.name} expired after ${found.expires}`, "ask for a new one", invalid);
  return found;
}

/** @throws Refusal SRV002 unless the caller may propose something for a team. */
export function requireTeam(caller: Caller, team: string): void {
  requireProposer(caller);
  if (caller.role === "proposer" && (caller.teams === "all" || caller.teams.includes(team))) return;
  throw refusal(
    "SRV002",
    `the token ${caller.name} may not propose anything for ${team}`,
    "use a token of that team, or ask its members",
  );
}

/** Whether a caller may propose for every team. */
export function hasAllTeams(caller: Caller): boolean {
  return caller.role === "proposer" && caller.teams === "all";
}

/** @throws Refusal SRV002 for callers that may only read. */
export function requireProposer(caller: Caller): void {
  if (caller.role === "proposer") return;
  throw refusal(
    "SRV002",
    `the token ${caller.name} may only read`,
    "use a token of a proposer; ?dryRun=true works with this one",
  );
}

function unknown(message: string, hint: string, error: string) {
  return refusal("SRV001", message, hint, { "WWW-Authenticate": `Bearer realm="harness-catalog"${error}` });
}

function malformed(file: string, problems: readonly Problem[]): CatalogError {
  const first = problem("SRV017", `${file} is no list of tokens`, "docs/rest.md shows one").problems;
  return new CatalogError([...first, ...problems]);
}
