# managed_by: harness-catalog
# catalog_stack: test
# Refuses a pipeline that could reach production without the approvals its environment asks for, or without a look at
# the change window after the last of them. Harness gives templates expanded; what cannot be told counts against it.
package approval_rules

import future.keywords.contains
import future.keywords.every
import future.keywords.if
import future.keywords.in

# begin settings (approvals before a deployment, by environment, 0: none; environments with a change window)
approvals := {"int_stable": 0, "pre_stable": 0, "prod": 2}
window_environments := ["prod"]
window_policy_set := "change_window"
emergency_approvers := 3
hotfix_templates := ["hotfix_ecs", "hotfix_kubernetes"]

# end settings

deny contains "there is no list of stages to judge" if not has_stages

has_stages if is_array(input.pipeline.stages)

deny contains "allowStageExecutions must be false: a run must not start at production" if {
	object.get(input.pipeline, "allowStageExecutions", false) != false
}

deny contains msg if {
	some path, environments in reached
	some environment in environments
	needed := approvals_for(environment)
	found := gates_before(path[0], environment)
	not enough(found, needed)
	msg := sprintf("stage %v deploys to %v after %v approvals, it needs %v", [name_at(path), environment, count(counted(found)), needed])
}

deny contains msg if {
	some path, environments in reached
	some environment in environments
	has_window(environment)
	not checked(path[0], environment)
	msg := sprintf("stage %v deploys to %v without a check of the change window right before it", [name_at(path), environment])
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

# An environment that is an expression, or none of the platform's, counts as the strictest.
approvals_for(environment) := object.get(approvals, environment, highest(approvals))

highest(table) := max({number | some number in table})

has_window(environment) if environment in window_environments

has_window(environment) if {
	count(window_environments) > 0
	object.get(approvals, environment, "unknown") == "unknown"
}

# Approvals that count for an environment. What was approved for an earlier one opened that one only.
gates_before(position, environment) := {path: gate |
	some path, gate in gates
	path[0] < position
	union(passed(path[0], position)) - {environment} == set()
}

# What the stages between two places deploy to: a set of environments for each stage, empty where it is not a deployment.
passed(from, to) := {environments |
	some path, environments in reached
	path[0] > from
	path[0] < to
}

# Stages of the list that nothing passes by. In a parallel, or in a step group, an approval counts for nothing.
approval_stages[i] := entry.stage if {
	some i, entry in input.pipeline.stages
	entry.stage.type == "Approval"
	binding(entry.stage, "")
}

# Approvals by place of the stage and of the step.
gates[[i, j]] := {"stage": stage.identifier, "step": item.step} if {
	some i, stage in approval_stages
	some j, item in stage.spec.execution.steps
	approves(item.step, "")
}

enough(found, needed) if count(counted(found)) >= needed

# A hot-fix asks as many people as an emergency does, in one step.
enough(found, _) if {
	is_hotfix
	some gate in found
	gate.step.spec.approvers.minimumCount >= emergency_approvers
}

is_hotfix if input.pipeline.template.templateRef in hotfix_templates

# Nobody counts twice: an approval that does not bar everybody who approved before is none.
counted(found) := {path |
	some path, gate in found
	before := [earlier | some earlier_path, earlier in found; earlier_path < path]
	bars_all(gate, before)
}

bars_all(gate, before) if {
	every earlier in before {
		every k in numbers.range(0, earlier.step.spec.approvers.minimumCount - 1) {
			some mail in addresses(gate, earlier, k)
			mail in gate.step.spec.approvers.disallowedUserEmails
		}
	}
}

# How the address of the k-th approver of an earlier step is written: in full, or inside one stage without the stage.
addresses(gate, earlier, k) := {sprintf("<+%vexecution.steps.%v.output.approvalActivities[%v].user.email>", [stage, earlier.step.identifier, k]) |
	some stage in ({sprintf("pipeline.stages.%v.spec.", [earlier.stage])} | {"" | gate.stage == earlier.stage})
}

approves(step, condition) if {
	step.type == "HarnessApproval"
	binding(step, condition)
	not step.spec.autoApproval
	approvers := step.spec.approvers
	approvers.disallowPipelineExecutor == true
	is_number(approvers.minimumCount)
	approvers.minimumCount >= 1
	count(approvers.userGroups) >= 1
	every group in approvers.userGroups {
		is_string(group)
		not contains(group, "<+")
	}
	object.get(approvers, "serviceAccounts", []) == []
}

# Nothing skips it, repeats it zero times, or goes on after it has failed.
binding(node, condition) if {
	when := object.get(node, "when", {})
	object.get(when, "condition", "") == condition
	object.get(when, "pipelineStatus", "Success") in {"Success", "All"}
	object.get(when, "stageStatus", "Success") in {"Success", "All"}
	not node.strategy
	every strategy in object.get(node, "failureStrategies", []) {
		strategy.onFailure.action.type in {"MarkAsFailure", "Abort", "StageRollback", "PipelineRollback"}
	}
}

# The last thing before the first deployment to the environment: an Approval stage that ends with the check.
checked(position, environment) if {
	some i, stage in approval_stages
	i < position
	passed(i, position) - {{environment}} == set()
	ends_with_check(stage, gates_before(position, environment))
}

ends_with_check(stage, _) if {
	step := step_from_end(stage, 1)
	consults(step, "")
	goes_without_condition(payload_of(stage, step, ""))
}

goes_without_condition(payload) if asks_for_window(payload)

# A hot-fix is an emergency as such.
goes_without_condition(payload) if {
	is_hotfix
	asks_for_emergency(payload, 0)
}

# Either the window, or an emergency with people behind it: exactly one of the two steps runs.
ends_with_check(stage, found) if {
	window := step_from_end(stage, 3)
	consults(window, no_emergency)
	asks_for_window(payload_of(stage, window, no_emergency))
	approval := step_from_end(stage, 2)
	approves(approval, in_emergency)
	bars_all({"stage": stage.identifier, "step": approval}, [gate | some gate in found])
	emergency := step_from_end(stage, 1)
	consults(emergency, in_emergency)
	asks_for_emergency(payload_of(stage, emergency, in_emergency), count(counted(found)))
}

no_emergency := `<+pipeline.variables.emergency> != "true"`
in_emergency := `<+pipeline.variables.emergency> == "true"`

step_from_end(stage, place) := stage.spec.execution.steps[count(stage.spec.execution.steps) - place].step

consults(step, condition) if {
	step.type == "Policy"
	binding(step, condition)
	step.spec.type == "Custom"
	window_policy_set in step.spec.policySets
}

# The payload as the policy gets it, with the variables of the stage in it; the number of approvals is not known yet.
payload_of(stage, step, condition) := json.unmarshal(strings.replace_n(object.union(values, counts), text)) if {
	text := step.spec.policySpec.payload
	variables := object.get(stage, "variables", [])
	count({variable.name | some variable in variables}) == count(variables)
	values := {sprintf("<+stage.variables.%v>", [one.name]): sprintf("%v", [one.value]) | some one in variables}
	counts := {sprintf("<+execution.steps.%v.output.approvalActivities.size()>", [item.step.identifier]): `"counted"` |
		some item in stage.spec.execution.steps
		approves(item.step, condition)
	}
}

asks_for_window(payload) if {
	payload.environmentType == "Production"
	object.keys(payload) - {"environment", "environmentType", "service"} == set()
}

asks_for_emergency(payload, approved_before) if {
	payload.emergency_override == true
	payload.approvers_count == "counted"
	object.get(payload, "approved_before", approved_before) <= approved_before
	asks_for_window(object.remove(payload, ["emergency_override", "approvers_count", "approved_before"]))
}
