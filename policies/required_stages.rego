# Refuses a pipeline that deploys environments out of order, a place twice, or without a way back.
package required_stages

import future.keywords.contains
import future.keywords.if
import future.keywords.in

# begin settings (environments in the order of promotion)
environments := [{"identifier": "int_stable", "type": "PreProduction"}, {"identifier": "pre_stable", "type": "PreProduction"}, {"identifier": "prod", "type": "Production"}]
hotfix_templates := ["hotfix_ecs", "hotfix_kubernetes"]

# end settings

deny contains "there is no list of stages to judge" if not has_stages

has_stages if is_array(input.pipeline.stages)

deny contains "deployToAll must be false: a stage deploys to the one place it names" if {
	walk(input.pipeline, [_, node])
	object.get(node, "deployToAll", false) != false
}

deny contains msg if {
	some stage in stages
	some environment in environments_of(stage)
	not rank_of(environment)
	not is_hotfix
	msg := sprintf("stage %v deploys to %v, which is no environment of this platform", [name_of(stage), environment])
}

deny contains msg if {
	some path, stage in stages
	some environment in environments_of(stage)
	some other_path, other in stages
	some later in environments_of(other)
	rank_of(later) > rank_of(environment)
	other_path[0] <= path[0]
	msg := sprintf("stage %v deploys to %v, which must be over before %v", [name_of(stage), environment, later])
}

deny contains msg if {
	some path, stage in stages
	some environment in environments_of(stage)
	needed := rehearsal_of(environment)
	not deployed_before(needed, path[0])
	not is_hotfix
	not may_go_without
	msg := sprintf("stage %v deploys to %v without %v before it", [name_of(stage), environment, needed])
}

deny contains msg if {
	some stage in deployments
	count(places_of(stage)) != 1
	not is_hotfix
	msg := sprintf("stage %v deploys to %v infrastructures, it must be one", [name_of(stage), count(places_of(stage))])
}

deny contains msg if {
	some path, stage in deployments
	some other_path, other in deployments
	path < other_path
	some place in places_of(stage)
	place in places_of(other)
	msg := sprintf("stages %v and %v both deploy to %v", [name_of(stage), name_of(other), place])
}

deny contains msg if {
	some stage in deployments
	stage.strategy
	msg := sprintf("stage %v is repeated by a strategy: every place has a stage of its own", [name_of(stage)])
}

deny contains msg if {
	some stage in deployments
	not only_after_success(stage)
	msg := sprintf("stage %v deploys even when the stages before it have failed", [name_of(stage)])
}

deny contains msg if {
	some stage in deployments
	not rolls_back(stage)
	msg := sprintf("stage %v has no failure strategy that rolls back on all errors", [name_of(stage)])
}

deny contains msg if {
	some stage in deployments
	walk(stage.spec.execution.steps, [_, step])
	step.type in reversible
	not has_rollback_steps(stage)
	msg := sprintf("stage %v has no rollbackSteps, nothing rolls %v back", [name_of(stage), step.type])
}

name_of(stage) := object.get(stage, "identifier", "without identifier")

# begin stages (the same in every policy that asks where a pipeline deploys to)
# By path: in the list, in a parallel, in a parallel inside a parallel. The first element is the place in the order.
stages[path] := stage if {
	walk(input.pipeline.stages, [path, stage])
	path[count(path) - 1] == "stage"
	is_object(stage)
}

# Environments a stage names in any form: those of the YAML, and the one Harness expands them to.
named_environments(stage) := union({
	{ref | ref := stage.spec.environment.environmentRef},
	{ref | ref := stage.spec.environments.values[_].environmentRef},
	{ref | ref := stage.spec.environmentGroup.environments[_].environmentRef},
	{ref | ref := stage.spec.infrastructure.environmentRef},
	{ref | ref := stage.spec.infrastructure.environment.identifier},
})

# A deployment that names none (to a group of environments, say) could go anywhere.
environments_of(stage) := {"an unnamed environment"} if {
	named_environments(stage) == set()
	deploys(stage)
} else := named_environments(stage)

deploys(stage) if stage.type == "Deployment"

deploys(stage) if stage.spec.environments

deploys(stage) if stage.spec.environmentGroup

# end stages

deployments[path] := stage if {
	some path, stage in stages
	count(environments_of(stage)) > 0
}

# Place in the order of promotion, from 1.
rank_of(environment) := rank_in(environments, environment)

rank_in(list, environment) := place + 1 if {
	some place, known in list
	known.identifier == environment
}

# The pre-production environment right before production: what goes to production has been there.
rehearsal_of(environment) := rehearsal_in(environments, environment)

rehearsal_in(list, environment) := list[last].identifier if {
	some place, known in list
	known.identifier == environment
	known.type == "Production"
	last := max({earlier | some earlier, candidate in list; candidate.type == "PreProduction"; earlier < place})
}

deployed_before(environment, position) if {
	some path, stage in stages
	path[0] < position
	environment in environments_of(stage)
}

is_hotfix if input.pipeline.template.templateRef in hotfix_templates

may_go_without if input.pipeline.tags.catalog_prod_without_pre == "true"

# A list that is left open counts as no place at all.
places_of(stage) := union({
	{place.identifier | some place in stage.spec.environment.infrastructureDefinitions},
	{place.identifier | some place in stage.spec.environments.values[_].infrastructureDefinitions},
	{place.identifier | some place in stage.spec.environmentGroup.environments[_].infrastructureDefinitions},
})

only_after_success(stage) if {
	object.get(object.get(stage, "when", {}), "pipelineStatus", "Success") == "Success"
}

rolls_back(stage) if {
	some strategy in stage.failureStrategies
	"AllErrors" in strategy.onFailure.errors
	strategy.onFailure.action.type in {"StageRollback", "PipelineRollback"}
}

has_rollback_steps(stage) if count(stage.spec.execution.rollbackSteps) > 0

# Steps whose effect Harness can take back. An applied file or a task that ran stays as it is.
reversible := {
	"K8sRollingDeploy",
	"K8sCanaryDeploy",
	"K8sBlueGreenDeploy",
	"K8sBGSwapServices",
	"EcsRollingDeploy",
	"EcsCanaryDeploy",
	"EcsBlueGreenCreateService",
	"EcsBlueGreenSwapTargetGroups",
}
