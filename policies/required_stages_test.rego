package required_stages_test

import data.required_stages
import future.keywords.every
import future.keywords.if

rollback := [{"onFailure": {"errors": ["AllErrors"], "action": {"type": "StageRollback"}}}]

rolling := {"step": {"identifier": "rolling", "type": "K8sRollingDeploy"}}

undo := {"step": {"identifier": "rollback", "type": "K8sRollingRollback"}}

deploy(environment, place) := {"stage": {
	"identifier": sprintf("to_%v", [place]),
	"type": "Deployment",
	"spec": {
		"environment": {"environmentRef": environment, "deployToAll": false, "infrastructureDefinitions": [{"identifier": place}]},
		"execution": {"steps": [rolling], "rollbackSteps": [undo]},
	},
	"failureStrategies": rollback,
	"when": {"pipelineStatus": "Success"},
}}

int := deploy("int_stable", "int_euw1")

pre := deploy("pre_stable", "pre_euw1")

prod := deploy("prod", "prod_euw1")

dr := deploy("prod", "prod_euw2")

gate := {"stage": {"identifier": "gate", "type": "Approval", "spec": {"execution": {"steps": []}}}}

pipeline(extra, stages) := {"pipeline": object.union({"stages": stages}, extra)}

refusals(stages) := found if {
	found := required_stages.deny with input as pipeline({}, stages)
}

hotfix(stages) := found if {
	found := required_stages.deny with input as pipeline({"template": {"templateRef": "hotfix_ecs"}}, stages)
}

allowed(stages) if refusals(stages) == set()

changed(thing, path, value) := json.patch(thing, [{"op": "add", "path": path, "value": value}])

missing(thing, path) := json.patch(thing, [{"op": "remove", "path": path}])

test_the_order_of_promotion if {
	allowed([int, gate, pre, gate, prod, dr])
	allowed([int, pre, {"parallel": [prod, dr]}])
	allowed([pre, prod])
	allowed([int, pre])
	allowed([int])
	allowed([gate])
	allowed([])
}

test_out_of_order if {
	refusals([pre, int]) == {"stage to_int_euw1 deploys to int_stable, which must be over before pre_stable"}
	refusals([{"parallel": [int, pre]}]) == {"stage to_int_euw1 deploys to int_stable, which must be over before pre_stable"}
	refusals([int, pre, {"parallel": [{"parallel": [prod]}, deploy("int_stable", "int_euw2")]}]) == {
		"stage to_int_euw2 deploys to int_stable, which must be over before pre_stable",
		"stage to_int_euw2 deploys to int_stable, which must be over before prod",
	}
	refusals([prod, pre]) == {
		"stage to_pre_euw1 deploys to pre_stable, which must be over before prod",
		"stage to_prod_euw1 deploys to prod without pre_stable before it",
	}
}

test_production_without_rehearsal if {
	without := {"stage to_prod_euw1 deploys to prod without pre_stable before it"}
	refusals([prod]) == without
	refusals([int, prod]) == without
	refusals([int, {"parallel": [prod]}]) == without
	hotfix([prod]) == set()
	tagged := required_stages.deny with input as pipeline({"tags": {"catalog_prod_without_pre": "true"}}, [int, prod])
	tagged == set()
	every value in ["false", true, "", null] {
		other := required_stages.deny with input as pipeline({"tags": {"catalog_prod_without_pre": value}}, [prod])
		other == without
	}
	allowed([prod]) with required_stages.environments as [{"identifier": "prod"}]
	elsewhere := [{"identifier": "pre_stable"}, {"identifier": "load"}, {"identifier": "prod", "rehearsal": "load"}]
	refusals([pre, prod]) == {"stage to_prod_euw1 deploys to prod without load before it"} with required_stages.environments as elsewhere
}

test_an_environment_of_nobody if {
	every reference in ["<+input>", "account.prod", "new"] {
		stage := deploy(reference, "x")
		refusals([stage]) == {sprintf("stage to_x deploys to %v, which is no environment of this platform", [reference])}
		hotfix([stage]) == set()
	}
	unnamed := missing(int, "/stage/spec/environment/environmentRef")
	refusals([unnamed]) == {"stage to_int_euw1 deploys to an unnamed environment, which is no environment of this platform"}
	count(refusals([int])) == 1 with required_stages.environments as []
	linked := required_stages.deny with input as pipeline({"template": {"templateRef": "bake"}}, [deploy("<+input>", "x")])
	count(linked) == 1
}

test_a_place_has_one_stage if {
	again := changed(prod, "/stage/identifier", "again")
	twice := {"stages to_prod_euw1 and again both deploy to prod_euw1"}
	refusals([pre, prod, dr, again]) == twice
	refusals([pre, {"parallel": [prod, again]}]) == twice
	hotfix([prod, again]) == twice
}

test_a_stage_has_one_place if {
	every list, number in {[]: 0, [{"identifier": "a"}, {"identifier": "b"}]: 2} {
		stage := changed(int, "/stage/spec/environment/infrastructureDefinitions", list)
		refusals([stage]) == {sprintf("stage to_int_euw1 deploys to %v infrastructures, it must be one", [number])}
		hotfix([stage]) == set()
	}
	open := changed(int, "/stage/spec/environment/infrastructureDefinitions", "<+input>")
	refusals([open]) == {"stage to_int_euw1 deploys to 0 infrastructures, it must be one"}
}

of_form(form) := changed(changed(int, "/stage/spec", form), "/stage/spec/execution", int.stage.spec.execution)

