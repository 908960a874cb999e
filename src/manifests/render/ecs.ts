/** Task and service definitions for ECS on Fargate, as Harness's ECS steps take them. */
import { servesHttp, sizeOf, strategyOf } from "../../catalog/effective";
import type { Catalog } from "../../catalog/model";
import type { Fault } from "../fault";
import type { Target } from "../targets";
import { fargateSize } from "./fargate";
import { generatedYaml } from "./texts";

/** Files by name, or what the cluster lacks. */
export interface EcsFiles {
  readonly files: Readonly<Record<string, string>>;
  readonly faults: readonly Fault[];
}

/**
 * The files that the Harness service and the ECS templates name: a task definition, and either a service definition or, for
 * a job, a request to run the task. Harness evaluates expressions in them.
 */
export function ecsFiles(catalog: Catalog, target: Target): EcsFiles {
  const { service, cluster } = target;
  const faults = [...missingSettings(target), ...tooLarge(catalog, target)];
  const task = generatedYaml(taskDefinition(catalog, target));
  const files: Record<string, string> = { "task-definition.yaml": task };
  if (service.archetype === "job") {
    files["run-task-request.yaml"] = generatedYaml({ launchType: "FARGATE", count: 1, ...network(cluster) });
  } else {
    files["service-definition.yaml"] = generatedYaml(serviceDefinition(catalog, target));
  }
  return { files, faults };
}

function family({ label, service, region }: Target): string {
  return `${label}-${service.name}-${region}`;
}

function taskDefinition(catalog: Catalog, target: Target): object {
  const { service, environment, label, region, cluster } = target;
  const { executionRole, taskRole, awsRegion } = cluster.ecs!;
  const fixed = { SERVICE: service.name, ENVIRONMENT: label, REGION: region };
  const served: Record<string, string> = servesHttp(service.archetype) ? { PORT: String(service.port) } : {};
  const variables = Object.entries<string>({ ...fixed, ...served, ...service.env });
  return {
    family: family(target),
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    ...fargateSize(sizeOf(catalog, service, environment)),
    executionRoleArn: executionRole,
    ...(taskRole === undefined ? {} : { taskRoleArn: taskRole }),
    containerDefinitions: [
      {
        name: "app",
        image: "<+serviceVariables.image>",
        essential: true,
        user: "10001:10001",
        readonlyRootFilesystem: true,
        linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
        ...(servesHttp(service.archetype)
          ? { portMappings: [{ containerPort: service.port, protocol: "tcp" }] }
          : {}),
        environment: variables.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => ({ name, value })),
        mountPoints: [{ sourceVolume: "tmp", containerPath: "/tmp" }],
        stopTimeout: 30,
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": `/ecs/${family(target)}`,
            "awslogs-create-group": "true",
            "awslogs-region": awsRegion,
            "awslogs-stream-prefix": "app",
          },
        },
      },
    ],
    volumes: [{ name: "tmp" }],
    tags: [
      { key: "service", value: service.name },
      { key: "environment", value: label },
      { key: "team", value: service.team },
    ],
  };
}

/** `<+targetGroupArn>` is the target group of the stage listener, which Harness knows when the step runs. */
function serviceDefinition(catalog: Catalog, target: Target): object {
  const { service, environment, cluster } = target;
  const isBlueGreen = strategyOf(catalog, service, environment) === "blue-green";
  const balanced = { targetGroupArn: "<+targetGroupArn>", containerName: "app", containerPort: service.port };
  return {
    serviceName: family(target),
    desiredCount: sizeOf(catalog, service, environment).minReplicas,
    launchType: "FARGATE",
    ...network(cluster),
    deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: 200 },
    ...(isBlueGreen ? { loadBalancers: [balanced], healthCheckGracePeriodSeconds: 150 } : {}),
    enableECSManagedTags: true,
    propagateTags: "TASK_DEFINITION",
  };
}

function tooLarge(catalog: Catalog, { environment, service }: Target): Fault[] {
  const size = sizeOf(catalog, service, environment);
  if (fargateSize(size) !== undefined) return [];
  const message = `size ${size.key} is larger than the largest task of Fargate, 16384m and 120Gi`;
  const at = { in: "platform", path: ["sizes", size.key] } as const;
  return [{ code: "MAN003", message, hint: "give ECS services a smaller size", at }];
}

function network({ ecs }: Target["cluster"]): object {
  const { subnets, securityGroups } = ecs!;
  return {
    networkConfiguration: {
      awsvpcConfiguration: { subnets, securityGroups, assignPublicIp: "DISABLED" },
    },
  };
}

function missingSettings({ cluster }: Target): Fault[] {
  const { executionRole, subnets, securityGroups } = cluster.ecs!;
  const missing = [
    ...(executionRole === undefined ? ["executionRole"] : []),
    ...(subnets.length === 0 ? ["subnets"] : []),
    ...(securityGroups.length === 0 ? ["securityGroups"] : []),
  ];
  return missing.map((key) => ({
    code: "MAN003",
    message: `tasks on the ECS cluster ${cluster.key} need ecs.${key}`,
    hint: `add clusters.${cluster.key}.ecs.${key}`,
    at: { in: "platform", path: ["clusters", cluster.key, "ecs"] },
  }));
}
