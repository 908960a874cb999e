/**
 * The record of a stack: what a plan has to know of its state, and nothing more. Identities in the clear, because the
 * catalog says them too; of inputs only salted digests; of secrets nothing at all.
 */
import { z } from "zod";

/** Written into the file; another number means another layout, and is refused. */
export const recordVersion = 1;

/** An object of the state. */
const object = z.strictObject({
  component: z.string(),
  /** Name of the component, such as that of the service. */
  group: z.string(),
  kind: z.string(),
  name: z.string(),
  /** Present where a write ended half-way: the next run writes the object again. */
  partial: z.literal(true).optional(),
  digests: z.record(z.string(), z.string()),
});

/** An object of the state that is not Harness's: on GitHub, in a cluster. */
const elsewhere = z.strictObject({
  component: z.string(),
  group: z.string(),
  /** Type token of the official SDK. */
  type: z.string(),
  name: z.string(),
  digests: z.record(z.string(), z.string()),
});

/** What the judgement of the next run compares with; see StackOutputs. */
const outputs = z.looseObject({
  account: z.string().optional(),
  services: z.array(z.string()).optional(),
  kept: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  production: z.array(z.string()).optional(),
  delegates: z.array(z.string()).optional(),
});

export const recordSchema = z.strictObject({
  version: z.literal(recordVersion),
  stack: z.string().min(1),
  /** Harness account of the stack, and the address of its API; absent before the first run. */
  account: z.string().optional(),
  endpoint: z.string().optional(),
  /** Made anew with every record. */
  salt: z.string().min(16),
  outputs,
  /** What the deletion guard counts and the outputs do not say, because a run that failed has made it; often absent. */
  held: z
    .strictObject({
      services: z.array(z.string()),
      kept: z.record(z.string(), z.record(z.string(), z.string())),
    })
    .optional(),
  /** Number of objects that are not Harness's: on GitHub, in clusters. */
  elsewhere: z.number().int(),
  /** Those objects; absent in a record that an older version has written. */
  others: z.array(elsewhere).optional(),
  objects: z.array(object),
});

/** The content of a record file. Objects are sorted, so that only what changes differs, but for the salt. */
export type StackRecordFile = z.infer<typeof recordSchema>;

/** One object of a record. */
export type RecordedObject = z.infer<typeof object>;

/** One object of a record that is not Harness's. */
export type RecordedElsewhere = z.infer<typeof elsewhere>;
