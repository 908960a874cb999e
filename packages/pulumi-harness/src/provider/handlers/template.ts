import { specs } from "../../sdk/spec";
import { isObject } from "../api/envelope";
import type { Plain } from "../wire/struct";
import type { Context, Found, Handler } from "./handler";
import type { Json } from "./lists";
import { rest } from "./rest";
import { scopePath, segment, type Scoped } from "./scope";

interface Version extends Scoped {
  readonly identifier: string;
  readonly version?: string | undefined;
}

const collection = (inputs: Scoped) => `${scopePath(inputs)}/templates`;
/** Without a version the stable one is meant, which is how an import id without a label reads. */
const item = (inputs: Version) =>
  `${collection(inputs)}/${segment(inputs.identifier)}` +
  (inputs.version === undefined ? "" : `/versions/${segment(inputs.version)}`);

const identifierOf = (entity: Json) => entity["identifier"] ?? entity["slug"];

export const template = rest(specs.template, {
  style: "v1",
  collection,
  item,
  query: () => ({}),
  deleteQuery: ({ comments, forceDelete }) => ({
    comments,
    ...(forceDelete === true ? { forceDelete } : {}),
  }),
  toBody: ({ templateYaml, isStable, comments }) => ({
    template_yaml: templateYaml,
    is_stable: isStable,
    comments,
  }),
  toUpdateBody: ({ templateYaml, comments }) => ({ template_yaml: templateYaml, comments }),
  silentWrites: true,
  entityIn: (answer) => answer["template"] as Json | undefined,
  fromEntity: (entity) => ({
    identifier: identifierOf(entity),
    name: entity["name"],
    version: entity["version_label"],
    orgId: entity["org"],
    projectId: entity["project"],
    isStable: entity["stable_template"],
    templateYaml: entity["yaml"],
  }),
  update: updateAndMark,
  list: {
    style: "v1",
    path: collection,
    page: ["page", "limit"],
    keyOf: (entity) => `${String(identifierOf(entity))} ${String(entity["version_label"])}`,
    keyFor: ({ identifier, version }) => `${identifier} ${version}`,
    times: (entity) => ({ created: Number(entity["created"]), updated: Number(entity["updated"]) }),
    // Making another version stable need not count as a change of this one
    agrees: (entity, { name, isStable = false }) =>
      entity["name"] === name && entity["stable_template"] === isStable,
  },
});

/** The update alone does not move the mark of the stable version: a second call does. */
async function updateAndMark(ctx: Context, old: Plain, next: Plain, base: Handler): Promise<Found> {
  const found = await base.update(ctx, old, next);
  if (next["isStable"] !== true || old["isStable"] === true) return found;
  const path = `${item(next as unknown as Version)}/stable`;
  const body = { template_yaml: next["templateYaml"], comments: next["comments"] };
  await ctx.client.request({
    style: "v1",
    method: "PUT",
    path,
    body,
    proves: (value) => isObject(value) && identifierOf(value) === next["identifier"],
    isDone: async () =>
      (await base.read(ctx, next, { managed: false, mark: undefined }))?.remote["isStable"] === true,
  });
  return found;
}
