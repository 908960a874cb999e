/** What the real account does and this one does not. Each answers 501 or is left out; nothing pretends. */
export const notModelled: readonly string[] = [
  "Running anything: pipelines, delegates, connector tests, webhooks, approvals, policy evaluation.",
  "Git Experience: objects stored in Git, import from Git, moving files. Git members of policies are kept as they come.",
  "Users, permissions and roles of the API key: the one key may do everything, and any user id or e-mail address is taken.",
  "Built-in roles and resource groups can be assigned but neither read nor listed.",
  "Secrets other than SecretText. The secret manager of a `Reference` secret is not looked up.",
  "Connector types other than K8sCluster, Github, Aws, Prometheus and Datadog are kept as they come.",
  "Rego is not compiled; a policy can be deleted while a set holds it.",
  "What a step asks for inside its spec is checked for the step types of `lint/shapes` only.",
  "Template inputs are checked but not merged; `template_applied_pipeline_yaml` is absent.",
  "Secrets used in expressions, approvers and notification groups of a pipeline are not looked up.",
  "What the specs of health and change sources hold, apart from their connectors; monitored services from YAML or templates.",
  "Times and recurrences of freeze windows, apart from what each window must have; the global freeze.",
  "`If-Match` and versions of objects.",
  "Limits per source address, of large requests and of user invites.",
  "Environment groups, variables, file store, feature flags, service level objectives, GitOps, notification channels, webhooks.",
  "Deleted delegate tokens are not purged after 30 days.",
];
