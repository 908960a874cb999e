/** Addresses of Pulumi's state backends. Pure. */
import { homedir } from "node:os";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** True for backends that rewrite the whole state at every step, in Pulumi's words DIY backends. */
export function isObjectStore(backendUrl: string): boolean {
  return !/^https?:/.test(backendUrl);
}

/**
 * A backend address that means the same wherever the engine runs. A folder counts from where the person stands, `~` is the
 * home folder; Pulumi would count from the scratch project. Anything but a folder stays as it is.
 */
export function absoluteBackend(backendUrl: string | undefined, cwd: string): string | undefined {
  const match = /^file:(?:\/\/)?([^?]*)(\?.*)?$/.exec(backendUrl ?? "");
  if (match === null) return backendUrl;
  const [, path = "", query = ""] = match;
  const folder = /^~(?=\/|$)/.test(path) ? `${homedir()}${path.slice(1)}` : resolve(cwd, decodeURI(path));
  return `${pathToFileURL(folder).href}${query}`;
}
