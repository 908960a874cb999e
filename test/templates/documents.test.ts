/** The small documents: trigger, input set, notification rules, infrastructure. */
import assert from "node:assert/strict";
import { parse } from "yaml";
import { renderInfrastructure } from "../../src/documents/infrastructure";
import { renderInputSet } from "../../src/documents/inputSet";
import { notificationRules } from "../../src/documents/notifications";
import { renderImageTrigger } from "../../src/documents/trigger";

const entity = {
  scope: { organization: "acme", project: "shop" },
  identifier: "svc_x",
  name: "x",
  tags: { managed_by: "harness-catalog" },
};

describe("the image trigger", () => {
  const { trigger } = parse(renderImageTrigger(entity, { pipeline: "svc_cd", service: "svc" })) as {
    trigger: {
      inputYaml: string;
      pipelineIdentifier: string;
      source: { spec: { type: string; spec: { payloadConditions: unknown[] } } };
    };
  };

  it("listens for its own service and for tags that do not move", () => {
    assert.equal(trigger.source.spec.type, "Custom");
    assert.deepEqual(trigger.source.spec.spec.payloadConditions, [
      { key: "<+trigger.payload.service>", operator: "Equals", value: "svc" },
      {
        key: "<+trigger.payload.imageTag>",
        operator: "Regex",
        value: "^v?[0-9]+[.][0-9]+[.][0-9]+[-.0-9A-Za-z]*$|^[0-9a-f]{7,40}$",
      },
    ]);
  });

  it("passes on payload expressions only", () => {
    const expressions = [...trigger.inputYaml.matchAll(/<\+[^>]*>/g)].map(([found]) => found);
    assert.deepEqual(expressions, ["<+trigger.payload.imageTag>"]);
    assert.deepEqual(parse(trigger.inputYaml), {
      pipeline: {
        identifier: trigger.pipelineIdentifier,
        variables: [{ name: "imageTag", type: "String", value: "<+trigger.payload.imageTag>" }],
      },
    });
  });
});

describe("an input set", () => {
  const value = (imageTag: string | undefined) =>
    (
      parse(renderInputSet(entity, { pipeline: "svc_cd", imageTag })) as {
        inputSet: { pipeline: { variables: { value: string }[] } };
      }
    ).inputSet.pipeline.variables[0]?.value;

  it("gives the tag, or leaves it to whoever starts the run", () => {
    assert.equal(value("v1.2.3"), "v1.2.3");
    assert.equal(value(undefined), "<+input>");
  });
});

describe("notification rules", () => {
  it("wake nobody where there is no production", () => {
    const rules = notificationRules({ pagerdutyKey: '<+secrets.getValue("key")>', approvers: [] }, []);
    assert.deepEqual(rules, []);
  });

  it("page for failures of production stages only", () => {
    const [rule] = notificationRules({ pagerdutyKey: '<+secrets.getValue("key")>', approvers: [] }, [
      "prod_euw1",
    ]) as {
      pipelineEvents: unknown;
    }[];
    assert.deepEqual(rule?.pipelineEvents, [{ type: "StageFailed", forStages: ["prod_euw1"] }]);
  });
});

describe("every channel", () => {
  const secret = '<+secrets.getValue("key")>' as const;
  const rules = notificationRules(
    {
      slackWebhook: secret,
      msTeamsWebhook: secret,
      pagerdutyKey: secret,
      email: "team@example.com",
      datadog: { url: "https://api.datadoghq.com/api/v1/events", apiKey: secret },
      approvers: ["account.ops", "account.shop"],
    },
    ["prod_euw1"],
  ) as unknown as {
    identifier: string;
    pipelineEvents: { type: string }[];
    notificationMethod: { type: string; spec: Record<string, unknown> };
  }[];

  it("has its own rule, method and events", () => {
    assert.deepEqual(
      rules.map(({ identifier, notificationMethod, pipelineEvents }) => [
        identifier,
        notificationMethod.type,
        pipelineEvents.map(({ type }) => type).join(" "),
      ]),
      [
        ["slack", "Slack", "PipelineSuccess PipelineFailed WaitingForUserAction"],
        ["msteams", "MsTeams", "PipelineSuccess PipelineFailed WaitingForUserAction"],
        ["pagerduty", "PagerDuty", "StageFailed"],
        ["email", "Email", "PipelineFailed WaitingForUserAction"],
        ["approvers", "Email", "WaitingForUserAction"],
        ["datadog", "Datadog", "PipelineEnd"],
      ],
    );
  });

  it("reaches the groups that open the gates (R-219)", () => {
    const { spec } = rules.find(({ identifier }) => identifier === "approvers")!.notificationMethod;
    assert.deepEqual(spec, { userGroups: ["account.ops", "account.shop"], recipients: [] });
  });
});

describe("an infrastructure", () => {
  it("on Kubernetes has a namespace and a release of its own per service", () => {
    const cluster = { target: "kubernetes", connector: "k8s", region: "euw1" } as const;
    const { infrastructureDefinition } = parse(renderInfrastructure(entity, "prod", cluster)) as {
      infrastructureDefinition: Record<string, unknown>;
    };
    assert.deepEqual(infrastructureDefinition["spec"], {
      connectorRef: "k8s",
      namespace: "<+env.name>-<+service.name>-euw1",
      releaseName: "release-<+INFRA_KEY_SHORT_ID>",
    });
    assert.equal(infrastructureDefinition["allowSimultaneousDeployments"], false);
  });

  it("on ECS names the AWS region and the cluster", () => {
    const cluster = { target: "ecs", connector: "aws", awsRegion: "eu-west-1", cluster: "web" } as const;
    const text = renderInfrastructure(entity, "prod", cluster);
    assert.match(text, /deploymentType: ECS\n {2}type: ECS\n/);
    assert.match(text, /connectorRef: aws\n {4}region: eu-west-1\n {4}cluster: web\n/);
  });
});
