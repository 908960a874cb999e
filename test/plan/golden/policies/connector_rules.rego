# managed_by: harness-catalog
# catalog_stack: test
# Refuses a stage that could run on another place's delegate, and a connector with credentials of its own or one that
# production shares with other environments (R-123, R-141, R-142).
package connector_rules

import future.keywords.contains
import future.keywords.every
import future.keywords.if
import future.keywords.in

# begin settings (what each infrastructure is reached by)
infrastructures := {"int_stable_euw1_k8s": {"connector": "k8s_connector_int_stable_euw1", "delegateSelectors": ["harness-delegate-int-euw1"], "production": false}, "int_stable_euw2_k8s": {"connector": "k8s_connector_int_stable_euw2", "delegateSelectors": ["harness-delegate-int-euw2"], "production": false}, "pre_stable_euw1_ecs": {"connector": "aws_pre", "delegateSelectors": ["harness-delegate-pre-euw1"], "production": false}, "pre_stable_euw1_k8s": {"connector": "k8s_connector_pre_stable_euw1", "delegateSelectors": ["harness-delegate-pre-euw1"], "production": false}, "prod_euw1_ecs": {"connector": "aws_prod", "delegateSelectors": ["harness-delegate-prod-euw1"], "production": true}, "prod_euw1_k8s": {"connector": "k8s_connector_prod_euw1", "delegateSelectors": ["harness-delegate-prod-euw1"], "production": true}, "prod_euw2_k8s": {"connector": "k8s_connector_prod_euw2", "delegateSelectors": ["harness-delegate-prod-euw2"], "production": true}}

# end settings

deny contains "there is neither a pipeline nor a connector to judge" if {
	not has_stages
	not has_entity
}

has_stages if is_array(input.pipeline.stages)

has_entity if is_object(input.entity)

deny contains msg if {
	some path, stage in stages
	some place in places_of(stage)
	not selected_for(stage, place)
	wanted := concat(" ", selectors_of(infrastructures, place))
	msg := sprintf("stage %v must run on the delegates of %v alone: %v", [name_at(path), place, wanted])
}

# Where the place is left open, so is its delegate.
deny contains msg if {
	some path, stage in stages
	count(reached[path]) > 0
	count(places_of(stage)) == 0
	not leaves_delegates_open(stage)
	msg := sprintf("stage %v names delegates, but no infrastructure they belong to", [name_at(path)])
}

deny contains msg if {
	input.entity.type == "K8sCluster"
	not inherits(input.entity)
	msg := sprintf("%v: a Kubernetes connector must take the rights of a delegate that it selects", [name])
}

deny contains msg if {
	input.entity.type == "Github"
	not authenticates_by_secret(input.entity)
	msg := sprintf("%v: a GitHub connector must authenticate by a token or an app whose key is a secret", [name])
}

deny contains msg if {
	walk(input.entity.spec, [path, value])
	key := path[count(path) - 1]
	is_plain(key, value)
	msg := sprintf("%v: %v must be the reference of a secret, not a credential", [name, key])
}

deny contains msg if {
	count(uses_of(infrastructures, name)) > 1
	msg := sprintf("%v: production must not share its connector with other environments", [name])
}

name := object.get(input.entity, "identifier", "an unnamed connector")

# begin stages (the same in every policy that asks where a pipeline deploys to)
# By path: in the list, in a parallel, in a parallel inside a parallel. The first element is the place in the order.
stages[[i, "stage"]] := entry.stage if some i, entry in input.pipeline.stages

stages[array.concat([i], path)] := stage if {
	some i, entry in input.pipeline.stages
	walk(object.remove(entry, ["stage"]), [path, stage])
	path[count(path) - 1] == "stage"
}

# Environments by path of the stage; for a stage that deploys nowhere, none.
reached[path] := environments_of(stage) if some path, stage in stages

# A deployment that names none (to a group of environments, say) could go anywhere.
environments_of(stage) := {"an unnamed environment"} if {
	named_environments(object.get(stage, "spec", {})) == set()
	deploys(stage)
} else := named_environments(object.get(stage, "spec", {}))

# In any form: those of the YAML, and the one Harness expands them to.
named_environments(spec) := union({
	{ref | ref := spec.environment.environmentRef},
	{ref | ref := spec.environments.values[_].environmentRef},
	{ref | ref := spec.environmentGroup.environments[_].environmentRef},
	{ref | ref := spec.infrastructure.environmentRef},
	{ref | ref := spec.infrastructure.environment.identifier},
})

deploys(stage) if stage.type == "Deployment"
deploys(stage) if stage.spec.environments
deploys(stage) if stage.spec.environmentGroup

name_at(path) := object.get(stages[path], "identifier", "without identifier")

# end stages

places_of(stage) := {place.identifier |
	some place in stage.spec.environment.infrastructureDefinitions
	not startswith(place.identifier, "<+input>")
}

# Steps and step groups may select a delegate of their own, which goes before that of the stage.
selected_for(stage, place) if {
	stage.delegateSelectors
	wanted := selectors_of(infrastructures, place)
	found := {selectors | walk(stage, [_, node]); selectors := node.delegateSelectors}
	every selectors in found {
		{selector | some selector in selectors} == wanted
	}
}

selectors_of(table, place) := {selector | some selector in table[place].delegateSelectors}

leaves_delegates_open(stage) if startswith(stage.delegateSelectors, "<+input>")

inherits(connector) if {
	connector.spec.credential.type == "InheritFromDelegate"
	count({selector | some selector in connector.spec.delegateSelectors}) > 0
}

authenticates_by_secret(connector) if is_string(connector.spec.authentication.spec.spec.tokenRef)

authenticates_by_secret(connector) if is_string(connector.spec.authentication.spec.spec.privateKeyRef)

is_plain(key, value) if {
	lower(key) in {"token", "password", "passphrase", "privatekey", "sshkey", "secret", "secretkey"}
	is_string(value)
}

is_plain(key, value) if {
	endswith(key, "Ref")
	is_string(value)
	not regex.match(`^(account\.|org\.)?[a-zA-Z_][0-9a-zA-Z_]{0,127}$`, value)
}

# A token of GitHub looks like an identifier, but for its beginning and its length (GitHub's docs, "token formats" and
# "behind the new format"); a secret may well be named `ghe_token`.
is_plain(key, value) if {
	endswith(key, "Ref")
	regex.match(`^(gh[pousr]_[0-9a-zA-Z]{30,}|github_pat_[0-9a-zA-Z_]{30,})$`, value)
}

# Whether it serves production, and whether it serves others.
uses_of(table, connector) := {place.production |
	some place in table
	place.connector == connector
}
