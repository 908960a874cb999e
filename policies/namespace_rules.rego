# Refuses an infrastructure where services could meet in a namespace, or deployments of one service in time.
package namespace_rules

import future.keywords.contains
import future.keywords.if

# begin settings (region of each Kubernetes infrastructure)
regions := {"int_stable_euw1_k8s": "euw1", "int_stable_euw2_k8s": "euw2", "pre_stable_euw1_k8s": "euw1", "prod_euw1_k8s": "euw1", "prod_euw2_k8s": "euw2"}

# end settings

# Harness's documentation shows the entity both with and without the root of its YAML.
infrastructure := object.get(input.infrastructureEntity, "infrastructureDefinition", input.infrastructureEntity)

deny contains "there is no infrastructure to judge" if not has_infrastructure

has_infrastructure if is_object(infrastructure)

deny contains msg if {
	object.get(infrastructure, "allowSimultaneousDeployments", true) != false
	msg := sprintf("%v: allowSimultaneousDeployments must be false, one deployment at a time", [name])
}

deny contains msg if {
	not infrastructure.deploymentType == "ECS"
	not infrastructure.spec.namespace == namespace
	msg := sprintf("%v: the namespace must be %v", [name, namespace])
}

deny contains msg if {
	not infrastructure.deploymentType == "ECS"
	not has_own_releases
	msg := sprintf("%v: releaseName must contain <+INFRA_KEY_SHORT_ID>, or histories of releases mix", [name])
}

has_own_releases if contains(infrastructure.spec.releaseName, "<+INFRA_KEY_SHORT_ID>")

name := object.get(infrastructure, "identifier", "an unnamed infrastructure")

# R-127. An infrastructure that is none of the platform's has no region and cannot be right.
namespace := sprintf("<+env.name>-<+service.name>-%v", [object.get(regions, name, "(region of the platform)")])
