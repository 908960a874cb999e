/** Rules about delegates: what runs must be selected by tags that an installed delegate carries. */
import { listWords } from "@harness-catalog/problems/suggest";
import { answersTo, installedDelegates, type InstalledDelegate } from "../delegates";
import type { Path } from "@harness-catalog/located-yaml/locate";
import type { Platform } from "../schema/platform";
import { clashes } from "./duplicates";
import type { Finding } from "./finding";
import type { PlatformRule } from "./rule";
import { show } from "./values";

/** Longest value of a Kubernetes label; the delegate's name is one. */
const labelLimit = 63;

const settingsAreSound: PlatformRule = {
  reads: { values: ["clusters", "delegates"] },
  *find({ clusters, delegates }) {
    for (const [key, { delegate, target }] of Object.entries(clusters)) {
      const path = ["clusters", key, "delegate"];
      if (delegate === undefined) continue;
      if (delegates === undefined) {
        const message = "has no effect without the section delegates";
        const hint = 'add "delegates: { image: … }" or remove this';
        yield { code: "CAT090", path, at: "key", message, hint };
      } else if (target === "ecs") {
        const message = "a delegate is installed into Kubernetes clusters only";
        const hint = "remove it, and select the delegate of another cluster by delegateSelectors";
        yield { code: "CAT090", path, at: "key", message, hint };
      }
    }
    for (const delegate of installedDelegates({ clusters, delegates })) yield* unsound(delegate);
    const names = installedDelegates({ clusters, delegates });
    for (const { key: name, members } of clashes(names, (each) => each.name)) {
      for (const { cluster } of members.slice(1)) {
        const message = `${name} is also the delegate of ${members[0]!.cluster}`;
        yield {
          code: "CAT031",
          path: ["clusters", cluster],
          at: "key",
          message,
          hint: "give it a delegate.name",
        };
      }
    }
  },
};

function* unsound(delegate: InstalledDelegate): Iterable<Finding> {
  const { cluster, name, minReplicas, maxReplicas, generation, previousGeneration } = delegate;
  const path = ["clusters", cluster];
  if (minReplicas > maxReplicas) {
    const message = `its delegate has minReplicas ${minReplicas}, above maxReplicas ${maxReplicas}`;
    yield { code: "CAT090", path, at: "key", message, hint: "lower the one or raise the other" };
  }
  if (name.length > labelLimit) {
    const message = `its delegate's name ${name} has ${name.length} characters, Kubernetes allows ${labelLimit}`;
    yield { code: "CAT090", path, at: "key", message, hint: "give it a shorter delegate.name" };
  }
  if (generation === previousGeneration) {
    const message = `${show(previousGeneration)} is the generation that is used already`;
    const hint = "write the one before, or remove it";
    yield { code: "CAT090", path: [...path, "delegate", "previousTokenGeneration"], message, hint };
  }
}

/** Something that delegates are selected for. */
interface Selection {
  readonly path: Path;
  readonly selectors: readonly string[];
}

const clustersAreServed: PlatformRule = {
  reads: { values: ["clusters", "delegates"] },
  *find(platform) {
    const installed = installedDelegates(platform);
    if (installed.length === 0) return;
    for (const [key, { environment, target, delegateSelectors, delegate }] of Object.entries(
      platform.clusters,
    )) {
      const selection = { path: ["clusters", key, "delegateSelectors"], selectors: delegateSelectors };
      const own = installed.find(({ cluster }) => cluster === key);
      if (own !== undefined) {
        yield* servedBy(own, selection);
        yield* strangers(
          selection,
          installed.filter((each) => each !== own),
          `of another cluster`,
        );
      } else if (target === "ecs") {
        yield* served(selection, installed, platform);
        const elsewhere = installed.filter((each) => each.environment !== environment);
        yield* strangers(selection, elsewhere, `of another environment`);
      } else if (delegate?.install === false) {
        yield* strangers(selection, installed, `of another cluster`);
      }
    }
  },
};

const connectorsAreServed: PlatformRule = {
  reads: { values: ["clusters", "connectors", "delegates"] },
  *find(platform) {
    const installed = installedDelegates(platform);
    if (installed.length === 0) return;
    for (const [key, { delegateSelectors: selectors }] of Object.entries(platform.connectors))
      yield* served({ path: ["connectors", key, "delegateSelectors"], selectors }, installed, platform);
  },
};

/** The cluster's connector takes the rights of the delegate it selects, so it must be the one inside the cluster. */
function* servedBy(own: InstalledDelegate, { path, selectors }: Selection): Iterable<Finding> {
  for (const [index, selector] of selectors.entries()) {
    if (own.tags.includes(selector)) continue;
    const message = `${show(selector)} is no tag of ${own.name}, which has ${listWords([...own.tags])}`;
    const hint = `write ${own.name}, or add the tag under delegate.tags`;
    yield { code: "CAT091", path: [...path, index], message, hint };
  }
}

/** At least one delegate answers; where it may be one that others install, nothing is known. */
function* served(
  { path, selectors }: Selection,
  installed: readonly InstalledDelegate[],
  platform: Platform,
): Iterable<Finding> {
  if (selectors.length === 0 || installed.some((each) => answersTo(each, selectors))) return;
  if (foreignSelectors(platform).some((tags) => answersTo({ tags }, selectors))) return;
  const message = `no delegate that is installed has ${selectors.length === 1 ? "the tag" : "all of"} ${listWords([...selectors])}`;
  const hint = `write one of ${listWords(installed.map(({ name }) => name))}`;
  yield { code: "CAT091", path, at: "key", message, hint };
}

function* strangers(
  { path, selectors }: Selection,
  others: readonly InstalledDelegate[],
  whose: string,
): Iterable<Finding> {
  const reached = others.filter((each) => answersTo(each, selectors)).map(({ name }) => name);
  if (reached.length === 0) return;
  const message = `also ${reached.length === 1 ? "selects" : "select"} ${listWords(reached)} ${whose}`;
  yield { code: "CAT092", path, at: "key", message, hint: "select by the delegate's name" };
}

/** Selectors of clusters whose delegates somebody else installs. */
function foreignSelectors({ clusters }: Platform): readonly string[][] {
  return Object.values(clusters)
    .filter(({ delegate }) => delegate?.install === false)
    .map(({ delegateSelectors }) => delegateSelectors);
}

export const delegateRules: readonly PlatformRule[] = [
  settingsAreSound,
  clustersAreServed,
  connectorsAreServed,
];
