/** Rules about template versions and the rings that move to them. */
import { gt } from "semver";
import { didYouMean, listWords } from "@harness-catalog/problems/suggest";
import { ringsOf } from "../library/rings";
import { clashes } from "./duplicates";
import { undeclared } from "./references";
import type { PlatformRule } from "./rule";
import { show } from "./values";

/** Somebody must be in the last ring, or a version would never reach them. */
const ringsAreSound: PlatformRule = {
  reads: { values: ["rings"] },
  *find({ rings }) {
    const names = rings.map(({ name }, index) => ({ name, index }));
    for (const { key, members } of clashes(names, ({ name }) => name)) {
      for (const { index } of members.slice(1)) {
        const message = `${show(key)} is the name of an earlier ring`;
        yield { code: "CAT073", path: ["rings", index, "name"], message, hint: "rename one of the two" };
      }
    }
    for (const [index, { services, teams }] of rings.entries()) {
      const takesAll = services === undefined && teams === undefined;
      const isLast = index === rings.length - 1;
      if (takesAll === isLast) continue;
      const message = isLast
        ? "is the last ring and names services or teams, so the others would be in none"
        : "names nobody and so takes everybody, which leaves nobody to the rings after it";
      const hint = isLast
        ? 'add a last ring without them, such as "{ name: fleet }"'
        : "add services or teams";
      yield { code: "CAT073", path: ["rings", index], message, hint };
    }
  },
};

const ringsNameWhatExists: PlatformRule = {
  reads: { values: ["rings"], keys: ["teams"] },
  *find({ rings }, { keys, services: known }) {
    for (const [index, { services = [], teams = [] }] of rings.entries()) {
      for (const [at, word] of teams.entries()) {
        const finding = undeclared("CAT010", ["rings", index, "teams", at], word, keys("teams"), "remove it");
        if (finding !== undefined) yield finding;
      }
      for (const [at, word] of services.entries()) {
        if (known === undefined || known.includes(word)) continue;
        const message = `${show(word)} is no service of the catalog`;
        yield {
          code: "CAT073",
          path: ["rings", index, "services", at],
          message,
          hint: didYouMean(word, known, "remove it from the ring"),
        };
      }
    }
  },
};

const versionsExist: PlatformRule = {
  reads: { values: ["templates", "rings"] },
  *find(platform, { library }) {
    const rings = ringsOf(platform).map(({ name }) => name);
    for (const [key, { version, previous, through }] of Object.entries(platform.templates)) {
      const versions = library.get(key)?.map(({ label }) => label);
      if (versions === undefined) {
        const message = `the library has no template ${show(key)}`;
        const hint = didYouMean(key, [...library.keys()], "remove it");
        yield { code: "CAT070", path: ["templates", key], at: "key", message, hint };
        continue;
      }
      for (const [field, label] of Object.entries({ version, previous })) {
        if (label === undefined || versions.includes(label)) continue;
        const message = `${show(label)} is no version of ${key}, which has ${listWords(versions)}`;
        const hint = `name one of these, or add templates/library/${key}/${label}.yaml`;
        yield { code: "CAT071", path: ["templates", key, field], message, hint };
      }
      if (through !== undefined) {
        const unknown = undeclared(
          "CAT073",
          ["templates", key, "through"],
          through,
          rings,
          "use one of these",
        );
        if (unknown !== undefined) yield unknown;
        else if (previous === undefined && through !== rings.at(-1)) {
          const message = `rings after ${show(through)} would have no version`;
          yield {
            code: "CAT073",
            path: ["templates", key],
            message,
            hint: "add previous: the version they have",
          };
        }
      }
      if (previous === version) {
        const message = `${show(previous)} is the version itself`;
        yield { code: "CAT073", path: ["templates", key, "previous"], message, hint: "remove previous" };
      }
    }
  },
};

/** A new file alone moves nobody: which ring gets it is said, not guessed. */
const versionsAreChosen: PlatformRule = {
  reads: { values: ["templates"] },
  *find({ templates }, { library }) {
    for (const [key, versions] of library) {
      if (versions.length < 2 || templates[key] !== undefined) continue;
      const labels = versions.map(({ label }) => label).sort((a, b) => (gt(a, b) ? -1 : 1));
      const message = `${key} has the versions ${listWords(labels)}, and nothing says which is used`;
      const hint = `add "${key}: { version: ${labels[0]}, previous: ${labels[1]}, through: <first ring> }"`;
      yield { code: "CAT072", path: ["templates"], at: "key", message, hint };
    }
  },
};

export const ringRules: readonly PlatformRule[] = [
  ringsAreSound,
  ringsNameWhatExists,
  versionsExist,
  versionsAreChosen,
];
