import type { Children } from "./children";

/** What the calls of one host process share. */
export interface HostContext {
  /** Address of the engine's own service, handed on to the program. */
  readonly engineAddress: string;
  readonly children: Children;
}
