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

test_one_approval_is_not_enough if refused_for_approvals(behind([gate("one", [first]), look]), 1)

test_approvals_in_several_stages if {
	other := gate("other", [approve("second", [full_mail("one", "first")])])
	allowed(behind([gate("one", [first]), other, look]))
	allowed(behind([gate("one", [first]), look, other, look]))
	refused_for_approvals(behind([gate("one", [first]), gate("other", [second]), look]), 1)
	refused_for_window(behind([gate("one", [first]), look, other]))
}

test_nobody_counts_twice if {
	refused_for_approvals(behind([gate("two", [first, approve("second", [])]), look]), 1)
	refused_for_approvals(behind([gate("two", [first, approve("second", [mail("second")])]), look]), 1)
	refused_for_approvals(with_second("/step/spec/approvers/disallowedUserEmails", "<+input>"), 1)
	allowed(behind([gate("two", [first, approve("second", ["x@y", full_mail("two", "first")])]), look]))
	third := approve("third", [mail("first")])
	allowed(behind([gate("two", [first, second, third]), look]))
	refused_for_approvals(behind([gate("two", [first, approve("second", []), third]), look]), 1)
}

# Three in one step: all of them are barred from the next.
test_everybody_of_a_step_is_barred if {
	many := changed(first, "/step/spec/approvers/minimumCount", 2)
	all := [mail("first"), "<+execution.steps.first.output.approvalActivities[1].user.email>"]
	allowed(behind([gate("two", [many, approve("second", all)]), look]))
	refused_for_approvals(behind([gate("two", [many, second]), look]), 1)
	refused_for_approvals(behind([gate("two", [many, approve("second", [all[1]])]), look]), 1)
}

test_an_approval_that_binds_nobody if {
	every path, values in {
		"/step/type": ["JiraApproval", "CustomApproval"],
		"/step/spec/approvers/disallowPipelineExecutor": [false, "true", null],
		"/step/spec/approvers/minimumCount": [0, 0.5, -1, "1", null, "<+input>"],
		"/step/spec/approvers/userGroups": [[], "<+input>", ["<+input>"], ["account.a", "<+pipeline.variables.g>"], [7], null],
		"/step/spec/approvers/serviceAccounts": [["robot"], "<+input>"],
		"/step/spec/autoApproval": [{"action": "APPROVE"}],
		"/step/when": [{"condition": "<+input>"}, {"condition": "false"}, {"stageStatus": "Failure"}, "<+input>"],
		"/step/strategy": [{"repeat": {"times": 0}}],
		"/step/failureStrategies": [
			"<+input>", [{"onFailure": {}}],
			[{"onFailure": {"errors": ["AllErrors"], "action": {"type": "Ignore"}}}],
			[{"onFailure": {"errors": ["Timeout"], "action": {"type": "MarkAsSuccess"}}}],
			[{"onFailure": {"errors": ["Timeout"], "action": {"type": "Abort"}}}, {"onFailure": {"errors": ["AllErrors"], "action": {"type": "ManualIntervention"}}}],
		],
	} {
		every value in values {
			refused_for_approvals(with_second(path, value), 1)
		}
	}
}

test_an_approval_that_binds if {
	every path, values in {
		"/step/spec/approvers/serviceAccounts": [[]],
		"/step/spec/approvers/minimumCount": [2],
		"/step/spec/approvers/userGroups": [["account.a", "account.b"]],
		"/step/when": [{}, {"stageStatus": "Success"}, {"stageStatus": "All", "condition": ""}],
		"/step/failureStrategies": [
			[], [{"onFailure": {"errors": ["Timeout"], "action": {"type": "Abort"}}}],
			[{"onFailure": {"action": {"type": "StageRollback"}}}, {"onFailure": {"action": {"type": "PipelineRollback"}}}],
		],
	} {
		every value in values {
			allowed(with_second(path, value))
		}
	}
}

test_a_stage_that_can_be_passed if {
	every path, values in {
		"/stage/type": ["Custom", "Deployment"],
		"/stage/when": [{"condition": "<+input>"}, {"pipelineStatus": "Failure"}, {"pipelineStatus": "Success", "condition": "false"}],
		"/stage/strategy": [{"matrix": {"x": []}}],
		"/stage/failureStrategies": [[{"onFailure": {"action": {"type": "MarkAsSuccess"}}}]],
	} {
		every value in values {
			unapproved(0) in refusals(with_gate(path, value))
			unchecked in refusals(with_look(path, value))
		}
	}
	allowed(with_gate("/stage/when", {"pipelineStatus": "All"}))
	allowed(with_look("/stage/when", {}))
}

