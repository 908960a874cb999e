/** A services file, and adding to it and removing from it. */
import { removeService } from "../../src/catalog/edit";
import { applied } from "../../src/proposals/apply";
import type { Change } from "../../src/proposals/change";

type Entry = Extract<Change, { kind: "add" }>["entry"];

/** A file with one more service, as `add` and proposals put it there. */
export function added(text: string, entry: Entry, path = "services.yaml"): string {
  return applied([{ path, text }], { kind: "add", entry })[0]!.text;
}

/** A file without a service. */
export function removed(text: string, name: string): string {
  return removeService(text, name, "services.yaml");
}

/** A file as a person writes it, in every style at once. */
export const handwritten = `# Owned by everyone.

services: # sorted

  # The ledger; be careful.
  # Really.
  - name: ledger   # do not rename
    team: 'payments'
    description: >
      Books
      everything.

  -
    name: orders
    team: "payments"   # quoted
    tags:
    - money

    # Takes orders no more.
  - {name: returns, team: payments}
# the end
`;
