# Which approvals count, and for what.
package approval_rules_test

import data.approval_rules
import future.keywords.every
import future.keywords.if

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

test_an_approval_stage_that_deploys if {
	elsewhere := {"environmentRef": "int_stable"}
	allowed(behind([changed(two, "/stage/spec/environment", elsewhere), look]))
	all := changed(gate("all", [first, second, policy(plain)]), "/stage/spec/environment", {"environmentRef": "prod"})
	refusals([all]) == {
		"stage all deploys to prod after 0 approvals, it needs 2",
		"stage all deploys to prod without a check of the change window right before it",
	}
}
