/** Sections of platform.yaml about the Harness delegates in the clusters (R-129…R-131). */
import { z } from "zod";
import { cpu, memory, slug } from "./common";
import { pinnedImage, url, words } from "./text";

/** A number or a date; part of the names of a token and of a Kubernetes Secret. */
const generation = z.union([
  z.int().min(1),
  z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
    error: "a number or a date such as 2026-11-21",
  }),
]);

/** What a delegate is made of; a cluster may differ in each. */
const parts = {
  image: pinnedImage.describe("Version of the delegate; nothing upgrades it but a change of this"),
  namespace: slug.describe("Kubernetes namespace of the delegate"),
  managerEndpoint: url.describe(
    "Harness as the delegate reaches it, where it is not the stack's endpoint without /gateway",
  ),
  cpu: cpu.describe("CPU request; there is no limit"),
  memory: memory.describe("Memory request and limit"),
  minReplicas: z.int().min(2).describe("At least 2, so that one may go at any time (R-131)"),
  maxReplicas: z.int().min(2),
};

/** Defaults of the delegates. With this section every Kubernetes cluster gets one, unless it says otherwise. */
export const delegates = z.strictObject({
  ...parts,
  namespace: parts.namespace.default("harness-delegate-ng"),
  managerEndpoint: parts.managerEndpoint.optional(),
  cpu: parts.cpu.default("1000m"),
  memory: parts.memory.default("2Gi"),
  minReplicas: parts.minReplicas.default(2),
  maxReplicas: parts.maxReplicas.default(4),
});

/** The delegate of one cluster: what differs from `delegates`, and what only one cluster has. */
export const clusterDelegate = z.strictObject({
  install: z.boolean().default(true).describe("false: somebody else installs it"),
  name: slug.optional().describe("harness-delegate-<environment>-<region> unless given; also a tag"),
  tags: z.array(slug).default([]).describe("Beside its name, its environment and its region"),
  context: words.optional().describe("Context of kubeconfig; the key of the cluster unless given"),
  tokenGeneration: generation
    .default(1)
    .describe("A new one makes a new token, then the delegate that uses it, and then revokes the old token"),
  previousTokenGeneration: generation
    .optional()
    .describe("Stays valid as well, until whoever applies the delegate by hand has done so"),
  ...z.strictObject(parts).partial().shape,
});

export type Delegates = z.infer<typeof delegates>;
export type ClusterDelegate = z.infer<typeof clusterDelegate>;
