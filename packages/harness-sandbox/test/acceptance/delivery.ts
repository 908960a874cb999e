import { del, get, post, put } from "../requests";
import type { AcceptanceCase } from "./acceptanceCase";
import { inAccount, inOrganization, inProject, type Place } from "./place";

const id = "AccDelivery_gTsBn";
const renamed = `${id}_updated`;
const tags = { foo: "bar", lone: "" };

const manifest = `      manifests:
        - manifest:
            identifier: m
            type: K8sManifest
            spec: { store: { type: Github, spec: { connectorRef: <+input>, paths: [files], branch: main } } }
`;
const serviceHead = (name: string) => `service:\n  name: ${name}\n  identifier: ${id}\n`;
/** Names neither organization nor project, and ends in a line of blanks only. */
const serviceYaml = (name: string) =>
  `${serviceHead(name)}  serviceDefinition:\n    spec:\n${manifest}    type: Kubernetes\n  gitOpsEnabled: false\n  `;

/** The first configuration may leave the YAML to the server. */
function serviceCase(
  test: string,
  place: Place,
  yaml = serviceHead,
  first?: typeof serviceHead,
): AcceptanceCase {
  const body = (name: string, source?: string) => ({ identifier: id, ...place.fields, name, yaml: source });
  const path = `/ng/api/servicesV2/${id}?${place.query}`;
  return {
    test,
    given: place.given,
    steps: [
      { apply: [post("/ng/api/servicesV2", body(id, first?.(id)))], reads: { "data.service.name": id } },
      {
        apply: [put("/ng/api/servicesV2", body(renamed, yaml(renamed)))],
        reads: { "data.service.name": renamed, "data.service.yaml": yaml(renamed) },
      },
    ],
    read: get(path),
    remove: del(path),
  };
}

const environmentYaml = (place: Place) => (name: string) =>
  `environment:\n  name: ${name}\n  identifier: ${id}\n${place.yaml}  type: PreProduction\n` +
  `  tags: { foo: bar, lone: "" }\n  variables:\n    - { name: v, type: String, value: v1, description: "" }\n` +
  `  overrides:\n${manifest}      configFiles:\n        - configFile: { identifier: c, spec: { store: { type: Harness } } }\n`;
/** Identifier and tags stand a second time beside the one root key. */
const strayYaml = (place: Place) => (name: string) =>
  `${environmentYaml(place)(name)}identifier: ${id}\ntags: { foo: bar }\n`;

function environmentBody(place: Place, name: string, yaml?: string): object {
  return { ...place.fields, identifier: id, tags, name, type: "PreProduction", yaml };
}

function environmentCase(test: string, place: Place, yaml?: (name: string) => string): AcceptanceCase {
  const path = `/ng/api/environmentsV2/${id}?${place.query}`;
  const given = yaml && { "data.environment.yaml": yaml(renamed) };
  return {
    test,
    given: place.given,
    steps: [
      {
        apply: [post("/ng/api/environmentsV2", environmentBody(place, id, yaml?.(id)))],
        reads: {
          "data.environment.name": id,
          "data.environment.tags": tags,
          "data.environment.color": "#0063F7",
        },
      },
      {
        apply: [put("/ng/api/environmentsV2", environmentBody(place, renamed, yaml?.(renamed)))],
        reads: { "data.environment.name": renamed, ...given },
      },
    ],
    read: get(path),
    remove: del(path),
  };
}

const infrastructureYaml = (place: Place, name: string, identifier = id) =>
  `infrastructureDefinition:\n  name: "${name}"\n  identifier: "${identifier}"\n  description: ""\n  tags: { a: "" }\n` +
  `${place.yaml}  environmentRef: ${id}\n  deploymentType: Kubernetes\n  type: KubernetesDirect\n` +
  `  spec:\n   connectorRef: account.nowhere\n   namespace: n\n   releaseName: release-<+INFRA_KEY>\n`;

function infrastructureBody(place: Place, name: string, identifier = id): object {
  const rest = { environmentRef: id, name, description: "", type: "KubernetesDirect" };
  return { identifier, ...place.fields, ...rest, yaml: infrastructureYaml(place, name, identifier) };
}

