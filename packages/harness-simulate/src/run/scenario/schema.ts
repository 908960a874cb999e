/** The scenario file: the same parts as on the command line, to be kept beside the code of a service. */
import { z } from "zod";
import { errorKinds } from "../failure";

const word = z.string().min(1, { error: "must not be empty" });

/** Values of YAML that Harness takes as text: `emergency: true` means `"true"`. */
const scalar = z.union([z.string(), z.number(), z.boolean()], { error: "must be a text, number or boolean" });
const texts = z.record(z.string(), scalar);

/** A step and when something happens to it: after it began to wait, or at an instant. */
const timed = { after: word.optional(), at: word.optional() };

const approval = z.strictObject({
  step: word.optional(),
  group: word.optional(),
  by: z.union([word, z.array(word).min(1)], { error: "must be a person or a list of them" }),
  inputs: texts.optional(),
  ...timed,
});

const failing = z.strictObject({
  step: word,
  error: z.enum(errorKinds).optional(),
  times: z.number().int().min(1).optional(),
});

const rejection = z.strictObject({ step: word, by: word.optional(), ...timed });

/** Shape of a scenario file. */
export const scenarioSchema = z.strictObject({
  image: word.optional(),
  variables: texts.optional(),
  at: word.optional(),
  by: word.optional(),
  approve: z.union([z.literal("all"), z.array(approval)], { error: 'must be "all" or a list' }).optional(),
  reject: z.array(rejection).optional(),
  fail: z.array(z.union([word, failing], { error: "must be a step, or step and error" })).optional(),
  down: z.array(word).optional(),
  inputs: texts.optional(),
  durations: texts.optional(),
  expect: word.optional(),
});

export type ScenarioDocument = z.infer<typeof scenarioSchema>;

/** Keys that may stand at a place of the file: at its top, or in an item of one of its lists. */
export function keysAt(path: readonly (string | number)[]): string[] {
  const lists: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    approve: approval.shape,
    reject: rejection.shape,
    fail: failing.shape,
  };
  return Object.keys(path.length === 0 ? scenarioSchema.shape : (lists[String(path[0])] ?? {}));
}
