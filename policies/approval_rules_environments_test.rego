# Which environment a stage deploys to, as far as can be told.
package approval_rules_test

import data.approval_rules
import future.keywords.every
import future.keywords.if

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
