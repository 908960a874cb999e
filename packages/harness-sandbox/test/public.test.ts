/** The account takes what other people write, and says what of it was not looked into. */
import assert from "node:assert/strict";
import { parse } from "yaml";
import type { LintDocument } from "harness-lint";
import { rootKeys } from "harness-lint";
import { publicDocuments } from "harness-lint/test/publicDocuments";
import { TestAccount, type Req } from "./client";
import { kindOrder } from "./lintRequests";
import { inProject, newProject, place, post, v1 } from "./requests";

/** Templates of the account and the organization that the documents link. */
const surroundings: readonly Req[] = [
  newProject(),
  template("/v1/templates", "say", "Step", "{ type: Wait, spec: { duration: 1m } }"),
  template(
    "/v1/templates",
    "own_kind",
    "CustomDeployment",
    "{ infrastructure: { variables: [] }, execution: { stepTemplateRefs: [] } }",
  ),
  template(
    "/v1/templates",
    "team_stage",
    "Stage",
    "{ type: Custom, spec: { execution: { steps: [{ step: { name: a, identifier: a, type: Wait, spec: { duration: 1m } } }] } } }",
  ),
  template(
    "/v1/orgs/default/templates",
    "golden",
    "Pipeline",
    "{ stages: [{ insert: { name: Before, identifier: before, stages: <+input> } }, { stage: { name: ask, identifier: ask, type: Custom, spec: { execution: { steps: [{ insert: { name: E, identifier: extra, steps: <+input> } }] } } } }] }",
    "  orgIdentifier: default\n",
  ),
];

function template(path: string, identifier: string, type: string, spec: string, scope = ""): Req {
  const head = `template:\n  name: ${identifier}\n  identifier: ${identifier}\n  versionLabel: v1\n  type: ${type}\n`;
  return post(path, { template_yaml: `${head}${scope}  spec: ${spec}\n` });
}

interface Head {
  readonly identifier: string;
  readonly name: string;
  readonly type?: string;
  readonly environmentRef?: string;
  readonly pipelineIdentifier?: string;
  readonly pipeline?: { readonly identifier: string };
}

function request({ kind, text }: LintDocument): Req {
  const root = (parse(text) as Readonly<Record<string, Head>>)[rootKeys[kind]]!;
  const { identifier, name, type, environmentRef } = root;
  const body = { identifier, name, ...place, yaml: text };
  switch (kind) {
    case "service":
      return post("/ng/api/servicesV2", body);
    case "environment":
      return post("/ng/api/environmentsV2", { ...body, type });
    case "infrastructure":
      return post("/ng/api/infrastructures", { ...body, environmentRef, type });
    case "template":
      return post(`${v1}/templates`, { template_yaml: text });
    case "pipeline":
      return post(`${v1}/pipelines`, { identifier, name, pipeline_yaml: text });
    case "inputSet":
      return post(`${v1}/input-sets?pipeline=${root.pipeline!.identifier}`, {
        identifier,
        name,
        input_set_yaml: text,
      });
    case "trigger":
      return post(`/pipeline/api/triggers?${inProject}&targetIdentifier=${root.pipelineIdentifier}`, text);
  }
}

describe("sandbox and public documents", () => {
  const account = new TestAccount();
  before(() => account.given(...surroundings));

  const ordered = kindOrder.flatMap((kind) => publicDocuments.filter((each) => each.kind === kind));
  for (const document of ordered) {
    it(`takes ${document.kind} ${document.path}`, () => account.given(request(document)));
  }

  it("says what it did not look into, and nothing where it knows all", async () => {
    const text = (type: string): string =>
      `pipeline: { name: p, identifier: ${type}, orgIdentifier: ${place.orgIdentifier}, projectIdentifier: ${place.projectIdentifier}, ` +
      `stages: [{ stage: { name: s, identifier: s, type: Custom, spec: { execution: { steps: [{ step: { name: a, identifier: a, type: ${type}, spec: {} } }] } } } }] }\n`;
    const headerOf = async (type: string): Promise<string | null> => {
      const create = post(`${v1}/pipelines`, { identifier: type, name: "p", pipeline_yaml: text(type) });
      return (await account.must(create)).headers.get("X-Sandbox-Unchecked");
    };
    assert.match((await headerOf("PunchCards")) ?? "", /step type "PunchCards" is not known here/);
    assert.equal(await headerOf("TerraformApply"), null);
  });
});
