/** The order in which objects lean on each other, for those whose dependencies a killed run took with it. Pure. */
import type { StateResource } from "./deploymentState";

/** Kinds in the order in which they can be made; what comes later may refer to what comes earlier. */
const kinds = [
  ...["Organization", "Project", "SecretText", "Delegatetoken"],
  ...["GithubConnector", "KubernetesConnector", "AwsConnector", "PrometheusConnector", "DatadogConnector"],
  ...["Usergroup", "Roles", "ResourceGroup", "ServiceAccount", "RoleAssignments"],
  ...["Environment", "Infrastructure", "Policy", "PolicySet", "ManualFreeze", "Template", "Service"],
  ...["ServiceOverridesV2", "MonitoredService", "Pipeline", "InputSet", "Triggers"],
];

function rank({ type }: StateResource): number {
  const at = kinds.indexOf(type.split(":").at(-1) ?? "");
  return at < 0 ? kinds.length : at;
}

/**
 * Adds lost objects to those of a state, so that the engine deletes what refers to others first. Harness objects name
 * each other by their identifiers; an object depends on those of earlier kinds that its text names. None may depend on
 * others through a third: that one may turn out to be gone. A dependency always stands before what depends on it.
 * @param written inputs by the URNs of known objects that may refer to lost ones
 */
export function inOrder(
  known: readonly StateResource[],
  lost: readonly StateResource[],
  written: ReadonlyMap<string, unknown>,
): StateResource[] {
  if (lost.length === 0) return [...known];
  const added = [...lost].sort((a, b) => rank(a) - rank(b));
  const harness = (one: StateResource) => one.type.startsWith("harness:") && one.delete !== true;
  const named = new Map<string, StateResource[]>();
  for (const one of [...known.filter(harness), ...added])
    named.set(one.id ?? "", [...(named.get(one.id ?? "") ?? []), one]);
  const newcomers = new Set(added.map(({ urn }) => urn));
  const leans = (resource: StateResource, text: unknown, on: (urn: string) => boolean) => {
    const earlier = [...wordsOf(text)]
      .flatMap((word) => named.get(word) ?? [])
      .filter((other) => rank(other) < rank(resource) && on(other.urn));
    return leaning(
      resource,
      earlier.map(({ urn }) => urn),
    );
  };
  const all = [
    ...known.map((one) =>
      written.has(one.urn) && harness(one)
        ? leans(one, written.get(one.urn), (urn) => newcomers.has(urn))
        : one,
    ),
    ...added.map((one) => leans(one, one.inputs, () => true)),
  ];
  // What the state says of its own dependencies comes first: should both contradict each other, nothing is added.
  return sorted(all) ?? [...known, ...added];
}

/** Everything in a value that could be an identifier of Harness (letters, digits, `_`, `$`, and `-` in names). */
function wordsOf(value: unknown): Set<string> {
  const text = JSON.stringify(value ?? null).replace(/\\[a-z]/g, " ");
  return new Set(text.match(/[A-Za-z_][\w$-]*/g));
}

function leaning(resource: StateResource, on: readonly string[]): StateResource {
  return { ...resource, dependencies: [...new Set([...(resource.dependencies ?? []), ...on])] };
}

/** A topological order that changes as little as it can; undefined when there is none. */
function sorted(resources: readonly StateResource[]): StateResource[] | undefined {
  const present = new Set(resources.map(({ urn }) => urn));
  const placed = new Set<string>();
  const result: StateResource[] = [];
  let waiting = [...resources];
  while (waiting.length > 0) {
    const later: StateResource[] = [];
    for (const resource of waiting) {
      if (needs(resource).every((urn) => placed.has(urn) || !present.has(urn))) {
        result.push(resource);
        placed.add(resource.urn);
      } else later.push(resource);
    }
    if (later.length === waiting.length) return undefined;
    waiting = later;
  }
  return result;
}

function needs({ parent, provider, dependencies = [] }: StateResource): string[] {
  const providerUrn = provider?.slice(0, provider.lastIndexOf("::"));
  return [
    ...dependencies,
    ...[parent, providerUrn].filter((urn) => urn !== undefined && urn !== ""),
  ] as string[];
}