test_approvals_elsewhere_do_not_count if {
	refused_for_approvals(behind([{"parallel": [two]}, look]), 0)
	refused_for_approvals([look, {"parallel": [two, deploy("prod")]}], 0)
	refused_for_approvals(behind([gate("two", [{"parallel": [first, second]}]), look]), 0)
	refused_for_approvals(behind([gate("two", [{"stepGroup": {"steps": [first, second]}}]), look]), 0)
}

test_approvals_open_one_environment if {
	refused_for_approvals(behind([two, deploy("int_stable"), look]), 0)
	refused_for_approvals(behind([two, {"parallel": [deploy("int_stable")]}, look]), 0)
	allowed([two, look, {"parallel": [deploy("prod"), deploy("prod")]}, deploy("prod")])
	approval_rules.deny == set() with input as {"pipeline": {"stages": [two, look, deploy("prod"), two, look, deploy("prod_2")]}}
		with approval_rules.approvals as {"prod": 2, "prod_2": 2}
	count(approval_rules.deny) == 1 with input as {"pipeline": {"stages": [two, look, deploy("prod"), look, deploy("prod_2")]}}
		with approval_rules.approvals as {"prod": 2, "prod_2": 2}
}

test_the_look_is_the_last_thing_before if {
	bake := {"stage": {"identifier": "bake", "type": "Custom", "spec": {"execution": {"steps": []}}}}
	allowed(behind([bake, two, look]))
	refused_for_window(behind([two, look, bake]))
	refused_for_window(behind([two, look, {"parallel": [bake]}]))
	refused_for_window(behind([look, two]))
	refused_for_window([two, {"parallel": [look, deploy("prod")]}])
	refused_for_window(behind([two, {"parallel": [look]}]))
	refused_for_window(behind([gate("all", [policy(plain), first, second])]))
	allowed(behind([gate("all", [first, second, policy(plain)])]))
	refused_for_window(behind([two, look, {"parallel": [deploy("prod"), deploy("int_stable")]}, two]))
}

test_a_look_that_sees_nothing if {
	every path, values in {
		"/step/type": ["Http"],
		"/step/spec/policySets": [[], ["other"], "<+input>", null],
		"/step/spec/type": ["Other", null],
		"/step/when": [{"condition": `<+pipeline.variables.emergency> != "true"`}],
		"/step/failureStrategies": [[{"onFailure": {"action": {"type": "Ignore"}}}]],
		"/step/spec/policySpec/payload": [
			"<+input>", null, {}, "[]", "7", `{"environment":"prod"}`,
			`{"environmentType":"PreProduction"}`, `{"environmentType":"<+input>"}`,
			`{"environmentType":"Production","now_ns":1}`,
			`{"environmentType":"Production","emergency_override":true}`,
			`{"environmentType":"Production","emergency_override":true,"approvers_count":3}`,
		],
	} {
		every value in values {
			refused_for_window(behind([two, gate("look", [changed(policy(plain), path, value)])]))
		}
	}
	allowed(behind([two, gate("look", [changed(policy(plain), "/step/spec/policySets", ["other", "change_window"])])]))
}

with_variables(payload, variables) := behind([two, changed(gate("look", [policy(payload)]), "/stage/variables", variables)])

test_variables_of_the_stage_are_part_of_the_payload if {
	payload := `{"environmentType":"<+stage.variables.type>"}`
	allowed(with_variables(payload, [{"name": "x", "value": 7}, {"name": "type", "value": "Production"}]))
	every value in ["PreProduction", "<+input>", `Production","now_ns":"1`, 7] {
		refused_for_window(with_variables(payload, [{"name": "type", "value": value}]))
	}
	refused_for_window(with_variables(payload, []))
	refused_for_window(with_variables(payload, [{"name": "type", "value": "Production"}, {"name": "type", "value": "PreProduction"}]))
}

# The pair of the library: the window, or an emergency with people behind it.
no_emergency := `<+pipeline.variables.emergency> != "true"`

in_emergency := `<+pipeline.variables.emergency> == "true"`

override := `{"environmentType":"Production","emergency_override":true,"approved_before":<+stage.variables.before>,"approvers_count":<+execution.steps.third.output.approvalActivities.size()>}`

third := approve("third", [full_mail("two", "first"), full_mail("two", "second")])

