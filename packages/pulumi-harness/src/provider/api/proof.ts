/** What proves that a call succeeded, for calls whose answers are alike in all kinds. Pure. */
import { isObject, type Proof } from "./envelope";

/** No content, said by the status: what `/v1` and the policy manager answer after a delete, the latter after a change too. */
export const noContent: Proof = (value, status) => status === 204 && value === undefined;

/** A list as it comes whole or as a page of one: bare, or in `content`. */
export const listed: Proof = (value) => areObjects(isObject(value) ? value["content"] : value);

/** A list that comes whole and is null when it is empty (delegate tokens: the official client's tests ask for it). */
export const listedOrNull: Proof = (value, status) =>
  value === null || (Array.isArray(value) && listed(value, status));

function areObjects(items: unknown): boolean {
  return Array.isArray(items) && items.every(isObject);
}
