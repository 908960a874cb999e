# Refuses to run a pipeline that could reach production without the approvals its environment asks for.
package approval_rules

import future.keywords.contains
import future.keywords.if
import future.keywords.in

# begin settings (approvals before a deployment, by identifier of the production environment)
approvals := {"prod": 2}

# end settings

deny contains msg if {
	input.pipeline.allowStageExecutions == true
	msg := "allowStageExecutions must be false: a run must not start at production"
}

deny contains msg if {
	some position, entry in input.pipeline.stages
	some stage in stages_of(entry)
	some environment in environments_of(stage)
	needed := approvals[environment]
	given := count(approvals_before(position))
	given < needed
	msg := sprintf("stage %v deploys to %v after %v approvals, it needs %v", [
		object.get(stage, "identifier", "without identifier"),
		environment,
		given,
		needed,
	])
}

# A stage stands alone or beside others in a parallel.
stages_of(entry) := {stage | stage := entry.stage} | {stage | stage := entry.parallel[_].stage}

# Harness expands environments to spec.infrastructure.environment; the other forms are those of the YAML.
environments_of(stage) := union({
	{ref | ref := stage.spec.environment.environmentRef},
	{ref | ref := stage.spec.environments.values[_].environmentRef},
	{ref | ref := stage.spec.infrastructure.environment.identifier},
	{ref | ref := stage.template.templateInputs.spec.environment.environmentRef},
})

# Approvals that the one who starts the run cannot give and that nothing can skip.
approvals_before(position) := {[earlier, path] |
	some earlier, entry in input.pipeline.stages
	earlier < position
	some stage in stages_of(entry)
	stage.type == "Approval"
	unconditional(stage)
	walk(stage, [path, step])
	is_object(step)
	step.type == "HarnessApproval"
	unconditional(step)
	step.spec.approvers.disallowPipelineExecutor == true
	step.spec.approvers.minimumCount >= 1
}

unconditional(node) if {
	object.get(object.get(node, "when", {}), "condition", "") == ""
}