function infrastructureCase(test: string, place: Place): AcceptanceCase {
  const base = "/ng/api/infrastructures";
  const path = `${base}/${id}?${place.query}&environmentIdentifier=${id}`;
  return {
    test,
    given: [...place.given, post("/ng/api/environmentsV2", environmentBody(place, id))],
    steps: [
      {
        apply: [post(base, infrastructureBody(place, id))],
        reads: {
          "data.infrastructure.deploymentType": "Kubernetes",
          "data.infrastructure.environmentRef": id,
        },
      },
      {
        apply: [put(base, infrastructureBody(place, renamed))],
        reads: {
          "data.infrastructure.name": renamed,
          "data.infrastructure.yaml": infrastructureYaml(place, renamed),
        },
      },
    ],
    read: get(path),
    remove: del(path),
  };
}

/** Two infrastructures in one environment. */
function multipleInfrastructures(): AcceptanceCase {
  const first = infrastructureCase("TestAccResourceMultipleInfrastructure", inProject(id));
  const second = infrastructureBody(inProject(id), id, `${id}2`);
  return { ...first, given: [...first.given, post("/ng/api/infrastructures", second)] };
}

/** The references carry the prefix of their own scope, below the account as in it. */
function overrideCase(test: string, place: Place, prefix: string): AcceptanceCase {
  const yamlInternal = `variables:\n  - { name: v1, type: String, value: val1 }\nmanifests:\n  - manifest: { spec: { connectorRef: "<+input>" } }\n`;
  const targets = {
    environmentRef: `${prefix}${id}`,
    serviceRef: `${prefix}${id}`,
    type: "ENV_SERVICE_OVERRIDE",
  };
  const generated = `${prefix}${id}_${prefix}${id}`.replaceAll(".", "_");
  const base = "/ng/api/serviceOverrides";
  return {
    test,
    given: [
      ...place.given,
      post("/ng/api/environmentsV2", environmentBody(place, id)),
      post("/ng/api/servicesV2", { identifier: id, ...place.fields, name: id, yaml: serviceYaml(id) }),
    ],
    steps: [
      {
        apply: [post(base, { ...place.fields, ...targets, yamlInternal })],
        reads: { data: { identifier: generated, ...place.fields, ...targets, yamlInternal } },
      },
    ],
    read: get(`${base}/get-with-yaml/${generated}?${place.query}`),
    remove: del(`${base}/${generated}?${place.query}`),
  };
}

const [organization, project] = [inOrganization(id), inProject(id)];

export const deliveryCases: readonly AcceptanceCase[] = [
  serviceCase("TestAccResourceService", inAccount),
  serviceCase("TestOrgResourceService", organization),
  serviceCase("TestProjectResourceService", project),
  serviceCase("TestAccResourceServiceWithYaml", project, serviceYaml, serviceYaml),
  serviceCase("TestAccResourceServiceWithYamlOrgLevel", organization, serviceYaml, serviceYaml),
  serviceCase("TestAccResourceServiceWithYamlAccountLevel", inAccount, serviceYaml, serviceYaml),
  serviceCase("TestAccResourceService_DeleteUnderlyingResource", project),
  environmentCase("TestAccResourceEnvironment", project),
  environmentCase("TestAccResourceEnvironment_withYaml", project, environmentYaml(project)),
  environmentCase("TestAccResourceEnvironment_withYaml (stray roots)", project, strayYaml(project)),
  environmentCase("TestAccResourceEnvironment_withYamlOrgLevel", organization, environmentYaml(organization)),
  environmentCase("TestAccResourceEnvironment_withYamlAccountLevel", inAccount, environmentYaml(inAccount)),
  environmentCase("TestAccResourceEnvironment_DeleteUnderlyingResource", project),
  infrastructureCase("TestAccResourceInfrastructure", project),
  multipleInfrastructures(),
  infrastructureCase("TestAccResourceInfrastructureOrgLevel", organization),
  infrastructureCase("TestAccResourceInfrastructureAccountLevel", inAccount),
  infrastructureCase("TestAccResourceInfrastructure_DeleteUnderlyingResource", project),
  overrideCase("TestAccServiceOverrides_ProjectScope", project, ""),
  overrideCase("TestAccServiceOverrides_OrgScope", organization, "org."),
  overrideCase("TestAccServiceOverrides_AccountScope", inAccount, "account."),
];