test_every_form_of_environment_is_seen if {
	one := {"environmentRef": "int_stable", "infrastructureDefinitions": [{"identifier": "a"}]}
	two := {"environmentRef": "int_stable", "infrastructureDefinitions": [{"identifier": "b"}]}
	allowed([of_form({"environments": {"values": [one]}})])
	allowed([of_form({"environmentGroup": {"environments": [one]}})])
	every form in [{"environments": {"values": [one, two]}}, {"environmentGroup": {"environments": [one, two]}}] {
		refusals([of_form(form)]) == {"stage to_int_euw1 deploys to 2 infrastructures, it must be one"}
	}
	every form in [{"environments": {"values": [{"environmentRef": "new"}]}}, {"environmentGroup": {"environments": [{"environmentRef": "new"}]}}, {"infrastructure": {"environment": {"identifier": "new"}}}, {"infrastructure": {"environmentRef": "new"}}] {
		"stage to_int_euw1 deploys to new, which is no environment of this platform" in refusals([of_form(form)])
	}
	every form in [{"environments": {}}, {"environmentGroup": {"envGroupRef": "g"}}] {
		custom := changed(of_form(form), "/stage/type", "Custom")
		"stage to_int_euw1 deploys to an unnamed environment, which is no environment of this platform" in refusals([custom])
	}
}

test_deploying_to_all if {
	message := {"deployToAll must be false: a stage deploys to the one place it names"}
	every value in [true, "true", "<+input>", null] {
		refusals([changed(int, "/stage/spec/environment/deployToAll", value)]) == message
		hotfix([{"parallel": [changed(prod, "/stage/spec/environment/deployToAll", value)]}]) == message
	}
	allowed([missing(int, "/stage/spec/environment/deployToAll")])
}

test_a_strategy if {
	message := {"stage to_int_euw1 is repeated by a strategy: every place has a stage of its own"}
	refusals([changed(int, "/stage/strategy", {"matrix": {"x": ["a"]}})]) == message
	hotfix([changed(int, "/stage/strategy", {"repeat": {"times": 2}})]) == message
	allowed([changed(gate, "/stage/strategy", {"repeat": {"times": 2}})])
}

test_after_a_failure if {
	message := {"stage to_int_euw1 deploys even when the stages before it have failed"}
	every value in [{"pipelineStatus": "All"}, {"pipelineStatus": "Failure"}, "<+input>"] {
		refusals([changed(int, "/stage/when", value)]) == message
		hotfix([changed(int, "/stage/when", value)]) == message
	}
	allowed([missing(int, "/stage/when")])
	allowed([changed(int, "/stage/when", {"condition": "<+input>"})])
	allowed([changed(gate, "/stage/when", {"pipelineStatus": "All"})])
}

failing(errors, action) := {"onFailure": {"errors": errors, "action": {"type": action}}}

test_without_a_way_back if {
	message := {"stage to_int_euw1 has no failure strategy that rolls back on all errors"}
	every strategies in [[], "<+input>", [failing(["AllErrors"], "MarkAsFailure")], [failing(["Timeout"], "StageRollback")], [{}]] {
		refusals([changed(int, "/stage/failureStrategies", strategies)]) == message
		hotfix([changed(int, "/stage/failureStrategies", strategies)]) == message
	}
	refusals([missing(int, "/stage/failureStrategies")]) == message
	allowed([changed(int, "/stage/failureStrategies", [failing(["Verification"], "Ignore"), failing(["AllErrors"], "StageRollback")])])
	allowed([changed(int, "/stage/failureStrategies", [failing(["AllErrors"], "PipelineRollback")])])
}

test_nothing_to_roll_back_with if {
	every type in [
		"K8sRollingDeploy", "K8sCanaryDeploy", "K8sBlueGreenDeploy", "K8sBGSwapServices",
		"EcsRollingDeploy", "EcsCanaryDeploy", "EcsBlueGreenCreateService", "EcsBlueGreenSwapTargetGroups",
	] {
		message := {sprintf("stage to_int_euw1 has no rollbackSteps, nothing rolls %v back", [type])}
		step := {"step": {"type": type}}
		every steps in [[step], [{"stepGroup": {"steps": [{"parallel": [step]}]}}]] {
			forward := changed(int, "/stage/spec/execution/steps", steps)
			refusals([changed(forward, "/stage/spec/execution/rollbackSteps", [])]) == message
			refusals([missing(forward, "/stage/spec/execution/rollbackSteps")]) == message
			hotfix([missing(forward, "/stage/spec/execution/rollbackSteps")]) == message
			allowed([forward])
		}
	}
	job := changed(int, "/stage/spec/execution/steps", [{"step": {"type": "K8sApply"}}])
	allowed([changed(job, "/stage/spec/execution/rollbackSteps", [])])
}

test_a_stage_without_identifier if {
	"stage without identifier deploys to 0 infrastructures, it must be one" in refusals([{"stage": {"type": "Deployment"}}])
}

test_garbage if {
	every document in [{}, null, "", [], {"pipeline": {}}, {"pipeline": {"stages": "x"}}, {"pipeline": null}] {
		found := required_stages.deny with input as document
		found == {"there is no list of stages to judge"}
	}
	allowed([{}, {"stage": null}, {"stage": "x"}, 7, {"parallel": {}}])
}

test_only_stages_are_stages if {
	step := {"step": {"identifier": "x", "type": "Deployment"}}
	allowed([{"parallel": [{"stage": {"identifier": "c", "type": "Custom", "spec": {"execution": {"steps": [step]}}}}]}])
}

test_beside_is_not_before if {
	refusals([{"parallel": [pre, prod]}]) == {
		"stage to_pre_euw1 deploys to pre_stable, which must be over before prod",
		"stage to_prod_euw1 deploys to prod without pre_stable before it",
	}
}
