import * as make from "../requests";
import { refused, type Scenario } from "./scenario";

const deploy = (parts: Parameters<typeof make.deployment>[0]) =>
  make.newPipeline("pl", make.pipelineOf("pl", make.deployment(parts)));
const useTemplate = (reference: string, label?: string) =>
  make.newPipeline("pl", make.pipelineYaml("pl", make.templateStep(reference, label)));
const infra = (connectorRef: string) => {
  const body = make.infrastructureBody("inf", "env") as { yaml: string };
  return make.newInfrastructure("inf", "env", { yaml: body.yaml.replace("<+input>", connectorRef) });
};

const stageSpec = make
  .deployment({
    environment: "environment: { environmentRef: e, infrastructureDefinitions: [{ identifier: i }] }",
  })
  .replace(/^stages: \[\{ stage: \{ name: d, identifier: d,/, "{")
  .replace(/ \}\]$/, "");

/** What documents refer to, and what must exist for it. */
export const referenceScenarios = {
  "reference.service": async (account) => {
    const service = "service: { serviceRef: svc }";
    await account.given(make.newProject(), deploy({ service }));
    const inputs = `templateInputs: { spec: { ${service} } }`;
    const stage = `{ name: s, identifier: s, template: { templateRef: t, versionLabel: v1, ${inputs} } }`;
    const second = make.pipelineOf("second", `stages: [{ stage: ${stage} }]`);
    await account.given(
      make.newTemplate("t", "v1", {
        template_yaml: make.templateYaml("t", "v1", stageSpec, "Stage"),
      }),
      make.newPipeline("second", second),
    );
    await account.given(make.newService("svc"));
    const remove = make.del(`/ng/api/servicesV2/svc?${make.inProject}`);
    await refused(account, remove, 400, /Pipeline \[pl\], Pipeline \[second\]/);
    await account.given({ ...remove, path: `${remove.path}&forceDelete=true` });
  },
  "reference.environment": async (account) => {
    const environment =
      "environment: { environmentRef: env, infrastructureDefinitions: [{ identifier: inf }] }";
    await account.given(make.newProject(), deploy({ environment }));
    await account.given(make.newEnvironment("env"), make.newInfrastructure("inf", "env"));
    const infrastructure = `/ng/api/infrastructures/inf?${make.inProject}&environmentIdentifier=env`;
    await refused(account, make.del(infrastructure), 400, /Pipeline \[pl\]/);
    const bare = `/ng/api/environmentsV2/env?${make.inProject}`;
    await refused(account, make.del(bare), 400, /Pipeline \[pl\]/);
    await account.given(make.del(`${bare}&forceDelete=true`));
  },
  "reference.template": async (account) => {
    await account.given(make.newProject());
    await refused(account, useTemplate("t", "v1"), 400, /there is no template "t"/);
    await account.given(make.newTemplate("t", "v1"));
    await refused(account, useTemplate("t", "v2"), 400, /has no version "v2"/);
    await account.given(useTemplate("t", "v1"));
  },
  "reference.connector": async (account) => {
    await account.given(make.newProject(), make.newEnvironment("env"), infra("k8s"));
    await account.given(make.newConnector("k8s"));
    const connector = `/ng/api/connectors/k8s?${make.inProject}`;
    await refused(account, make.del(connector), 400, /Infrastructure \[/);
    for (const elsewhere of ["org.k8s", "account.somewhere"])
      await account.given({ ...infra(elsewhere), method: "PUT" });
    await account.given(make.del(connector));
  },
  "reference.prefix": async (account) => {
    await account.given(make.newProject(), make.newTemplate("o", "v1", {}, "/v1/orgs/default"));
    await account.given(make.newTemplate("a", "v1", {}, "/v1"));
    await refused(account, useTemplate("o", "v1"), 400, /there is no template "o"/);
    await refused(account, useTemplate("account.o", "v1"), 400, /not found/);
    await account.given(useTemplate("org.o", "v1"));
    const second = useTemplate("account.a", "v1");
    await account.given({ ...second, method: "PUT", path: `${second.path}/pl` });
    const nested = {
      template_yaml: make.templateYaml("n", "v1", `{ template: { templateRef: org.o, versionLabel: v1 } }`),
    };
    await refused(
      account,
      make.newTemplate("n", "v1", nested, "/v1"),
      400,
      /cannot be referred to from the account/,
    );
  },
  "reference.expression": async (account) => {
    await account.given(make.newProject());
    const service = 'service: { serviceRef: "<+pipeline.name>" }';
    const environment = "environment: { environmentRef: <+input>, infrastructureDefinitions: <+input> }";
    await account.given(deploy({ service, environment }));
  },
  "reference.versionOne": async (account) => {
    await account.given(make.newProject());
    const service = "serviceConfig: { serviceRef: service, serviceDefinition: { type: Kubernetes } }";
    const environment =
      "infrastructure: { environmentRef: testenv, infrastructureDefinition: { spec: { connectorRef: testconf } } }";
    await account.given(deploy({ service, environment }));
  },
} satisfies Record<string, Scenario>;
