/** Random catalogs that the checks would let through. */
import fc from "fast-check";
import type { Catalog } from "../../src/catalog/model";
import { archetypes } from "../../src/catalog/schema/common";
import { catalogOf, smallPlatform, type Json } from "./support";

const environmentKeys = ["dev", "qa", "stage", "live"];
const regionKeys = ["west", "east", "north"];
const teamKeys = ["shop", "search", "ops"];

/** A catalog of one to six services on a platform of one to four environments and three regions. */
export const anyCatalog: fc.Arbitrary<Catalog> = fc
  .subarray(environmentKeys, { minLength: 1 })
  .chain((environments) =>
    fc.record({ platform: anyPlatform(environments), services: anyServices(environments) }),
  )
  .map(({ platform, services }) => catalogOf({ ...platform, exemptions: exemptionsOf(services) }, services));

/** Any of them may go without the environment before production. */
function exemptionsOf(services: readonly Json[]): Json {
  const exemption = { reason: "random environments", prodWithoutPre: true };
  return Object.fromEntries(services.map(({ name }) => [String(name), exemption]));
}

/** Stacks: any share of the environments, at least one. */
export function anyShare(catalog: Catalog): fc.Arbitrary<string[]> {
  return fc.subarray(Object.keys(catalog.platform.environments), { minLength: 1 });
}

function anyPlatform(environments: readonly string[]): fc.Arbitrary<Json> {
  const gates = fc.tuple(...environments.map((_, index) => anyGate(index === environments.length - 1)));
  // Every environment has the primary region for both targets, so that no service is left without a cluster.
  const others = fc.subarray(
    environments.flatMap((environment) => regionKeys.slice(1).map((region) => ({ environment, region }))),
  );
  return fc.record({ gates, others, changeWindow: fc.boolean() }).map((given) =>
    smallPlatform({
      regions: {
        west: { name: "West", role: "primary" },
        east: { name: "East", role: "dr" },
        north: { name: "North", role: "dr" },
      },
      environments: Object.fromEntries(
        environments.map((key, index) => [
          key,
          {
            label: `${key}-stable`,
            type: index === environments.length - 1 ? "Production" : "PreProduction",
            order: index + 1,
            gate: given.gates[index],
          },
        ]),
      ),
      clusters: Object.fromEntries(
        [...environments.map((environment) => ({ environment, region: "west" })), ...given.others].flatMap(
          clusterPair,
        ),
      ),
      connectors: {
        ...(smallPlatform()["connectors"] as Json),
        ...Object.fromEntries(
          environments.map((key) => [
            `aws_${key}`,
            { type: "aws", region: "eu-west-1", delegateSelectors: ["linux"] },
          ]),
        ),
      },
      teams: {
        shop: { display: "Shop", email: "shop@example.com" },
        search: { display: "Search" },
        ops: { display: "Ops", role: "platform" },
      },
      ...(given.changeWindow ? { changeWindow: { open: { Monday: { from: "10:00", to: "16:30" } } } } : {}),
    }),
  );
}

function anyGate(production: boolean): fc.Arbitrary<Json> {
  if (production) {
    return fc
      .constantFrom(["owner", "ops"], ["owner", "search"], ["ops", "owner"])
      .map((approvers) => ({ type: "approval", timeout: "7d", approvers }));
  }
  return fc.constantFrom<Json>(
    { type: "auto" },
    { type: "bake", duration: "1h 30m" },
    { type: "approval", timeout: "1d", approvers: ["owner"] },
  );
}

function clusterPair({ environment, region }: { environment: string; region: string }): [string, Json][] {
  const common = { environment, region, delegateSelectors: [`delegate-${environment}-${region}`, "linux"] };
  const ecs = { cluster: environment, awsRegion: "eu-west-1", connector: `aws_${environment}` };
  return [
    [`${environment}-${region}`, common],
    [`${environment}-${region}-ecs`, { ...common, target: "ecs", ecs }],
  ];
}

function anyServices(environments: readonly string[]): fc.Arbitrary<Json[]> {
  const name = fc
    .array(fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/), { minLength: 1, maxLength: 3 })
    .map((words) => words.join("-"))
    .filter((text) => text.length >= 2);
  return fc.uniqueArray(anyService(name, environments), {
    minLength: 1,
    maxLength: 6,
    selector: ({ name: text }) => text,
  });
}

function anyService(name: fc.Arbitrary<string>, environments: readonly string[]): fc.Arbitrary<Json> {
  return anyFields(name, environments).map(settled(environments));
}

/** Strategies only where the archetype has them, and a schedule only with an input set that gives the tag. */
function settled(environments: readonly string[]): (fields: Record<string, unknown>) => Json {
  return ({ strategies, schedule, ...service }) => {
    const { archetype, target, inputSets } = service;
    const own = service["environments"] as string[];
    const choices = archetype === "job" || archetype === "scheduler" ? [] : ((strategies ?? []) as string[]);
    const strategy = Object.fromEntries(
      environments.flatMap((key, index) => {
        const choice = choices[index];
        const misfit = choice === "blue-green" && (archetype === "listener" || target === "ecs");
        return choice === undefined || misfit || !own.includes(key) ? [] : [[key, choice]];
      }),
    );
    const scheduled =
      schedule === true
        ? {
            inputSets: { ...(inputSets as object | undefined), nightly: { imageTag: "v1.2.3" } },
            schedule: { cron: "0 6 * * 1-5", inputSet: "nightly" },
          }
        : {};
    return { ...service, strategy, ...scheduled };
  };
}

function anyFields(
  name: fc.Arbitrary<string>,
  environments: readonly string[],
): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(
    {
      name,
      archetype: fc.constantFrom(...archetypes),
      target: fc.constantFrom("kubernetes", "ecs"),
      team: fc.constantFrom(...teamKeys),
      environments: fc.subarray([...environments], { minLength: 1 }),
      regions: fc.subarray(regionKeys.slice(1)).map((others) => ["west", ...others]),
      description: fc.string({ maxLength: 40 }).filter((text) => !/<\+|\{\{|\}\}/.test(text)),
      strategies: fc.array(fc.constantFrom("rolling", "canary", "blue-green"), {
        minLength: 4,
        maxLength: 4,
      }),
      approvers: fc.constantFrom([], ["search"], ["shop"]),
      verify: fc.constantFrom({}, { first: "15m" }, { second: "30m", sensitivity: "high" }),
      schedule: fc.boolean(),
      tags: fc.uniqueArray(fc.stringMatching(/^[a-z]{2,5}$/), { maxLength: 3 }),
      inputSets: fc.dictionary(
        fc.stringMatching(/^[a-z]{2,6}$/),
        fc.constantFrom({}, { imageTag: "v1.2.3" }),
        {
          maxKeys: 2,
          noNullPrototype: true,
        },
      ),
    },
    { requiredKeys: ["name", "archetype", "target", "team", "environments", "regions"] },
  );
}
