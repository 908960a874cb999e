/** Rules about platform.yaml on its own. */
import { listWords } from "@harness-catalog/problems/suggest";
import { clashes, repeated } from "./duplicates";
import { durationSeconds } from "./duration";
import type { PlatformRule } from "./rule";
import { show } from "./values";

const sizesAreRanges: PlatformRule = {
  reads: { values: ["sizes"] },
  *find({ sizes }) {
    for (const [key, { minReplicas, maxReplicas }] of Object.entries(sizes)) {
      if (minReplicas <= maxReplicas) continue;
      const message = `${minReplicas} is above maxReplicas, ${maxReplicas}`;
      yield {
        code: "CAT050",
        path: ["sizes", key, "minReplicas"],
        message,
        hint: "lower it or raise maxReplicas",
      };
    }
  },
};

/** The promotion order is total, so that every run has the same stages in the same order. */
const orderIsTotal: PlatformRule = {
  reads: { values: ["environments"] },
  *find({ environments }) {
    const places = Object.entries(environments).map(([key, { order }]) => ({ key, order: String(order) }));
    for (const { key: order, members } of clashes(places, (place) => place.order)) {
      for (const { key } of members.slice(1)) {
        const message = `${order} is also the order of ${members[0]!.key}`;
        yield {
          code: "CAT051",
          path: ["environments", key, "order"],
          message,
          hint: "give it another number",
        };
      }
    }
  },
};

/** C-14: the primary region is deployed before the others. */
const onePrimaryRegion: PlatformRule = {
  reads: { values: ["regions"] },
  *find({ regions }) {
    const [first, ...others] = Object.keys(regions).filter((key) => regions[key]?.role === "primary");
    if (first === undefined) {
      yield {
        code: "CAT052",
        path: ["regions"],
        at: "key",
        message: "no region is primary",
        hint: 'give one region "role: primary"',
      };
    }
    for (const key of others) {
      const message = `${first} is the primary region already`;
      yield {
        code: "CAT052",
        path: ["regions", key, "role"],
        message,
        hint: 'write "role: dr" for one of them',
      };
    }
  },
};

const gatesAreSound: PlatformRule = {
  reads: { values: ["environments"] },
  *find({ environments }) {
    for (const [key, { gate }] of Object.entries(environments)) {
      if (gate.type === "auto") continue;
      const field = gate.type === "bake" ? "duration" : "timeout";
      const value = gate.type === "bake" ? gate.duration : gate.timeout;
      const seconds = durationSeconds(value);
      // limits of a step's timeout: at least 10s, at most 53w (developer.harness.io, Harness approvals)
      if (seconds < 10 || seconds > durationSeconds("53w")) {
        const message = `${show(value)} is outside 10s to 53w`;
        yield {
          code: "CAT025",
          path: ["environments", key, "gate", field],
          message,
          hint: "write a duration in between",
        };
      }
      if (gate.type === "approval")
        yield* repeated(gate.approvers, ["environments", key, "gate", "approvers"]);
    }
  },
};

/** the value comes from the environment of `up` or stays in another secret manager. */
const secretsHaveOneSource: PlatformRule = {
  reads: { values: ["secrets"] },
  *find({ secrets }) {
    for (const [key, { env, reference, secretManager }] of Object.entries(secrets)) {
      const path = ["secrets", key];
      if (env === undefined && reference === undefined) {
        yield {
          code: "CAT053",
          path,
          at: "key",
          message: "has neither env nor reference",
          hint: "add one of them",
        };
      } else if (env !== undefined && reference !== undefined) {
        const message = "has both env and reference";
        yield { code: "CAT053", path: [...path, "reference"], at: "key", message, hint: "keep one of them" };
      } else if (reference !== undefined && secretManager === "harnessSecretManager") {
        const message = "harnessSecretManager holds values, it has no references";
        const hint = "add the secretManager that holds it, or use env";
        yield { code: "CAT053", path: [...path, "reference"], at: "key", message, hint };
      }
    }
  },
};

const profilesAreSets: PlatformRule = {
  reads: { values: ["profiles"] },
  *find({ profiles }) {
    for (const [key, { archetypes, components }] of Object.entries(profiles)) {
      yield* repeated(archetypes, ["profiles", key, "archetypes"]);
      yield* repeated(components, ["profiles", key, "components"]);
    }
  },
};

/** A gate's `owner` means the team of the service, so no team may be called that. */
const ownerIsNoTeam: PlatformRule = {
  reads: { keys: ["teams"] },
  *find(_platform, { keys }) {
    if (!keys("teams").includes("owner")) return;
    const message = 'means "the service\'s team" in approvers';
    yield { code: "CAT058", path: ["teams", "owner"], at: "key", message, hint: "choose another key" };
  },
};

const clustersAreSound: PlatformRule = {
  reads: { values: ["clusters"] },
  *find({ clusters }) {
    for (const [key, { target, ecs }] of Object.entries(clusters)) {
      const path = ["clusters", key];
      if (target === "ecs" && ecs === undefined) {
        const message = "has target ecs but no ecs settings";
        yield {
          code: "CAT054",
          path,
          at: "key",
          message,
          hint: 'add "ecs: { cluster: …, awsRegion: …, connector: … }"',
        };
      }
      if (target === "kubernetes" && ecs !== undefined) {
        const message = "has ecs settings but target kubernetes";
        yield {
          code: "CAT054",
          path: [...path, "ecs"],
          at: "key",
          message,
          hint: 'add "target: ecs" or remove them',
        };
      }
    }
    const places = Object.entries(clusters).map(([key, cluster]) => ({ key, ...cluster }));
    const placeOf = (each: (typeof places)[number]) => [each.environment, each.region, each.target].join(" ");
    for (const { key: place, members } of clashes(places, placeOf)) {
      for (const { key } of members.slice(1)) {
        const message = `${members[0]!.key} is the cluster for ${listWords(place.split(" "))} already`;
        yield { code: "CAT056", path: ["clusters", key], at: "key", message, hint: "keep one of the two" };
      }
    }
  },
};

export const platformRules: readonly PlatformRule[] = [
  sizesAreRanges,
  orderIsTotal,
  onePrimaryRegion,
  gatesAreSound,
  secretsHaveOneSource,
  profilesAreSets,
  ownerIsNoTeam,
  clustersAreSound,
];
