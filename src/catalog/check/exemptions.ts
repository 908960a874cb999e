/** What weakens the way to production is the platform team's word, in its own file; an entry can only ask for more. */
import { didYouMean } from "@harness-catalog/problems/suggest";
import { verifyDuration, verifySensitivity } from "../schema/delivery";
import type { PlatformRule, ServiceRule } from "./rule";
import { show } from "./values";

/** The old place of this word: whoever owns the entry could give it to themselves. */
const productionIsNotSkippedHere: ServiceRule = {
  reads: { service: ["name", "prodWithoutPre"] },
  *find({ name, prodWithoutPre }) {
    if (!prodWithoutPre) return;
    const message = "an entry cannot let itself into production; only platform.yaml can";
    const hint = `remove it; the platform team writes exemptions: { ${name}: { prodWithoutPre: true, reason: … } } into platform.yaml`;
    yield { code: "CAT081", path: ["prodWithoutPre"], at: "key", message, hint };
  },
};

const verificationIsNotWeaker: ServiceRule = {
  reads: { service: ["name", "verify"], values: ["verification", "exemptions"] },
  *find({ name, verify }, { platform }) {
    if (platform.exemptions[name]?.weakerVerification === true) return;
    const scales = {
      first: verifyDuration.options,
      second: verifyDuration.options,
      sensitivity: verifySensitivity.options,
    } as const;
    for (const key of ["first", "second", "sensitivity"] as const) {
      const [scale, own, least]: [readonly string[], string | undefined, string] = [
        scales[key],
        verify[key],
        platform.verification[key],
      ];
      if (own === undefined || scale.indexOf(own) >= scale.indexOf(least)) continue;
      const message = `${show(own)} is weaker than the platform's ${least}`;
      const hint = `write ${least} or more, or let the platform team exempt it: exemptions.${name} in platform.yaml with weakerVerification and the reason`;
      yield { code: "CAT081", path: ["verify", key], message, hint };
    }
  },
};

/** One that is left over would be the next service's of that name. */
const exemptionsAreUsed: PlatformRule = {
  reads: { values: ["exemptions"] },
  *find({ exemptions }, { services }) {
    for (const [name, { prodWithoutPre, weakerVerification }] of Object.entries(exemptions)) {
      const path = ["exemptions", name];
      if (services !== undefined && !services.includes(name)) {
        const message = `${show(name)} is no service of the catalog`;
        const hint = didYouMean(name, services, "remove it: the next service of that name would have it");
        yield { code: "CAT082", path, at: "key", message, hint };
      } else if (!prodWithoutPre && !weakerVerification) {
        const hint = "add prodWithoutPre or weakerVerification, or remove it";
        yield { code: "CAT082", path, at: "key", message: "exempts from nothing", hint };
      }
    }
  },
};

export const exemptionServiceRules: readonly ServiceRule[] = [
  productionIsNotSkippedHere,
  verificationIsNotWeaker,
];
export const exemptionPlatformRules: readonly PlatformRule[] = [exemptionsAreUsed];
