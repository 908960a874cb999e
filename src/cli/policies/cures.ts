/** What a person can do when a policy refuses. */
import type { PolicyName } from "../../policies";

/** The cure, by policy; a phrase that completes "refused …". */
export const cures: Readonly<Record<PolicyName, string>> = {
  change_window:
    "wait for the window in `changeWindow` of platform.yaml, or run the pipeline as an emergency",
  approval_rules:
    "give the environment its `gate` of approvers and its `changeWindow` in platform.yaml; if they are there, the stage templates leave them out",
  required_stages:
    "give the service every environment up to production in `environments`, or in platform.yaml an exemption with `prodWithoutPre`; anything else is a fault of the stage templates",
  mandatory_templates: "make the stage from a template of the platform, in a version that is still kept",
  no_scripts:
    "say what is wanted with a step made for it, such as Http, Verify or Policy; work that needs a script belongs to the build",
  connector_rules:
    "in platform.yaml, give production connectors of its own, every cluster its `delegateSelectors`, and every credential as the name of a secret",
  namespace_rules: "leave namespace, release name and simultaneous deployments as the plan writes them",
  secret_expressions:
    "take the expression out; a step that needs a secret gets it in a template of the platform, a channel by its field in platform.yaml",
  workload_rules: "correct the layer of templates/manifests that the object comes from",
  resource_limits: "take a size of platform.yaml, or change that size",
};
