/** Building blocks of the operations' descriptions. */
import type { z } from "@hono/zod-openapi";
import { problemSchema } from "./problemDocument";

/** A JSON answer. */
export function json<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** A JSON body that must be there. */
export function body<T extends z.ZodType>(schema: T) {
  return { required: true, content: { "application/json": { schema } } } as const;
}

const refusals = {
  400: "The body is not JSON, or a parameter is malformed",
  401: "No valid token",
  403: "The token does not allow this",
  404: "No such service",
  409: "The name is taken, or an open proposal says something else",
  410: "The operation does not exist any more",
  412: "The service has changed since it was read",
  413: "The body is too large",
  415: "The body is of another media type",
  422: "The catalog would not be valid, or an idempotency key was used for another request",
  429: "Too many requests",
  502: "The repository or GitHub refused",
  503: "The repository cannot be reached, or the server is shutting down",
} as const;

/** Problem documents for these statuses. */
export function problems<S extends keyof typeof refusals>(...statuses: readonly S[]) {
  type Entry = {
    description: string;
    content: { "application/problem+json": { schema: typeof problemSchema } };
  };
  const entries = statuses.map((status): [S, Entry] => [
    status,
    { description: refusals[status], content: { "application/problem+json": { schema: problemSchema } } },
  ]);
  return Object.fromEntries(entries) as Record<S, Entry>;
}

export const secured = [{ bearer: [] }];
