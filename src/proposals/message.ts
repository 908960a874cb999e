/** The commit message of a proposal. Its trailers are how a later run knows it again. */
import type { Draft } from "./draft";

/** What the trailers of a proposal's commit say. */
export interface Trailers {
  /** See `digestOf`. */
  readonly digest: string;
  readonly services: readonly string[];
  readonly by: string;
}

/** The message: title, then trailers. `requestId` ties the commit to a line of the audit log. */
export function messageOf(draft: Draft, by: string, requestId?: string): string {
  return [
    draft.title,
    "",
    `Catalog-Services: ${draft.services.join(", ")}`,
    `Catalog-Change: ${draft.digest}`,
    `Proposed-By: ${oneLine(by)}`,
    ...(requestId === undefined ? [] : [`Request-Id: ${oneLine(requestId)}`]),
    "",
  ].join("\n");
}

/** Reads the trailers; undefined for a message that {@link messageOf} did not write. */
export function trailersOf(message: string): Trailers | undefined {
  const value = (key: string) => new RegExp(`^${key}: (.*)$`, "m").exec(message)?.[1]?.trim();
  const digest = value("Catalog-Change");
  const services = value("Catalog-Services");
  if (digest === undefined || services === undefined) return undefined;
  return { digest, services: services.split(", "), by: value("Proposed-By") ?? "" };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
