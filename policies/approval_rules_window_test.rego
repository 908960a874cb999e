# What a check of the change window is, and where it stands.
package approval_rules_test

import future.keywords.every
import future.keywords.if

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
