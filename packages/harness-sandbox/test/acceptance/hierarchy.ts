import { del, get, newOrganization, newPipeline, post, put } from "../requests";
import type { AcceptanceCase } from "./acceptanceCase";
import { inOrganization, inProject } from "./place";

const id = "AccHierarchy_kQzWd";
const organizationPath = `/ng/api/organizations/${id}`;
const described = { description: "made by a test", tags: { team: "blue", lone: "" } };

const organization = (test: string): AcceptanceCase => ({
  test,
  given: [],
  steps: [
    {
      apply: [newOrganization(id, described)],
      reads: { "data.organization": { identifier: id, name: id, ...described } },
    },
    {
      apply: [
        put(organizationPath, { organization: { identifier: id, name: `${id} updated`, ...described } }),
      ],
      reads: { "data.organization.name": `${id} updated` },
    },
  ],
  read: get(organizationPath),
  remove: del(organizationPath),
});

const project = (test: string): AcceptanceCase => {
  const { given, query } = inOrganization(id);
  const path = `/ng/api/projects/${id}?${query}`;
  const body = (name: string) => ({ project: { orgIdentifier: id, identifier: id, name } });
  return {
    test,
    given,
    steps: [
      {
        apply: [post(`/ng/api/projects?${query}`, body(id))],
        reads: { "data.project.name": id, "data.project.orgIdentifier": id, "data.project.color": "#0063F7" },
      },
      { apply: [put(path, body(`${id}_updated`))], reads: { "data.project.name": `${id}_updated` } },
    ],
    read: get(path),
    remove: del(path),
  };
};

/** An organization goes with everything in it, although nothing in it was deleted before. */
const organizationWithContent = (): AcceptanceCase => {
  const { given, v1, yaml } = inProject(id);
  const stage =
    "stages: [{ stage: { name: s, identifier: s, type: Custom, spec: { execution: { steps: [] } } } }]";
  const pipeline = newPipeline("pl", `pipeline:\n  name: pl\n  identifier: pl\n${yaml}  ${stage}\n`);
  return {
    test: "TestAccResourceOrganization (with content)",
    given,
    steps: [
      { apply: [{ ...pipeline, path: `${v1}/pipelines` }], reads: { "data.organization.identifier": id } },
    ],
    read: get(organizationPath),
    remove: del(organizationPath),
  };
};

export const hierarchyCases: readonly AcceptanceCase[] = [
  organization("TestAccResourceOrganization"),
  organization("TestAccResourceOrganization_DeleteUnderlyingResource"),
  organizationWithContent(),
  project("TestAccResourceProject"),
  project("TestAccResourceProject_DeleteUnderlyingResource"),
];
