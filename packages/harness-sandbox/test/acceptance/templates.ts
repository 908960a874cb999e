import { del, get, post, put } from "../requests";
import type { AcceptanceCase } from "./acceptanceCase";
import { inAccount, inOrganization, inProject, type Place } from "./place";

const id = "AccTemplate_yBqHs";
const renamed = `${id}_updated`;

/** Everything a caller decides is left open; the last line holds blanks only. */
const templateYaml = (place: Place, label: string, name: string) =>
  `template:\n  name: "${name}"\n  identifier: "${id}"\n  versionLabel: ${label}\n  type: Pipeline\n${place.yaml}` +
  `  tags: {}
  spec:
    stages:
      - stage:
          name: roll
          identifier: roll
          description: ""
          type: Deployment
          spec:
            deploymentType: Kubernetes
            service: { serviceRef: <+input>, serviceInputs: <+input> }
            environment:
              environmentRef: <+input>
              deployToAll: false
              infrastructureDefinitions: <+input>
            execution:
              steps:
                - step: { name: Roll Out, identifier: out, type: K8sRollingDeploy, timeout: 10m, spec: { skipDryRun: false } }
              rollbackSteps:
                - step: { name: Roll Back, identifier: back, type: K8sRollingRollback, timeout: 10m, spec: {} }
          tags: {}
          failureStrategies: [{ onFailure: { errors: [AllErrors], action: { type: StageRollback } } }]
 `;

const bodyOf = (place: Place, label: string, name: string, more: object = {}) => ({
  ...{ template_yaml: templateYaml(place, label, name), comments: "comments" },
  ...more,
});

/** An update of a stable version sends its body a second time, to the path that marks it. */
function templateCase(test: string, place: Place): AcceptanceCase {
  const base = `${place.v1}/templates`;
  const version = `${base}/${id}/versions/ab`;
  const again = bodyOf(place, "ab", renamed);
  return {
    test,
    given: place.given,
    steps: [
      {
        apply: [post(base, bodyOf(place, "ab", id, { is_stable: true }))],
        reads: { "template.identifier": id, "template.name": id, "template.stable_template": true },
      },
      {
        apply: [put(version, again), put(`${version}/stable`, again)],
        reads: {
          "template.name": renamed,
          "template.version_label": "ab",
          "template.yaml": again.template_yaml,
          "template.store_type": "INLINE",
        },
      },
    ],
    read: get(`${version}?branch_name=`),
    remove: del(`${version}?comments=comments`),
  };
}

/** The mark moves to the second version; then the first can go, and the second as the last. */
function moveStable(): AcceptanceCase {
  const place = inOrganization(id);
  const base = `${place.v1}/templates`;
  const [first, second] = [`${base}/${id}/versions/ab`, `${base}/${id}/versions/abc`];
  return {
    test: "TestAccResourceTemplate_OrgScopeInline_UpdateStable",
    given: place.given,
    steps: [
      {
        apply: [
          post(base, bodyOf(place, "ab", id, { is_stable: true })),
          post(base, bodyOf(place, "abc", id, { is_stable: false })),
        ],
        reads: { "template.version_label": "abc", "template.stable_template": false },
      },
      {
        apply: [
          put(second, bodyOf(place, "abc", id)),
          put(`${second}/stable`, bodyOf(place, "abc", id)),
          put(first, bodyOf(place, "ab", id)),
          del(`${first}?forceDelete=true`),
        ],
        reads: { "template.stable_template": true },
      },
    ],
    read: get(second),
    remove: del(`${second}?forceDelete=true`),
  };
}

export const templateCases: readonly AcceptanceCase[] = [
  templateCase("TestAccResourceTemplateProjectScopeInline", inProject(id)),
  templateCase("TestAccResourceTemplate_OrgScopeInline", inOrganization(id)),
  templateCase("TestAccDataSourceTemplateInline (account)", inAccount),
  templateCase("TestAccResourceTemplate_DeleteUnderlyingResource", inProject(id)),
  moveStable(),
];
