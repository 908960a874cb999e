/** Catalogs whose delegates do not fit their clusters. */
import type { BadCatalog } from "./badServices";

type Replacement = readonly [piece: string, replacement: string];

/** The base platform with a delegate in each cluster, selected by its name, and a change of that. */
function managed(...changes: readonly Replacement[]): readonly Replacement[] {
  return [
    ["sizes:\n", 'delegates: { image: "harness/delegate:25.12.87402" }\nsizes:\n'],
    ["[d1]", "[harness-delegate-int-north]"],
    ["[d2]", "[harness-delegate-pre-north]"],
    ["[d3]", "[harness-delegate-prod-north]"],
    ["[d4]", "[harness-delegate-prod-south]"],
    ["[d5]", "[harness-delegate-int-north]"],
    ["[d5]", "[harness-delegate-int-north]"],
    ...changes,
  ];
}

/** Sound ones: the rules must not find anything. */
export const goodDelegates: Readonly<Record<string, readonly Replacement[]>> = {
  "each selected by its name": managed(),
  "several tags of one delegate": managed([
    "delegateSelectors: [harness-delegate-prod-south] }",
    "delegateSelectors: [harness-delegate-prod-south, prod, south, big], delegate: { tags: [big] } }",
  ]),
  "tags without the name, where no other delegate has them": managed([
    "[harness-delegate-prod-south]",
    "[prod, south]",
  ]),
  "a name of its own": managed(["[harness-delegate-prod-south] }", "[dr], delegate: { name: dr } }"]),
  "one that others install, also for a connector": managed(
    ["[harness-delegate-pre-north] }", "[theirs, linux], delegate: { install: false } }"],
    [
      "{ type: aws, region: eu-west-1, delegateSelectors: [harness-delegate-int-north] }",
      "{ type: aws, region: eu-west-1, delegateSelectors: [theirs] }",
    ],
  ),
  "an old token beside the new one": managed([
    "[harness-delegate-pre-north] }",
    "[harness-delegate-pre-north], delegate: { tokenGeneration: 2026-11-21, previousTokenGeneration: 1 } }",
  ]),
};

export const badDelegates: readonly BadCatalog[] = [
  {
    title: "selector that is no tag of the cluster's delegate",
    platform: managed(["[harness-delegate-pre-north]", "[harness-delegate-pre-north, «CAT091»linux]"]),
    says: '"linux" is no tag of harness-delegate-pre-north',
  },
  {
    title: "selector of a delegate of another cluster",
    platform: managed(["[harness-delegate-prod-south]", "[«CAT091»harness-delegate-prod-suth]"]),
    says: "write harness-delegate-prod-south",
  },
  {
    title: "ECS cluster that no delegate answers",
    platform: managed([
      "    delegateSelectors: [harness-delegate-int-north]\n    ecs",
      "    «CAT091»delegateSelectors: [int, south]\n    ecs",
    ]),
    says: "no delegate that is installed has all of int, south",
  },
  {
    title: "connector that no delegate answers",
    platform: managed([
      "eu-west-1, delegateSelectors: [harness-delegate-int-north] }",
      "eu-west-1, «CAT091»delegateSelectors: [d5] }",
    ]),
    says: "the tag d5",
  },
  {
    title: "selectors that another cluster's delegate has as well",
    platform: managed([
      "delegateSelectors: [harness-delegate-prod-south]",
      "«CAT092»delegateSelectors: [prod]",
    ]),
    says: "also selects harness-delegate-prod-north of another cluster",
  },
  {
    title: "ECS cluster that a delegate of production answers",
    platform: managed([
      "    delegateSelectors: [harness-delegate-int-north]\n    ecs",
      "    «CAT092»delegateSelectors: [north]\n    ecs",
    ]),
    says: "harness-delegate-pre-north, harness-delegate-prod-north of another environment",
  },
  {
    title: "cluster of others that reaches a delegate of ours",
    platform: managed([
      "delegateSelectors: [harness-delegate-pre-north] }",
      "«CAT092»delegateSelectors: [harness-delegate-int-north], delegate: { install: false } }",
    ]),
    says: "of another cluster",
  },
  {
    title: "delegate without the section",
    platform: ["[d4] }", "[d4], «CAT090»delegate: {} }"],
    says: "no effect without the section delegates",
  },
  {
    title: "delegate in an ECS cluster",
    platform: managed(["    target: ecs\n", "    target: ecs\n    «CAT090»delegate: { install: false }\n"]),
    says: "into Kubernetes clusters only",
  },
  {
    title: "fewer replicas at most than at least",
    platform: managed([
      "  prod-south: { environment: prod, region: south, delegateSelectors: [harness-delegate-prod-south] }",
      "  «CAT090»prod-south: { environment: prod, region: south, delegateSelectors: [harness-delegate-prod-south], delegate: { minReplicas: 5 } }",
    ]),
    says: "minReplicas 5, above maxReplicas 4",
  },
  {
    title: "previous token that is the present one",
    platform: managed([
      "[harness-delegate-pre-north] }",
      '[harness-delegate-pre-north], delegate: { tokenGeneration: 2, previousTokenGeneration: «CAT090»"2" } }',
    ]),
    says: "used already",
  },
  {
    title: "two delegates of one name",
    platform: managed([
      "  prod-north: { environment: prod, region: north, delegateSelectors: [harness-delegate-prod-north] }\n  prod-south: { environment: prod, region: south, delegateSelectors: [harness-delegate-prod-south] }",
      "  prod-north: { environment: prod, region: north, delegateSelectors: [both, north], delegate: { name: both } }\n  «CAT031»prod-south: { environment: prod, region: south, delegateSelectors: [both, south], delegate: { name: both } }",
    ]),
    says: "both is also the delegate of prod-north",
  },
  {
    title: "one replica only",
    platform: managed(['87402" }', '87402", minReplicas: «CAT025»1 }']),
    says: "2",
  },
  {
    title: "image without a version",
    platform: managed([
      '"harness/delegate:25.12.87402"',
      '«CAT024»"registry.example.com:5000/harness/delegate"',
    ]),
    says: "an image with a version",
  },
  {
    title: "image that moves",
    platform: managed(['"harness/delegate:25.12.87402"', '«CAT024»"harness/delegate:latest"']),
    says: "an image with a version",
  },
  {
    title: "delegate with a name that Kubernetes cuts",
    platform: managed(
      [
        "regions:\n  north:",
        "regions:\n  a-region-that-is-far-away-from-everywhere-el: { name: Far, role: dr }\n  north:",
      ],
      [
        "  pre-north: {",
        "  «CAT090»pre-far: { environment: pre, region: a-region-that-is-far-away-from-everywhere-el, delegateSelectors: [pre, a-region-that-is-far-away-from-everywhere-el] }\n  pre-north: {",
      ],
    ),
    says: "Kubernetes allows 63",
  },
];
