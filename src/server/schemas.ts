/** Requests and answers. The catalog's own schema is part of them, so that the OpenAPI document cannot drift from it. */
import { z } from "@hono/zod-openapi";
import { serviceName, slug } from "../catalog/schema/common";
import { serviceSchema } from "../catalog/schema/service";

/** An entry of the catalog, as a person writes it. Made here from the catalog's fields: only schemas made after the
 * OpenAPI extension of zod has been loaded can be given a name. */
export const entrySchema = z.strictObject(serviceSchema.shape).openapi("ServiceEntry");

/** Entries that one proposal may hold. */
export const batchLimit = 100;

export const batchSchema = z
  .strictObject({ services: z.array(entrySchema).min(1).max(batchLimit) })
  .openapi("ServiceEntries");

const ids = {
  name: z.string(),
  serviceId: z.string().describe("Harness service"),
  pipelineId: z.string().describe("Harness pipeline"),
  pipelineUrl: z.string().optional().describe("Only when the server knows the Harness account"),
};

export const proposalRef = z
  .object({
    branch: z.string(),
    state: z.enum(["open", "merged", "closed"]),
    services: z.array(z.string()).describe("Empty when the branch is gone and nothing is recorded of it"),
    by: z.string().optional().describe("Who asked for it"),
    commit: z.string().optional(),
    pullRequest: z.string().optional().describe("Address for a browser; none on a plain Git remote"),
  })
  .openapi("Proposal");

export const summarySchema = z
  .object({ ...ids, team: z.string(), archetype: z.string(), size: z.string() })
  .openapi("ServiceSummary");

export const listSchema = z
  .object({
    items: z.array(summarySchema),
    next: z.string().optional().describe("Value of `after` for the next page; none on the last one"),
    commit: z.string().describe("Commit of the base branch"),
  })
  .openapi("ServiceList");

const stage = z.object({ identifier: z.string(), name: z.string() });
const gate = z.object({ environment: z.string(), gate: z.string() });

export const factsSchema = z.object({
  ...ids,
  stages: z.array(stage).describe("In the order they run"),
  gates: z.array(gate).describe("What stands before each environment"),
  objects: z.array(z.string()).describe("Harness objects of the service"),
});

const placement = z.object({
  environment: z.string(),
  label: z.string(),
  regions: z.array(z.string()).describe("Those the environment has a cluster in"),
  size: z.string(),
  strategy: z.string(),
});

export const viewSchema = factsSchema
  .extend({
    entry: z.record(z.string(), z.unknown()).describe("As it is written; send it back with PUT"),
    service: z.record(z.string(), z.unknown()).describe("With every default filled in"),
    environments: z.array(placement),
    contact: z.record(z.string(), z.string()),
    components: z.array(z.string()),
    proposal: proposalRef.optional(),
    commit: z.string(),
  })
  .openapi("Service");

export const effectsSchema = z
  .object({
    create: z.array(z.string()),
    update: z.array(z.string()),
    delete: z.array(z.string()),
    notices: z.array(z.string()),
  })
  .openapi("Effects");

export const proposedSchema = z
  .object({
    status: z
      .enum(["created", "replaced", "exists", "unchanged"])
      .describe("`unchanged`: the catalog says so already, there is no branch"),
    title: z.string(),
    branch: z.string().optional(),
    commit: z.string().optional(),
    pullRequest: z.string().optional().describe("Address for a browser; none on a plain Git remote"),
    services: z
      .array(z.object(ids))
      .describe("Identifiers follow from the names: they are known before anything exists"),
    effects: effectsSchema.describe("What happens to Harness objects on merge"),
  })
  .openapi("Proposed");

export const previewSchema = z
  .object({
    title: z.string(),
    branch: z.string(),
    services: z.array(factsSchema.extend({ pipelineYaml: z.string() })),
    effects: effectsSchema,
    diff: z.string().describe("Unified diff of the catalog files; empty when nothing changes"),
    body: z.string().describe("Text of the pull request, Markdown"),
  })
  .openapi("Preview");

export const pipelineSchema = z
  .object({ ...ids, stages: z.array(stage), gates: z.array(gate), yaml: z.string() })
  .openapi("Pipeline");

export const nameParam = z.object({ name: serviceName });
export const branchParam = z.object({ branch: z.string().regex(/^(add|change|remove)-[a-z0-9-]{1,80}$/) });

export const listQuery = z.object({
  team: slug.optional().describe("Only services of this team"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(64).optional().describe("Name of the last service of the page before"),
});

const yes = z.enum(["true", "false"]).default("false");

export const writeQuery = z.object({
  dryRun: yes.describe("Answer with what would be, and write nothing"),
  replace: yes.describe("Put this in the place of an open proposal that says something else"),
});

export const keyHeader = z.object({
  "idempotency-key": z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/)
    .optional()
    .describe("The same key with the same request gets the same answer for 24 hours"),
});

export const matchHeader = keyHeader.extend({
  "if-match": z.string().max(200).optional().describe("ETag of the service; 412 when it has changed since"),
});

export type Preview = z.infer<typeof previewSchema>;
export type ProposedAnswer = z.infer<typeof proposedSchema>;
export type ServiceView = z.infer<typeof viewSchema>;
export type ProposalRef = z.infer<typeof proposalRef>;
