# managed_by: harness-catalog
# catalog_stack: test
# Refuses a pipeline that deploys environments out of order, a place twice, or without a way back.
package required_stages

import future.keywords.contains
import future.keywords.if
import future.keywords.in

# begin settings (environments in the order of promotion; for production, where it is rehearsed)
environments := [{"identifier": "int_stable"}, {"identifier": "pre_stable"}, {"identifier": "prod", "rehearsal": "pre_stable"}]
hotfix_templates := []

# end settings

deny contains "there is no list of stages to judge" if not has_stages

has_stages if is_array(input.pipeline.stages)

deny contains "deployToAll must be false: a stage deploys to the one place it names" if {
	some stage in stages
	walk(object.remove(stage.spec, ["execution"]), [_, node])
	object.get(node, "deployToAll", false) != false
}

deny contains msg if {
	some path, list in reached
	some environment in list
	not rank_of(environment)
	not is_hotfix
	msg := sprintf("stage %v deploys to %v, which is no environment of this platform", [name_at(path), environment])
}

deny contains msg if {
	some path, list in reached
	some other_path, other_list in reached
	other_path[0] <= path[0]
	some environment in list
	some later in other_list
	rank_of(later) > rank_of(environment)
	msg := sprintf("stage %v deploys to %v, which must be over before %v", [name_at(path), environment, later])
}

deny contains msg if {
	some path, list in reached
	some environment in list
	needed := rehearsal_of(environment)
	not deployed_before(needed, path[0])
	not is_hotfix
	not may_go_without
	msg := sprintf("stage %v deploys to %v without %v before it", [name_at(path), environment, needed])
}

deny contains msg if {
	some path, stage in deployments
	number := count(places[path])
	number != 1
	not is_hotfix
	msg := sprintf("stage %v deploys to %v infrastructures, it must be one", [name_at(path), number])
}

deny contains msg if {
	some path, own in places
	some other_path, others in places
	path < other_path
	some place in (own & others)
	msg := sprintf("stages %v and %v both deploy to %v", [name_at(path), name_at(other_path), place])
}

deny contains msg if {
	some path, stage in deployments
	stage.strategy
	msg := sprintf("stage %v is repeated by a strategy: every place has a stage of its own", [name_at(path)])
}

deny contains msg if {
	some path, stage in deployments
	not only_after_success(stage)
	msg := sprintf("stage %v deploys even when the stages before it have failed", [name_at(path)])
}

deny contains msg if {
	some path, stage in deployments
	not rolls_back(stage)
	msg := sprintf("stage %v has no failure strategy that rolls back on all errors", [name_at(path)])
}

deny contains msg if {
	some path, stage in deployments
	not has_rollback_steps(stage)
	walk(stage.spec.execution.steps, [_, step])
	step.type in reversible
	msg := sprintf("stage %v has no rollbackSteps, nothing rolls %v back", [name_at(path), step.type])
}

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

deployments[path] := stages[path] if {
	some path, list in reached
	count(list) > 0
}

places[path] := places_of(object.get(stage, "spec", {})) if some path, stage in deployments

# Place in the order of promotion.
rank_of(environment) := rank_in(environments, environment)

rank_in(list, environment) := place if {
	some place, known in list
	known.identifier == environment
}

# What goes to production has been in the pre-production environment before it.
rehearsal_of(environment) := rehearsal_in(environments, environment)

rehearsal_in(list, environment) := known.rehearsal if {
	some known in list
	known.identifier == environment
}

deployed_before(environment, position) if {
	some path, list in reached
	path[0] < position
	environment in list
}

is_hotfix if input.pipeline.template.templateRef in hotfix_templates

may_go_without if input.pipeline.tags.catalog_prod_without_pre == "true"

# A list that is left open counts as no place at all.
places_of(spec) := union({
	{place.identifier | some place in spec.environment.infrastructureDefinitions},
	{place.identifier | some place in spec.environments.values[_].infrastructureDefinitions},
	{place.identifier | some place in spec.environmentGroup.environments[_].infrastructureDefinitions},
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
