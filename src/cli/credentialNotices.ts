import { credentialAges, credentialNotice } from "../catalog/credentials";
import type { Platform } from "../catalog/model";
import { colorsFor } from "./colors";
import { note, type Io } from "./io";

/** Says which credentials are due or have expired; nothing while all are fresh. */
export function noteCredentials(io: Io, { secrets }: Platform): void {
  const color = colorsFor(io, io.stderr);
  for (const age of credentialAges(secrets, (io.now ?? Date.now)())) {
    const notice = credentialNotice(age);
    if (notice !== undefined) note(io, color.yellow(`notice ${notice}`));
  }
}