pair := changed(
	gate("pair", [
		changed(policy(plain), "/step/when", {"stageStatus": "Success", "condition": no_emergency}),
		changed(third, "/step/when", {"stageStatus": "Success", "condition": in_emergency}),
		changed(policy(override), "/step/when", {"stageStatus": "Success", "condition": in_emergency}),
	]),
	"/stage/variables", [{"name": "before", "type": "String", "value": "2"}],
)

step(place) := sprintf("/stage/spec/execution/steps/%v/step", [place])

with_pair(path, value) := behind([two, changed(pair, path, value)])

test_the_pair_is_a_look if {
	allowed(behind([two, pair]))
	allowed(with_pair("/stage/variables/0/value", 1))
	allowed(behind([two, changed(pair, "/stage/spec/execution/steps/0", {"step": {"type": "Http"}})]))
	refused_for_window(with_pair("/stage/spec/execution/steps/-", {"step": {"type": "Wait"}}))
}

test_a_pair_with_a_gap if {
	every value in [in_emergency, "", "false", `<+pipeline.variables.other> != "true"`] {
		refused_for_window(with_pair(concat("", [step(0), "/when/condition"]), value))
	}
	every place in [1, 2] {
		every value in [no_emergency, "", "true", `<+pipeline.variables.other> == "true"`] {
			refused_for_window(with_pair(concat("", [step(place), "/when/condition"]), value))
		}
	}
	every place in [0, 1, 2] {
		path := sprintf("/stage/spec/execution/steps/%v", [place])
		refused_for_window(behind([two, json.patch(pair, [{"op": "remove", "path": path}])]))
	}
}

test_an_emergency_with_nobody_behind_it if {
	refused_for_window(with_pair(concat("", [step(1), "/spec/approvers/disallowedUserEmails"]), [full_mail("two", "first")]))
	refused_for_window(with_pair(concat("", [step(1), "/spec/approvers/minimumCount"]), 0))
	refused_for_window(with_pair(concat("", [step(1), "/identifier"]), "somebody"))
	refused_for_window(with_pair("/stage/variables/0/value", "3"))
	every payload in [
		plain,
		`{"environmentType":"Production","emergency_override":true,"approvers_count":3}`,
		`{"environmentType":"Production","emergency_override":true}`,
		`{"environmentType":"Production","approvers_count":<+execution.steps.third.output.approvalActivities.size()>}`,
		`{"environmentType":"Production","emergency_override":"true","approvers_count":<+execution.steps.third.output.approvalActivities.size()>}`,
		`{"environmentType":"PreProduction","emergency_override":true,"approvers_count":<+execution.steps.third.output.approvalActivities.size()>}`,
		`{"environmentType":"Production","now_ns":1,"emergency_override":true,"approvers_count":<+execution.steps.third.output.approvalActivities.size()>}`,
	] {
		refused_for_window(with_pair(concat("", [step(2), "/spec/policySpec/payload"]), payload))
	}
	refused_for_window(with_pair(concat("", [step(0), "/spec/policySpec/payload"]), override))
	alone := `{"environmentType":"Production","emergency_override":true,"approvers_count":<+execution.steps.third.output.approvalActivities.size()>}`
	allowed(with_pair(concat("", [step(2), "/spec/policySpec/payload"]), alone))
}

# A hot-fix: as many people as in an emergency, in one step.
hotfix_payload := `{"environmentType":"Production","emergency_override":true,"approvers_count":<+execution.steps.first.output.approvalActivities.size()>}`

hotfix(count_, payload) := [
	gate("approve", [changed(first, "/step/spec/approvers/minimumCount", count_), policy(payload)]),
	deploy("prod"),
]

hotfix_refusals(template, stages) := found if {
	found := approval_rules.deny with input as {"pipeline": {"template": {"templateRef": template}, "stages": stages}}
}

test_a_hotfix if {
	every template in ["hotfix_kubernetes", "hotfix_ecs"] {
		hotfix_refusals(template, hotfix(3, hotfix_payload)) == set()
		hotfix_refusals(template, hotfix(4, hotfix_payload)) == set()
		hotfix_refusals(template, hotfix(3, plain)) == set()
		hotfix_refusals(template, hotfix(2, hotfix_payload)) == {unapproved(1)}
		unchecked in hotfix_refusals(template, hotfix(0, hotfix_payload))
		hotfix_refusals(template, [deploy("int_stable")]) == set()
	}
	none := replace(hotfix_payload, "{", `{"approved_before":0,`)
	hotfix_refusals("hotfix_ecs", hotfix(3, none)) == set()
	more := replace(hotfix_payload, "{", `{"approved_before":1,`)
	hotfix_refusals("hotfix_ecs", hotfix(3, more)) == {unchecked}
	hotfix_refusals("hotfix_ecs", [hotfix(3, plain)[0], deploy("<+input>")]) == set()
	hotfix_refusals("hotfix_ecs", [hotfix(2, plain)[0], deploy("<+input>")]) == {"stage to_<+input> deploys to <+input> after 1 approvals, it needs 2"}
	hotfix_refusals("deploy_ecs", hotfix(3, hotfix_payload)) == {unapproved(1), unchecked}
	refusals(hotfix(3, hotfix_payload)) == {unapproved(1), unchecked}
}

