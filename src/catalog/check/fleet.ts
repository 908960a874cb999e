/** Rules about all services together. */
import { effectiveRegions } from "../effective";
import type { Path } from "@harness-catalog/located-yaml/locate";
import { targetNames } from "../names";
import { didYouMean } from "@harness-catalog/problems/suggest";
import { clashes } from "./duplicates";
import { joinedFleetRules, placeOf } from "./joined";
import type { Entry, FleetFinding, FleetRule } from "./rule";
import { show } from "./values";

/** a name stands once, across all files. */
const namesAreUnique: FleetRule = {
  reads: { service: ["name"] },
  *find(entries) {
    for (const { key, members } of clashes(entries, ({ service }) => service.name)) {
      for (const entry of members.slice(1)) {
        const message = `${show(key)} is also the name at ${placeOf(members[0]!, ["name"])}`;
        yield at(entry, "CAT030", ["name"], message, "rename one of the two services or delete one entry");
      }
    }
  },
};

/** `previousName` moves objects, so nobody else may live under it or move from it. */
const previousNamesAreFree: FleetRule = {
  reads: { service: ["name", "previousName"] },
  *find(entries) {
    const byName = new Map(entries.map((entry) => [entry.service.name, entry]));
    const renamed = entries.filter(({ service }) => service.previousName !== undefined);
    for (const entry of renamed) {
      const owner = byName.get(entry.service.previousName!);
      if (owner === undefined) continue;
      const message = `${show(entry.service.previousName)} is a service today, at ${placeOf(owner, ["name"])}`;
      yield at(
        entry,
        "CAT034",
        ["previousName"],
        message,
        "remove previousName, or the service of that name",
      );
    }
    for (const { key, members } of clashes(renamed, ({ service }) => service.previousName!)) {
      for (const entry of members.slice(1)) {
        const message = `${show(key)} is also the previousName at ${placeOf(members[0]!, ["previousName"])}`;
        yield at(
          entry,
          "CAT034",
          ["previousName"],
          message,
          "one service only can take over another's history",
        );
      }
    }
  },
};

/** One owner for each API. */
const apisAreProvidedOnce: FleetRule = {
  reads: { service: ["providesApis"] },
  *find(entries) {
    const provided = entries.flatMap((entry) =>
      entry.service.providesApis.map((api, index) => ({ entry, api, index })),
    );
    for (const { key, members } of clashes(provided, ({ api }) => api)) {
      const [first, ...others] = members;
      for (const { entry, index } of others.filter(({ entry }) => entry !== first!.entry)) {
        const place = placeOf(first!.entry, ["providesApis", first!.index]);
        const message = `${show(key)} is already provided at ${place}`;
        yield at(entry, "CAT047", ["providesApis", index], message, "rename one of the two APIs");
      }
    }
  },
};

/** An API is what a service provides by name, or a service itself. */
const consumedApisExist: FleetRule = {
  reads: { service: ["consumesApis", "providesApis", "name"] },
  whole: true,
  *find(entries) {
    const known = new Set(entries.flatMap(({ service }) => [service.name, ...service.providesApis]));
    for (const entry of entries) {
      for (const [index, api] of entry.service.consumesApis.entries()) {
        if (known.has(api)) continue;
        const message = `${show(api)} is neither an API that a service provides nor a service`;
        const hint = didYouMean(
          api,
          [...known].sort(),
          "take it out, or add it to providesApis of the service that offers it",
        );
        yield at(entry, "CAT018", ["consumesApis", index], message, hint);
      }
    }
  },
};

/** A namespace is joined from three slugs, so different services can spell the same one. */
const namespacesAreUnique: FleetRule = {
  reads: {
    service: ["name", "environments", "regions", "target"],
    values: ["environments", "regions", "clusters"],
  },
  *find(entries, { platform }) {
    const homes = entries
      .filter(({ service }) => service.target === "kubernetes")
      .flatMap((entry) =>
        entry.service.environments.flatMap((key) => {
          const label = platform.environments[key]?.label;
          if (label === undefined) return [];
          const regions = effectiveRegions({ platform }, entry.service, key);
          const name = (region: string) => targetNames.namespace(label, entry.service.name, region);
          return [...new Set(regions)].map((region) => ({ entry, key, namespace: name(region) }));
        }),
      );
    for (const { key, members } of clashes(homes, ({ namespace }) => namespace)) {
      const first = members[0]!.entry;
      for (const other of members.filter(({ entry }) => entry.service.name !== first.service.name)) {
        const message = `the namespace ${key} is also that of ${first.service.name} at ${placeOf(first, ["name"])}`;
        yield at(other.entry, "CAT031", ["name"], message, "rename one of the two services");
      }
    }
  },
};

export const fleetRules: readonly FleetRule[] = [
  namesAreUnique,
  previousNamesAreFree,
  apisAreProvidedOnce,
  consumedApisExist,
  namespacesAreUnique,
  ...joinedFleetRules,
];

function at(
  entry: Entry,
  code: FleetFinding["finding"]["code"],
  path: Path,
  message: string,
  hint: string,
): FleetFinding {
  return { entry, finding: { code, path, message, hint } };
}
