package namespace_rules_test

import data.namespace_rules
import future.keywords.every
import future.keywords.if

kubernetes := {
	"identifier": "prod_euw1_k8s",
	"environmentRef": "prod",
	"deploymentType": "Kubernetes",
	"type": "KubernetesDirect",
	"spec": {
		"connectorRef": "k8s_connector_prod_euw1",
		"namespace": "<+env.name>-<+service.name>-euw1",
		"releaseName": "release-<+INFRA_KEY_SHORT_ID>",
	},
	"allowSimultaneousDeployments": false,
}

ecs := {"identifier": "prod_euw1_ecs", "deploymentType": "ECS", "spec": {"cluster": "prod"}, "allowSimultaneousDeployments": false}

denials(entity) := found if {
	found := namespace_rules.deny with input as {"infrastructureEntity": entity}
}

changed(path, value) := json.patch(kubernetes, [{"op": "add", "path": path, "value": value}])

missing(path) := json.patch(kubernetes, [{"op": "remove", "path": path}])

test_the_rule_is_allowed if {
	denials(kubernetes) == set()
	denials({"infrastructureDefinition": kubernetes}) == set()
	denials(ecs) == set()
}

test_every_infrastructure_in_its_region if {
	every identifier, region in {
		"int_stable_euw1_k8s": "euw1",
		"int_stable_euw2_k8s": "euw2",
		"pre_stable_euw1_k8s": "euw1",
		"prod_euw2_k8s": "euw2",
	} {
		moved := json.patch(kubernetes, [
			{"op": "replace", "path": "/identifier", "value": identifier},
			{"op": "replace", "path": "/spec/namespace", "value": sprintf("<+env.name>-<+service.name>-%v", [region])},
		])
		denials(moved) == set()
	}
}

test_another_namespace if {
	every namespace in [
		"prod",
		"<+input>",
		"<+env.name>-<+service.name>-euw2",
		"<+env.name>-<+service.name>-euw1x",
		"<+service.name>-<+env.name>-euw1",
		"",
		null,
		7,
	] {
		denials(changed("/spec/namespace", namespace)) == {"prod_euw1_k8s: the namespace must be <+env.name>-<+service.name>-euw1"}
	}
	count(denials(missing("/spec/namespace"))) == 1
	count(denials({"infrastructureDefinition": missing("/spec/namespace")})) == 1
}

test_an_infrastructure_of_nobody if {
	denials(changed("/identifier", "mine")) == {"mine: the namespace must be <+env.name>-<+service.name>-(region of the platform)"}
	count(denials(kubernetes)) == 1 with namespace_rules.regions as {}
	count(denials(missing("/identifier"))) == 1
}

test_releases_that_mix if {
	every release in ["release", "<+service.name>", "<+INFRA_KEY>", null, 7] {
		denials(changed("/spec/releaseName", release)) == {"prod_euw1_k8s: releaseName must contain <+INFRA_KEY_SHORT_ID>, or histories of releases mix"}
	}
	count(denials(missing("/spec/releaseName"))) == 1
}

test_deployments_at_a_time if {
	every value in [true, "false", null, "<+input>"] {
		denials(changed("/allowSimultaneousDeployments", value)) == {"prod_euw1_k8s: allowSimultaneousDeployments must be false, one deployment at a time"}
	}
	count(denials(missing("/allowSimultaneousDeployments"))) == 1
	denials(json.patch(ecs, [{"op": "remove", "path": "/allowSimultaneousDeployments"}])) == {"prod_euw1_ecs: allowSimultaneousDeployments must be false, one deployment at a time"}
}

test_an_infrastructure_that_does_not_say_what_it_is if {
	count(denials({"identifier": "x", "allowSimultaneousDeployments": false})) == 2
}

test_garbage if {
	every thing in [null, "x", [], 7] {
		denials(thing) == {"there is no infrastructure to judge"}
		denials({"infrastructureDefinition": thing}) == {"there is no infrastructure to judge"}
	}
	every document in [{}, null, "", []] {
		found := namespace_rules.deny with input as document
		found == {"there is no infrastructure to judge"}
	}
}
