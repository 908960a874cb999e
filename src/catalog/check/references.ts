/** References of a service: everything it names must be declared in platform.yaml. */
import type { ErrorCode } from "@harness-catalog/problems";
import type { Path } from "@harness-catalog/located-yaml/locate";
import type { Service } from "../schema/service";
import { didYouMean, listWords } from "@harness-catalog/problems/suggest";
import type { Finding } from "./finding";
import type { Context, Section, ServiceRule } from "./rule";
import { show } from "./values";

/** A finding for a word that is not declared; undefined when it is. */
export function undeclared(
  code: ErrorCode,
  path: Path,
  word: string,
  allowed: readonly string[],
  cure: string,
  at?: "key",
): Finding | undefined {
  if (allowed.includes(word)) return undefined;
  const message = `${show(word)} is not one of ${allowed.length === 0 ? "the (empty) list" : listWords(allowed)}`;
  return { code, path, message, hint: didYouMean(word, allowed, cure), ...(at && { at }) };
}

/** One word a service uses, and where. */
interface Use {
  readonly path: Path;
  readonly word: string;
  readonly at?: "key";
}

function references(
  code: ErrorCode,
  section: Section,
  field: keyof Service,
  uses: (service: Service) => readonly Use[],
): ServiceRule {
  const find = (service: Service, context: Context) =>
    uses(service)
      .map(({ path, word, at }) => undeclared(code, path, word, context.keys(section), cureFor(section), at))
      .filter((finding) => finding !== undefined);
  return { reads: { service: [field], keys: [section] }, find };
}

function cureFor(section: Section): string {
  return `use one of these or add it under "${section}" in platform.yaml`;
}

const listed =
  (field: "regions" | "environments" | "components") =>
  (service: Service): Use[] =>
    service[field].map((word, index) => ({ path: [field, index], word }));

const overrides = (service: Service) => Object.entries(service.resources?.overrides ?? {});

export const referenceRules: readonly ServiceRule[] = [
  references("CAT010", "teams", "team", ({ team }) => [{ path: ["team"], word: team }]),
  references("CAT011", "regions", "regions", listed("regions")),
  references("CAT012", "environments", "environments", listed("environments")),
  references("CAT013", "profiles", "profile", ({ profile }) => [{ path: ["profile"], word: profile }]),
  references("CAT014", "sizes", "size", ({ size }) => [{ path: ["size"], word: size }]),
  references("CAT015", "components", "components", listed("components")),
  references("CAT012", "environments", "resources", (service) =>
    overrides(service).map(([word]) => ({ path: ["resources", "overrides", word], word, at: "key" })),
  ),
  references("CAT014", "sizes", "resources", (service) =>
    overrides(service).map(([key, { size }]) => ({
      path: ["resources", "overrides", key, "size"],
      word: size,
    })),
  ),
  references("CAT012", "environments", "strategy", ({ strategy }) =>
    Object.keys(strategy).map((word) => ({ path: ["strategy", word], word, at: "key" })),
  ),
  references("CAT010", "teams", "approvers", ({ approvers }) =>
    approvers.map((word, index) => ({ path: ["approvers", index], word })),
  ),
  references("CAT019", "clusters", "loadBalancers", ({ loadBalancers }) =>
    Object.keys(loadBalancers).map((word) => ({ path: ["loadBalancers", word], word, at: "key" })),
  ),
];
