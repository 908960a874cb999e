/** Objects of a stack that are not Harness's, as the program registers them: on GitHub, and in the clusters of delegates. */
import type { GitHubKind, GitHubPlan } from "../../plan/gitHub/model";
import type { PlannedDelegate } from "../../plan/model";
import type { Wanted } from "../../../infra/wanted";
import {
  delegateObjects,
  delegateResourceName,
  tokenSecret,
  type KubernetesObject,
} from "../../documents/delegates";

/** One object with the inputs that the plan knows of it. */
export interface ElsewhereObject {
  readonly component: string;
  readonly group: string;
  /** Type token of the official SDK. */
  readonly type: string;
  readonly name: string;
  /** Inputs as the program gives them; a placeholder stands where a value or number is known only outside. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Whether it is made only with a value that this run was not given. An object that is there keeps its own. */
  readonly lacksValue: boolean;
}

/** Where a value of an environment may come from. */
export type Given = Readonly<{ variable: string; config: string }>;

/** Stands for the token of a delegate, which Harness makes. */
const tokenPlaceholder = { $value: "token" };

/** Everything a run wants outside of Harness. @param isGiven whether somebody has given a value */
export function objectsElsewhere(
  { onGitHub, plan, settings }: Pick<Wanted, "onGitHub" | "plan" | "settings">,
  isGiven: (value: Given) => boolean,
): ElsewhereObject[] {
  return [
    ...(onGitHub === undefined ? [] : gitHubObjects(onGitHub, isGiven)),
    ...(settings.delegates === "true" ? plan.delegates.flatMap(clusterObjects) : []),
  ];
}

function gitHubObjects({ units }: GitHubPlan, isGiven: (value: Given) => boolean): ElsewhereObject[] {
  return units.flatMap((unit) =>
    unit.objects.map((object) => ({
      component: "GitHubRepository",
      group: unit.name,
      type: gitHubType(object.kind),
      name: object.name,
      inputs: object.inputs,
      lacksValue: valuesIn(object.inputs).some((value) => !isGiven(value)),
    })),
  );
}

/** As `@pulumi/github` spells it. */
export function gitHubType(kind: GitHubKind): string {
  return `github:index/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}

function valuesIn(value: unknown): Given[] {
  if (typeof value !== "object" || value === null) return [];
  if ("$value" in value) return [(value as { $value: Given }).$value];
  return Object.values(value).flatMap(valuesIn);
}

/** The Secret of the token is one of them. */
function clusterObjects({ cluster, spec, account }: PlannedDelegate): ElsewhereObject[] {
  return [...delegateObjects(spec, account), tokenSecret(spec, tokenPlaceholder)].map(
    (object: KubernetesObject) => ({
      component: "ClusterDelegate",
      group: cluster,
      type: kubernetesType(object),
      name: delegateResourceName(cluster, spec, object),
      inputs: { ...object },
      lacksValue: false,
    }),
  );
}

/** As `@pulumi/kubernetes` spells it: the core group has a name there. */
export function kubernetesType({ apiVersion, kind }: Pick<KubernetesObject, "apiVersion" | "kind">): string {
  return `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
}
