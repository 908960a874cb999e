/** What the engine says of the current stack: the outputs of its last run and the resources in its state. */
import * as pulumi from "@pulumi/pulumi";
import type { ResourceInState } from "./inState";
import type { StackOutputs } from "./outputs";

/** A state, as far as the program looks at it. */
export interface ReadState {
  /** Outputs of the last run that came to its end. */
  readonly outputs: Partial<StackOutputs>;
  /** Everything but what the engine is about to delete. */
  readonly resources: readonly ResourceInState[];
}

/** The services and the account of the last successful run of this stack; undefined before the first. */
export async function lastOutputs(): Promise<Partial<StackOutputs> | undefined> {
  const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  const answer = (await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name })) as
    { outputs?: Partial<StackOutputs> } | undefined;
  return answer?.outputs;
}

/** The resources of the current stack's state, through the engine, which leaves out what it is about to delete. */
export async function resourcesInState(): Promise<ResourceInState[]> {
  const stackName = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  const answer = (await pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", { stackName })) as
    { outputs?: Readonly<Record<string, unknown>> } | undefined;
  return Object.entries(answer?.outputs ?? {}).flatMap(([urn, resource]) => {
    const { type, outputs } = (resource ?? {}) as { type?: unknown; outputs?: ResourceInState["outputs"] };
    return typeof type === "string" && urn.startsWith("urn:") ? [{ urn, type, outputs: outputs ?? {} }] : [];
  });
}
