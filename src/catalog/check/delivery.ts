/** Rules about how one service is delivered: approvals, windows, load balancers, schedules. */
import { isCron } from "harness-lint/cron";
import { didYouMean, listWords } from "@harness-catalog/problems/suggest";
import { approversOf, clusterOf, effectiveRegions, strategyOf } from "../effective";
import { repeated } from "./duplicates";
import type { ServiceRule } from "./rule";
import { show } from "./values";

/** Most approvals a gate can ask for; the library has a template for each number up to it. */
const mostApprovals = 3;

const approversFit: ServiceRule = {
  reads: { service: ["approvers", "environments", "team"], values: ["environments"] },
  *find(service, { platform }) {
    yield* repeated(service.approvers, ["approvers"]);
    const most = Math.max(
      0,
      ...service.environments.map((key) => approversOf({ platform }, service, key).length),
    );
    if (most <= mostApprovals || service.approvers.length === 0) return;
    const message = `production would need ${most} approvals, more than ${mostApprovals}`;
    yield { code: "CAT059", path: ["approvers"], message, hint: `remove ${most - mostApprovals}` };
  },
};

/** only narrower than the platform's. */
const windowIsNarrower: ServiceRule = {
  reads: { service: ["changeWindow"], values: ["changeWindow"] },
  *find({ changeWindow }, { platform }) {
    for (const [day, { from, to }] of Object.entries(changeWindow?.open ?? {})) {
      const path = ["changeWindow", "open", day];
      const outer =
        platform.changeWindow?.open[day as keyof NonNullable<typeof platform.changeWindow>["open"]];
      if (from >= to) {
        const hint = "a window begins and ends on the same day: write from before to";
        yield { code: "CAT055", path: [...path, "from"], message: `${from} is not before ${to}`, hint };
      } else if (outer === undefined) {
        const message = `the platform's window is closed on ${day}`;
        yield { code: "CAT080", path, at: "key", message, hint: "remove the day" };
      } else if (from < outer.from || to > outer.to) {
        const message = `${from} to ${to} is not within the platform's ${outer.from} to ${outer.to}`;
        yield { code: "CAT080", path, message, hint: "stay within it: a service can only narrow the window" };
      }
    }
  },
};

const loadBalancersAreThere: ServiceRule = {
  reads: {
    service: ["strategy", "target", "environments", "regions", "loadBalancers", "archetype"],
    values: ["environments", "clusters", "regions"],
  },
  *find(service, { platform }) {
    if (service.target !== "ecs") return;
    for (const key of service.environments) {
      if (strategyOf({ platform }, service, key) !== "blue-green") continue;
      for (const region of effectiveRegions({ platform }, service, key)) {
        const cluster = clusterOf({ platform }, key, region, "ecs")!.key;
        if (service.loadBalancers[cluster] !== undefined) continue;
        const message = `blue-green on ECS switches a load balancer, and loadBalancers has none for ${cluster}`;
        yield { code: "CAT048", path: ["strategy", key], message, hint: `add loadBalancers.${cluster}` };
      }
    }
  },
};

const scheduleStartsSomething: ServiceRule = {
  reads: { service: ["schedule", "inputSets"] },
  *find({ schedule, inputSets }) {
    if (schedule === undefined) return;
    const { cron, inputSet } = schedule;
    if (!isCron(cron, "UNIX")) {
      const message = `${show(cron)} is no cron expression of five fields`;
      yield {
        code: "CAT049",
        path: ["schedule", "cron"],
        message,
        hint: 'write one such as "0 6 * * 1-5", UTC',
      };
    }
    const found = inputSets[inputSet];
    if (found === undefined) {
      const names = Object.keys(inputSets);
      const message = `${show(inputSet)} is not one of the service's input sets`;
      const cure =
        names.length === 0 ? "add it under inputSets, with an imageTag" : `use ${listWords(names)}`;
      yield {
        code: "CAT049",
        path: ["schedule", "inputSet"],
        message,
        hint: didYouMean(inputSet, names, cure),
      };
    } else if (found.imageTag === undefined) {
      const message = `the input set ${inputSet} leaves the image tag open, and nobody is asked at that hour`;
      yield {
        code: "CAT049",
        path: ["schedule", "inputSet"],
        message,
        hint: `add inputSets.${inputSet}.imageTag`,
      };
    }
  },
};

export const deliveryRules: readonly ServiceRule[] = [
  approversFit,
  windowIsNarrower,
  loadBalancersAreThere,
  scheduleStartsSomething,
];