test_a_deployment_anywhere_is_seen if {
	both := {unapproved(0), unchecked}
	refusals([{"parallel": [deploy("int_stable"), deploy("prod")]}]) == both
	refusals([{"parallel": [deploy("prod"), deploy("int_stable")]}]) == both
	refusals([{"parallel": [{"parallel": [deploy("prod")]}]}]) == both
	refusals([changed(deploy("prod"), "/stage/strategy", {"matrix": {"x": ["a"]}})]) == both
}

to(form) := [{"stage": {"identifier": "s", "spec": form}}]

test_every_form_of_environment_is_seen if {
	every form in [
		{"environment": {"environmentRef": "prod"}},
		{"environments": {"values": [{"environmentRef": "int_stable"}, {"environmentRef": "prod"}]}},
		{"environmentGroup": {"environments": [{"environmentRef": "prod"}]}},
		{"infrastructure": {"environment": {"identifier": "prod"}}},
		{"infrastructure": {"environmentRef": "prod"}},
	] {
		refusals(to(form)) == {
			"stage s deploys to prod after 0 approvals, it needs 2",
			"stage s deploys to prod without a check of the change window right before it",
		}
	}
}

test_what_cannot_be_told_is_production if {
	every reference in ["<+input>", "<+pipeline.variables.env>", "account.int_stable", "new", 7, null] {
		count(refusals(to({"environment": {"environmentRef": reference}}))) == 2
	}
	every form in [{"environmentGroup": {"envGroupRef": "g"}}, {"environments": {"filters": []}}] {
		refusals(to(form)) == {
			"stage s deploys to an unnamed environment after 0 approvals, it needs 2",
			"stage s deploys to an unnamed environment without a check of the change window right before it",
		}
	}
	count(refusals([{"stage": {"type": "Deployment"}}])) == 2
	refusals([{"stage": {"type": "Custom", "spec": {}}}]) == set()
	allowed([two, look, deploy("new")])
}

test_the_strictest_environment if {
	several := {"a": 1, "b": 3, "c": 2}
	refusals([deploy("<+input>")]) == {"stage to_<+input> deploys to <+input> after 0 approvals, it needs 3"} with approval_rules.approvals as several
		with approval_rules.window_environments as []
	refusals([deploy("<+input>")]) == set() with approval_rules.approvals as {} with approval_rules.window_environments as []
	refusals([deploy("int_stable")]) == set() with approval_rules.window_environments as ["other"]
}

test_a_stage_without_identifier if {
	refusals([{"stage": {"type": "Deployment", "spec": {"environment": {"environmentRef": "prod"}}}}]) == {
		"stage without identifier deploys to prod after 0 approvals, it needs 2",
		"stage without identifier deploys to prod without a check of the change window right before it",
	}
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

test_an_approval_stage_that_deploys if {
	elsewhere := {"environmentRef": "int_stable"}
	allowed(behind([changed(two, "/stage/spec/environment", elsewhere), look]))
	all := changed(gate("all", [first, second, policy(plain)]), "/stage/spec/environment", {"environmentRef": "prod"})
	refusals([all]) == {
		"stage all deploys to prod after 0 approvals, it needs 2",
		"stage all deploys to prod without a check of the change window right before it",
	}
}

# Somebody approves in the emergency, but not the step that bars those who approved before.
test_an_emergency_approval_beside_the_pair if {
	steps := pair.stage.spec.execution.steps
	weak := changed(approve("fourth", []), "/step/when", {"condition": in_emergency})
	counted_there := replace(override, "third", "fourth")
	emergency := changed(steps[2], "/step/spec/policySpec/payload", counted_there)
	refused_for_window(behind([two, changed(pair, "/stage/spec/execution/steps", [
		weak,
		steps[0],
		changed(steps[1], "/step/type", "Http"),
		emergency,
	])]))
}
