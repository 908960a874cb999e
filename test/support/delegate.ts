/** A delegate of a cluster that runs two services, for tests. */
import type { DelegateSpec } from "../../src/documents/delegates";

export const delegateSpec: DelegateSpec = {
  name: "runner",
  namespace: "delegates",
  image: "harness/delegate:25.12.87402",
  tags: ["live", "west"],
  generation: "7",
  cpu: "1000m",
  memory: "2Gi",
  minReplicas: 2,
  maxReplicas: 4,
  targets: [
    { namespace: "live-cart-west", service: "cart", team: "shop" },
    { namespace: "live-stock-west", service: "stock", team: "ops" },
  ],
};

/** Where it registers itself. */
export const delegateAccount = { account: "acme", managerEndpoint: "https://app.harness.io" };
