/**
 * Names that are joined from several parts: different parts can make the same name. Whatever `src/catalog/names.ts` joins and
 * no rule of `names.ts` compares already is compared here.
 */
import type { Place } from "@harness-catalog/problems";
import { effectiveRegions, isMonitored } from "../effective";
import { locate, type Path } from "@harness-catalog/located-yaml/locate";
import { identityOf, metricId, productionSizeField, serviceNames, targetNames } from "../names";
import { delegateNames } from "../names";
import { installedDelegates } from "../delegates";
import { clashes } from "./duplicates";
import type { Entry, FleetFinding, FleetRule, PlatformRule } from "./rule";

/** A name that a service gets in one of its environments. */
interface Claim {
  readonly entry: Entry;
  readonly name: string;
  readonly label: string;
}

/** One finding for each service that meets another one of a different name. */
function* meetings(claims: readonly Claim[], what: string, hint: string): Iterable<FleetFinding> {
  const told = new Set<string>();
  for (const { key, members } of clashes(claims, ({ name }) => name)) {
    const [first, ...others] = members;
    for (const { entry, label } of others) {
      const pair = [first!.entry.service.name, entry.service.name].join();
      if (entry.service.name === first!.entry.service.name || told.has(pair)) continue;
      told.add(pair);
      const where = `${first!.entry.service.name} at ${placeOf(first!.entry, ["name"])}`;
      const message = `${what} ${key} in ${label} is also that of ${where} in ${first!.label}`;
      yield { entry, finding: { code: "CAT031", path: ["name"], message, hint } };
    }
  }
}

/** `aa` in `b-prod` and `aa-b` in `prod`: Harness would have one object for the two. */
const monitoredServicesAreDistinct: FleetRule = {
  reads: {
    service: ["name", "previousName", "environments", "regions", "target", "strategy", "archetype"],
    values: ["environments", "regions", "clusters", "verification"],
  },
  find(entries, { platform }) {
    const claims = entries.flatMap((entry) =>
      labelsOf(entry, platform.environments)
        .filter(({ key }) => isMonitored({ platform }, entry.service, key))
        .map(({ label }) => ({
          entry,
          label,
          name: serviceNames.monitoredService(identityOf(entry.service), label),
        })),
    );
    return meetings(
      claims,
      "its monitored service",
      "rename one of the two services, or change the label of an environment",
    );
  },
};

/** Task families, services and log groups of ECS are named as namespaces are. */
const familiesAreDistinct: FleetRule = {
  reads: {
    service: ["name", "environments", "regions", "target"],
    values: ["environments", "regions", "clusters"],
  },
  find(entries, { platform }) {
    const claims = entries
      .filter(({ service }) => service.target === "ecs")
      .flatMap((entry) =>
        labelsOf(entry, platform.environments).flatMap(({ key, label }) =>
          effectiveRegions({ platform }, entry.service, key).map((region) => ({
            entry,
            label,
            name: targetNames.namespace(label, entry.service.name, region),
          })),
        ),
      );
    return meetings(claims, "its task family", "rename one of the two services");
  },
};

export const joinedFleetRules: readonly FleetRule[] = [monitoredServicesAreDistinct, familiesAreDistinct];

/** A metric's identifier is its name with underscores for everything that is no letter or digit. */
const metricsAreDistinct: PlatformRule = {
  reads: { values: ["verification"] },
  *find({ verification }) {
    for (const [source, { metrics }] of Object.entries(verification.healthSources)) {
      const named = metrics.map(({ name }, index) => ({ name, index }));
      for (const { key, members } of clashes(named, ({ name }) => metricId(name))) {
        for (const { index } of members.slice(1)) {
          const path = ["verification", "healthSources", source, "metrics", index, "name"];
          const message = `its identifier ${key} is also that of the metric "${members[0]!.name}"`;
          yield { code: "CAT031", path, message, hint: "rename one of the two metrics" };
        }
      }
    }
  },
};

/** Tokens of delegates are joined from the delegate's name, the stack and a generation, both of which may hold hyphens. */
const tokensAreDistinct: PlatformRule = {
  reads: { values: ["clusters", "delegates"] },
  *find(platform) {
    const tokens = installedDelegates(platform).flatMap(({ cluster, name, generation, previousGeneration }) =>
      [generation, previousGeneration].flatMap((each) =>
        each === undefined ? [] : [{ cluster, name, generation: String(each) }],
      ),
    );
    for (const one of tokens) {
      const other = tokens.find(
        (each) => each.name !== one.name && mayMeet(each, one) && each.cluster < one.cluster,
      );
      if (other === undefined) continue;
      const message = `its token can have the name of that of ${other.cluster}: ${other.name} is the beginning of ${one.name}`;
      yield {
        code: "CAT031",
        path: ["clusters", one.cluster],
        at: "key",
        message,
        hint: "give it another delegate.name, or a tokenGeneration without that ending",
      };
    }
  },
};

interface Token {
  readonly name: string;
  readonly generation: string;
}

/** Whether some stack makes one name of the two: `d` with `dev-1` and `d-dev` with `1` meet in the stack `dev`. */
function mayMeet(a: Token, b: Token): boolean {
  const [short, long] = a.name.length < b.name.length ? [a, b] : [b, a];
  if (!long.name.startsWith(`${short.name}-`)) return false;
  const stack = long.name.slice(short.name.length + 1);
  const name = (token: Token) => delegateNames.token(token.name, stack, token.generation);
  return name(short) === name(long);
}

/** Fields of the form in Backstage, `prodSizeOverride`: `prod-1` and `prod1` make the same one. */
const formFieldsAreDistinct: PlatformRule = {
  reads: { values: ["environments"] },
  *find({ environments }) {
    const keys = Object.keys(environments).filter((key) => environments[key]?.type === "Production");
    for (const { key: field, members } of clashes(keys, productionSizeField)) {
      for (const key of members.slice(1)) {
        const message = `the field ${field} of the form in Backstage is also that of ${members[0]!}`;
        const path = ["environments", key];
        yield { code: "CAT031", path, at: "key", message, hint: "rename one of the two keys" };
      }
    }
  },
};

export const joinedPlatformRules: readonly PlatformRule[] = [
  metricsAreDistinct,
  tokensAreDistinct,
  formFieldsAreDistinct,
];

function labelsOf(
  { service }: Entry,
  environments: Readonly<Record<string, { readonly label: string }>>,
): { key: string; label: string }[] {
  return [...new Set(service.environments)].flatMap((key) => {
    const label = environments[key]?.label;
    return label === undefined ? [] : [{ key, label }];
  });
}

/** `catalog/services.yaml:12:11`, the place of another entry a message points to. */
export function placeOf(entry: Entry, path: Path): string {
  const { file, line, column }: Place = locate(entry.source, ["services", entry.index, ...path]).place;
  return `${file}:${line}:${column}`;
}
