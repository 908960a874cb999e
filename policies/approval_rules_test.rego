package approval_rules_test

import data.approval_rules
import future.keywords.every
import future.keywords.if

deploy(environment) := {"stage": {
	"identifier": sprintf("to_%v", [environment]),
	"type": "Deployment",
	"spec": {"environment": {"environmentRef": environment}},
	"when": {"pipelineStatus": "Success"},
}}

approve(identifier, barred) := {"step": {
	"identifier": identifier,
	"type": "HarnessApproval",
	"spec": {"approvers": {
		"userGroups": [sprintf("account.%v", [identifier])],
		"minimumCount": 1,
		"disallowPipelineExecutor": true,
		"disallowedUserEmails": barred,
	}},
}}

gate(identifier, steps) := {"stage": {
	"identifier": identifier,
	"type": "Approval",
	"spec": {"execution": {"steps": steps}},
	"failureStrategies": [{"onFailure": {"errors": ["AllErrors"], "action": {"type": "MarkAsFailure"}}}],
	"when": {"pipelineStatus": "Success"},
}}

mail(step) := sprintf("<+execution.steps.%v.output.approvalActivities[0].user.email>", [step])

full_mail(stage, step) := sprintf("<+pipeline.stages.%v.spec.execution.steps.%v.output.approvalActivities[0].user.email>", [stage, step])

first := approve("first", [])

second := approve("second", [mail("first")])

two := gate("two", [first, second])

policy(payload) := {"step": {
	"identifier": "check",
	"type": "Policy",
	"spec": {"policySets": ["change_window"], "type": "Custom", "policySpec": {"payload": payload}},
}}

plain := `{"environment":"prod","environmentType":"Production","service":"<+pipeline.variables.service>"}`

look := gate("look", [policy(plain)])

refusals(stages) := found if {
	found := approval_rules.deny with input as {"pipeline": {"stages": stages, "allowStageExecutions": false}}
}

allowed(stages) if refusals(stages) == set()

unapproved(given) := sprintf("stage to_prod deploys to prod after %v approvals, it needs 2", [given])

unchecked := "stage to_prod deploys to prod without a check of the change window right before it"

refused_for_approvals(stages, given) if refusals(stages) == {unapproved(given)}

refused_for_window(stages) if refusals(stages) == {unchecked}

# Production behind these stages, and behind nothing else.
behind(stages) := array.concat(stages, [deploy("prod")])

changed(thing, path, value) := json.patch(thing, [{"op": "add", "path": path, "value": value}])

# The second of the two approvals with a change: when it no longer counts, one is left.
with_second(path, value) := behind([gate("two", [first, changed(second, path, value)]), look])

with_gate(path, value) := behind([changed(two, path, value), look])

with_look(path, value) := behind([two, changed(look, path, value)])

test_two_approvals_and_a_look_open_production if {
	allowed(behind([two, look]))
	allowed(behind([deploy("int_stable"), deploy("pre_stable"), two, look]))
	allowed(behind([two, look, deploy("prod")]))
	allowed([two, look, {"parallel": [deploy("prod"), deploy("prod")]}])
	allowed([two, look, {"parallel": [deploy("int_stable"), deploy("prod")]}])
	allowed([deploy("int_stable"), deploy("pre_stable")])
	allowed([])
}

test_without_either if {
	refusals([deploy("prod")]) == {unapproved(0), unchecked}
	refused_for_approvals(behind([look]), 0)
	refused_for_window(behind([two]))
	refusals([deploy("prod"), two, look]) == {unapproved(0), unchecked}
}

test_stages_must_not_be_run_alone if {
	every value in [true, "<+input>", null] {
		found := approval_rules.deny with input as {"pipeline": {"stages": [], "allowStageExecutions": value}}
		found == {"allowStageExecutions must be false: a run must not start at production"}
	}
	absent := approval_rules.deny with input as {"pipeline": {"stages": []}}
	absent == set()
}

test_garbage if {
	every document in [{}, null, "", [], {"pipeline": {}}, {"pipeline": {"stages": "x"}}, {"pipeline": null}] {
		found := approval_rules.deny with input as document
		"there is no list of stages to judge" in found
	}
	allowed([{}, {"stage": null}, {"stage": "x"}, 7, {"parallel": {}}])
}
