/**
 * Writes the JSON schemas that kubeconform validates with, into this folder: `node dist/src/manifests/schemas/write.js`. They come
 * from Go modules, whose content the Go checksum database vouches for: Kubernetes's OpenAPI document and Istio's CRDs.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseAllDocuments } from "yaml";
import { lastResort } from "@harness-catalog/problems/lastResort";
import { packageRoot } from "../../paths/packageRoot";
import { readTextFile } from "@harness-catalog/files/plainFile";
import { crdSchemas } from "./crd";
import { openApiSchemas, type Swagger } from "./openApi";
import { schemaFile, schemasFolder, type SchemaOf } from "./place";

/** What is taken from where. */
const sources = {
  kubernetes: { module: "k8s.io/kubernetes@v1.34.1", file: "api/openapi-spec/swagger.json" },
  istio: { module: "istio.io/api@v1.27.1", file: "kubernetes/customresourcedefinitions.gen.yaml" },
} as const;

/** Everything the manifests and the delegates use, and what else is common beside it; API group and version, then kinds. */
const kubernetesKinds: Readonly<Record<string, string>> = {
  v1: "ConfigMap LimitRange Namespace PersistentVolumeClaim Pod ResourceQuota Secret Service ServiceAccount",
  "apps/v1": "DaemonSet Deployment StatefulSet",
  "autoscaling/v2": "HorizontalPodAutoscaler",
  "batch/v1": "CronJob Job",
  "networking.k8s.io/v1": "Ingress IngressClass NetworkPolicy",
  "policy/v1": "PodDisruptionBudget",
  "rbac.authorization.k8s.io/v1": "ClusterRole ClusterRoleBinding Role RoleBinding",
  "scheduling.k8s.io/v1": "PriorityClass",
};

/** Of every kind that Istio serves in a stable version, that version. */
const istioVersion = "v1";

function fetched({ module, file }: { readonly module: string; readonly file: string }): string {
  const folder = mkdtempSync(join(tmpdir(), "harness-catalog-schemas-"));
  try {
    writeFileSync(join(folder, "go.mod"), "module schemas\n\ngo 1.25\n");
    const answer = execFileSync("go", ["mod", "download", "-json", module], {
      cwd: folder,
      encoding: "utf8",
    });
    const { Dir } = JSON.parse(answer) as { Dir: string };
    return readTextFile(join(Dir, file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(schemas: readonly SchemaOf[]): void {
  for (const { group, version, kind, schema } of schemas) {
    const file = join(packageRoot(), schemasFolder, schemaFile(group, version, kind));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(schema)}\n`);
  }
}

lastResort(process, "schemas");

const wanted = Object.entries(kubernetesKinds).flatMap(([apiVersion, kinds]) =>
  kinds.split(" ").map((kind) => ({ apiVersion, kind })),
);
write(openApiSchemas(JSON.parse(fetched(sources.kubernetes)) as Swagger, wanted));
const crds = parseAllDocuments(fetched(sources.istio)).map((document) => document.toJS() as unknown);
write(crdSchemas(crds).filter(({ version }) => version === istioVersion));
