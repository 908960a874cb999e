import { createHmac, randomUUID } from "node:crypto";
import type { Store } from "./store";

/** Sends events to the webhooks of a repository, signed as GitHub signs them. Nothing is sent again when it fails. */
export class Deliveries {
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly store: Store) {}

  send(fullName: string, event: string, payload: Readonly<Record<string, unknown>>): void {
    const hooks = this.store.repository(fullName)?.hooks ?? [];
    const body = JSON.stringify({ ...payload, repository: { full_name: fullName } });
    for (const hook of hooks.filter(({ events }) => events.includes(event) || events.includes("*"))) {
      const signature = createHmac("sha256", hook.secret).update(body).digest("hex");
      const delivery = fetch(hook.url, {
        method: "POST",
        body,
        headers: {
          "Content-Type": "application/json",
          "X-GitHub-Event": event,
          "X-GitHub-Delivery": randomUUID(),
          ...(hook.secret === "" ? {} : { "X-Hub-Signature-256": `sha256=${signature}` }),
        },
      }).then(
        () => undefined,
        () => undefined,
      );
      this.running.add(delivery);
      void delivery.finally(() => this.running.delete(delivery));
    }
  }

  /** Ends when every delivery begun so far has been answered or has failed. */
  async settled(): Promise<void> {
    await Promise.all(this.running);
  }
}
