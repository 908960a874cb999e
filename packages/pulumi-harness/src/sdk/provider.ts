import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link Provider}. What is absent comes from stack configuration, then from the environment. */
export interface ProviderArgs {
  /** Harness account id; `harness:accountId` or HARNESS_ACCOUNT_ID otherwise. */
  accountId?: pulumi.Input<string>;
  /** FirstGen API key. Taken for compatibility; no resource of this package uses it. */
  apiKey?: pulumi.Input<string>;
  /** Base URL of the API, `https://app.harness.io/gateway` by default; `harness:endpoint` or HARNESS_ENDPOINT otherwise. */
  endpoint?: pulumi.Input<string>;
  /** Base URL of the feature management API. Taken for compatibility. */
  fmeAdminApiEndpoint?: pulumi.Input<string>;
  /** NextGen API key; `harness:platformApiKey` or HARNESS_PLATFORM_API_KEY otherwise. Always a secret. */
  platformApiKey?: pulumi.Input<string>;
}

const secrets = ["apiKey", "platformApiKey"] as const;

/** An explicit Harness provider, for programs that talk to more than one account. */
export class Provider extends pulumi.ProviderResource {
  static readonly __pulumiType = "harness";

  static override isInstance(value: unknown): value is Provider {
    return (
      (value as { __pulumiType?: unknown } | null | undefined)?.__pulumiType === "pulumi:providers:harness"
    );
  }

  constructor(name: string, args: ProviderArgs = {}, opts: pulumi.ResourceOptions = {}) {
    const properties: pulumi.Inputs = { ...args };
    for (const key of secrets) {
      if (properties[key] !== undefined) properties[key] = pulumi.secret(properties[key]);
    }
    super("harness", name, properties, pulumi.mergeOptions(opts, { additionalSecretOutputs: [...secrets] }));
  }
}
