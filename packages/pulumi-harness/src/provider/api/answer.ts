/** What an HTTP response says before anybody asks whether it is Harness's: where it sends us, and its body as text. */
import type { Problem } from "@harness-catalog/problems";

/** Statuses of RFC 9110, section 15.4, that send the caller to another address. */
const redirects = new Set([300, 301, 302, 303, 307, 308]);

/** What one attempt may take. */
export interface Limits {
  /** Milliseconds from the first byte sent to the last byte read. */
  readonly timeout: number;
  /** Bytes of a body, unpacked. */
  readonly bytes: number;
}

/** A page holds at most 100 objects; Harness names no limit, and this is far above the largest ones seen in its documents. */
export const defaultLimits: Limits = { timeout: 60_000, bytes: 64 * 1024 * 1024 };

/** A body that is no text, or more than anybody asked for. Its message is the reason, without the address. */
export class UnusableBody extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UnusableBody";
  }
}

/** Why a request is not followed to where it was sent, and the cure. */
export interface Redirected {
  readonly reason: string;
  readonly known: Pick<Problem, "code" | "hint">;
}

/**
 * The refusal of a redirect, wherever it leads; undefined when the response is none. The API key is in a header of our own,
 * which `fetch` would carry to any host, and a write that is sent again as a GET does nothing and looks done.
 */
export function redirectOf(asked: string, response: Response): Redirected | undefined {
  const location = response.headers.get("location");
  if (!redirects.has(response.status) || location === null) return undefined;
  const from = new URL(asked).origin;
  const to = originOf(location, asked);
  const unsafe = to.startsWith("http:") && from.startsWith("https:");
  const where =
    to === from ? "another path of the same host" : `${to}${unsafe ? ", without encryption" : ""}`;
  const hint =
    to === from
      ? "check the endpoint, which usually ends in /gateway: the API of Harness redirects nothing"
      : `if ${to} is the host of your account, make it the endpoint; otherwise ask those who run the proxies on the way`;
  return {
    reason: `${from} answers ${response.status} and redirects to ${where}; the API key was not sent there`,
    known: { code: "HAR011", hint },
  };
}

/** Origin of a location as it may stand in a header: no path, no query, no user. */
function originOf(location: string, base: string): string {
  try {
    const { origin, protocol } = new URL(location, base);
    return origin === "null" ? `an address of the kind ${protocol}` : origin;
  } catch {
    return "an address that is none";
  }
}

/**
 * The body as text, in the charset it says it has (UTF-8 unless said), without a byte order mark.
 * @throws UnusableBody when it is larger than `limit` bytes or no text of its charset; whatever breaks off the stream
 */
export async function textOf(response: Response, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.byteLength;
    // Leaving the loop closes the connection
    if (size > limit) throw new UnusableBody(`the answer is larger than ${limit / 1024 / 1024} MiB`);
    chunks.push(bytes);
  }
  const charset =
    /;\s*charset="?([\w.:-]+)/i.exec(response.headers.get("content-type") ?? "")?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset, { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new UnusableBody(`the answer is no text in ${charset}`);
  }
}
