/** The platform team's way to one place of production, whatever stands before it. */
import { entityHead, type Entity } from "./entity";
import { imageTagVariable } from "./imageTag";
import { runtimeInput } from "./expression";
import type { TemplateLink } from "./stages";
import { stageVariables } from "./stages/link";
import { renderYaml } from "./yaml";

/** The place that a hot-fix pipeline deploys to, and who opens it. */
export interface HotfixContent {
  readonly environment: { readonly identifier: string; readonly type: string };
  readonly infrastructure: string;
  readonly delegateSelectors: readonly string[];
  /** User groups that approve. */
  readonly groups: readonly string[];
  /** Approvals needed, as many as in an emergency. */
  readonly approvals: number;
}

/** A pipeline that is a version of the hot-fix template; whoever starts it gives the service and the image tag. */
export function renderHotfix(entity: Entity, link: TemplateLink, content: HotfixContent): string {
  const { environment, infrastructure, delegateSelectors, groups, approvals } = content;
  const approvers = { userGroups: groups, minimumCount: approvals };
  const approve = {
    identifier: "approve",
    type: "Approval",
    spec: {
      execution: {
        steps: [{ step: { identifier: "approve_platform", type: "HarnessApproval", spec: { approvers } } }],
      },
    },
    variables: stageVariables({ environment: environment.identifier, environment_type: environment.type }),
  };
  const deploy = {
    identifier: "deploy",
    template: {
      templateInputs: {
        type: "Deployment",
        delegateSelectors,
        spec: {
          environment: {
            environmentRef: environment.identifier,
            infrastructureDefinitions: [{ identifier: infrastructure }],
          },
        },
      },
    },
  };
  const { name, type, value } = imageTagVariable;
  return renderYaml("pipeline", {
    ...entityHead(entity),
    template: {
      templateRef: link.templateRef,
      versionLabel: link.versionLabel,
      templateInputs: {
        stages: [{ stage: approve }, { stage: deploy }],
        variables: [
          { name, type, value },
          { name: "service", type: "String", value: runtimeInput },
        ],
      },
    },
  });
}
