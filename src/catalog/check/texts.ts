/** Rules about texts that a grammar alone cannot tell: names that are taken, registries, clocks. */
import { cronFault, cronWords } from "harness-lint/cron";
import { listWords } from "@harness-catalog/problems/suggest";
import { ownTagKeys } from "../names";
import type { ServiceRule } from "./rule";
import { show } from "./values";

/** A label that every service has anyway would get its value, and the label would be lost. */
const labelsAreNotOurs: ServiceRule = {
  reads: { service: ["tags"] },
  *find({ tags }) {
    for (const [index, label] of tags.entries()) {
      if (!ownTagKeys.some((key) => key === label)) continue;
      const message = `${show(label)} is a tag that every service has anyway`;
      yield { code: "CAT028", path: ["tags", index], message, hint: "choose another label, or remove it" };
    }
  },
};

/** Who may name any image may run anything in production. */
const imagesAreOfListedRegistries: ServiceRule = {
  reads: { service: ["image"], values: ["registry", "registries"] },
  *find({ image }, { platform: { registry, registries } }) {
    if (image === undefined || registries === undefined) return;
    const allowed = [registry, ...registries];
    const whole = withHost(image);
    if (allowed.some((each) => whole === each || whole.startsWith(`${each}/`))) return;
    const message = `${show(image)} is of no registry that platform.yaml lists, which are ${listWords(allowed)}`;
    const hint = `move the image there, or add its registry to "registries" in platform.yaml`;
    yield { code: "CAT029", path: ["image"], message, hint };
  },
};

/** An image without host is one of Docker Hub (github.com/distribution/reference, normalize.go). */
function withHost(image: string): string {
  const [first, ...rest] = image.split("/");
  if (rest.length > 0 && (/[.:[]/.test(first!) || first === "localhost")) return image;
  return `docker.io/${rest.length === 0 ? "library/" : ""}${image}`;
}

/** When a CronJob runs; other workloads have no clock. */
const cronFits: ServiceRule = {
  reads: { service: ["cron", "archetype"] },
  *find({ cron, archetype }) {
    if (cron === undefined) return;
    if (archetype !== "scheduler") {
      const message = `only a scheduler runs by the clock, the archetype is ${archetype}`;
      const hint = 'remove it, or write "archetype: scheduler"; `schedule` starts the pipeline by the clock';
      yield { code: "CAT049", path: ["cron"], at: "key", message, hint };
      return;
    }
    const fault = cronFault(cron, "KUBERNETES");
    if (fault === undefined) return;
    const message = `${show(cron)} is no cron expression of five fields, as Kubernetes reads them: ${fault}`;
    yield {
      code: "CAT049",
      path: ["cron"],
      message,
      hint: `write one such as "${cronWords("KUBERNETES").example}", UTC`,
    };
  },
};

export const textRules: readonly ServiceRule[] = [labelsAreNotOurs, imagesAreOfListedRegistries, cronFits];
