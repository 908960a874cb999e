# Emergencies and hot-fixes: who stands behind them.
package approval_rules_test

import data.approval_rules
import future.keywords.every
import future.keywords.if

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
