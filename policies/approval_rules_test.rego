package approval_rules_test

import data.approval_rules
import future.keywords.if

approval(identifier, barred) := {"step": {
	"identifier": identifier,
	"type": "HarnessApproval",
	"spec": {"approvers": {"minimumCount": 1, "disallowPipelineExecutor": barred}},
}}

gate(steps) := {"stage": {"identifier": "prod_approval", "type": "Approval", "spec": {"execution": {"steps": steps}}}}

# The form Harness expands an environment to.
deploy(environment) := {"stage": {
	"identifier": "deploy",
	"type": "Deployment",
	"spec": {"infrastructure": {"environment": {"identifier": environment}}},
}}

both := gate([approval("a", true), approval("b", true)])

refusals(stages) := count(denials) if {
	denials := approval_rules.deny with input as {"pipeline": {"stages": stages, "allowStageExecutions": false}}
}

test_two_approvals_open_production if refusals([deploy("int_stable"), both, deploy("prod")]) == 0

test_other_environments_need_none if refusals([deploy("int_stable")]) == 0

test_no_approval if refusals([deploy("prod")]) == 1

test_one_approval_is_not_enough if refusals([gate([approval("a", true)]), deploy("prod")]) == 1

test_approvals_after_the_deployment_do_not_count if refusals([deploy("prod"), both]) == 1

test_approvals_beside_the_deployment_do_not_count if {
	refusals([{"parallel": [both, deploy("prod")]}]) == 1
}

test_a_deployment_inside_parallel_is_seen if {
	refusals([{"parallel": [deploy("int_stable"), deploy("prod")]}]) == 1
	refusals([both, {"parallel": [deploy("int_stable"), deploy("prod")]}]) == 0
}

test_an_approval_the_executor_can_give_does_not_count if {
	refusals([gate([approval("a", true), approval("b", false)]), deploy("prod")]) == 1
}

test_a_gate_that_can_be_skipped_does_not_count if {
	skippable := {"stage": object.union(both.stage, {"when": {"pipelineStatus": "Success", "condition": "<+input>"}})}
	always := {"stage": object.union(both.stage, {"when": {"pipelineStatus": "Success"}})}
	refusals([skippable, deploy("prod")]) == 1
	refusals([always, deploy("prod")]) == 0
}

test_approvals_in_a_step_group_count if {
	group := {"stepGroup": {"identifier": "g", "steps": [approval("a", true), approval("b", true)]}}
	refusals([gate([group]), deploy("prod")]) == 0
}

test_every_form_of_environment_is_seen if {
	refusals([{"stage": {"spec": {"environment": {"environmentRef": "prod"}}}}]) == 1
	refusals([{"stage": {"spec": {"environments": {"values": [{"environmentRef": "prod"}]}}}}]) == 1
	refusals([{"stage": {"template": {"templateInputs": {"spec": {"environment": {"environmentRef": "prod"}}}}}}]) == 1
}

test_stages_must_not_be_run_alone if {
	denials := approval_rules.deny with input as {"pipeline": {"stages": [], "allowStageExecutions": true}}
	count(denials) == 1
}
