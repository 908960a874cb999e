/** Input shapes that several resources share. The rules of identifiers and names are Harness's own (entity identifier reference). */
import { z } from "zod";

/** Words of Harness's expression language; they cannot be identifiers. */
export const reservedIdentifiers: readonly string[] = [
  ..."or and eq ne lt gt le ge div mod not null true false new var return".split(" "),
  ..."step parallel stepGroup org account status liteEngineTask".split(" "),
];

const notReserved = (value: string) => !reservedIdentifiers.includes(value);
const reserved = { error: "is a reserved word of Harness; add a prefix, such as the team's name" };

/** Identifier of an entity: at most 128 letters, digits, `_` or `$`, not starting with a digit. */
export const identifier = () =>
  z
    .string()
    .regex(/^[a-zA-Z_][0-9a-zA-Z_$]{0,127}$/, {
      error: "must be 1 to 128 letters, digits, _ or $, and not start with a digit",
    })
    .refine(notReserved, reserved);

/** Identifier of a secret, which may hold `-` as well. */
export const secretIdentifier = () =>
  z
    .string()
    .regex(/^[a-zA-Z_][0-9a-zA-Z_$-]{0,127}$/, {
      error: "must be 1 to 128 letters, digits, _, $ or -, and not start with a digit",
    })
    .refine(notReserved, reserved);

/** Display name. Optional in Pulumi: Check fills it from the YAML or from the resource's logical name. */
export const name = () =>
  z
    .string()
    .regex(/^[a-zA-Z_0-9.-][-0-9a-zA-Z_\s.]{0,127}$/, {
      error: "must be 1 to 128 letters, digits, blanks, _, . or -, and not start with a blank",
    })
    .optional();

export const text = () => z.string().optional();
export const flag = () => z.boolean().optional();
export const count = () => z.number().int().optional();
export const texts = () => z.array(z.string()).optional();

/** A reference to an entity of this or a higher scope: `id`, `org.id` or `account.id`. */
export const reference = () => z.string().min(1, { error: "must name an entity" });

/** Description, at most 1,024 characters. */
export const description = () =>
  z.string().max(1024, { error: "must be at most 1,024 characters" }).optional();

/** `"key:value"` or `"key"` strings, at most 128. */
export const tags = () => z.array(z.string()).max(128, { error: "must be at most 128 tags" }).optional();

/** Optional scope of a multi-level entity: account when both are absent, project only inside an organization. */
export const anyScope = { orgId: text(), projectId: text() };

/** Scope of an entity that lives in a project only. */
export const projectScope = { orgId: reference(), projectId: reference() };

/** Parameters of a rule over several inputs: it is checked even when single inputs are wrong, so all problems show at once. */
export const rule = (error: string, path: string[] = []) => ({ error, path, when: () => true });

/** Rule of a YAML body that is optional upstream, where it may come from Git instead. */
export const inlineOnly = (path: string) =>
  rule("is required, because this provider keeps objects inline", [path]);

/** Git Experience import request of pipelines, input sets and templates. */
export const gitImport = () =>
  z
    .strictObject({
      branchName: text(),
      connectorRef: text(),
      filePath: text(),
      isForceImport: flag(),
      repoName: text(),
    })
    .optional();

/** Git details that all remote entities share. */
export const gitCommon = {
  baseBranch: text(),
  commitMessage: text(),
  connectorRef: text(),
  filePath: text(),
  lastCommitId: text(),
  lastObjectId: text(),
  repoName: text(),
  storeType: text(),
};

/** Git details of services and overrides. */
export const gitService = () =>
  z
    .strictObject({
      ...gitCommon,
      branch: text(),
      isHarnessCodeRepo: flag(),
      isNewBranch: flag(),
      loadFromCache: flag(),
      loadFromFallbackBranch: flag(),
    })
    .optional();

/** Git details of environments and infrastructures; upstream spells two of its keys differently there. */
export const gitEnvironment = () =>
  z
    .strictObject({
      ...gitCommon,
      branch: text(),
      importFromGit: flag(),
      isForceImport: flag(),
      isHarnesscodeRepo: flag(),
      isNewBranch: flag(),
      loadFromCache: text(),
      loadFromFallbackBranch: flag(),
      parentEntityConnectorRef: text(),
      parentEntityRepoName: text(),
    })
    .optional();

/** What people own of any object with tags and a description of its own. */
export const labelsOfPeople = { tags: "tags", description: "unlessGiven" } as const;
