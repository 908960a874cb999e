package no_scripts_test

import data.no_scripts
import future.keywords.every
import future.keywords.if

script := {"step": {"identifier": "smoke", "type": "ShellScript", "spec": {}}}

deploy := {"step": {"identifier": "rolling", "type": "K8sRollingDeploy", "spec": {"skipDryRun": false}}}

stage_with(execution) := {"stage": {"identifier": "deploy", "type": "Deployment", "spec": {"execution": execution}}}

denials(stages) := found if {
	found := no_scripts.deny with input as {"pipeline": {"identifier": "cart_cd", "stages": stages}}
}

only := {"step smoke: ShellScript runs a script"}

test_without_a_script if denials([stage_with({"steps": [deploy], "rollbackSteps": []})]) == set()

test_in_any_stage if {
	denials([stage_with({"steps": [deploy, script]})]) == only
	denials([stage_with({"steps": [deploy]}), stage_with({"steps": [script]})]) == only
	denials([{"parallel": [stage_with({"steps": [deploy]}), stage_with({"steps": [script]})]}]) == only
	denials([{"parallel": [{"parallel": [stage_with({"steps": [script]})]}]}]) == only
	denials([{"stage": {"type": "Custom", "strategy": {"repeat": {"times": 2}}, "spec": {"execution": {"steps": [script]}}}}]) == only
}

test_in_any_place_of_a_stage if {
	group := {"stepGroup": {"identifier": "g", "steps": [script]}}
	every execution in [
		{"steps": [{"parallel": [deploy, script]}]},
		{"steps": [group]},
		{"steps": [{"stepGroup": {"steps": [deploy, group]}}]},
		{"steps": [{"insert": {"steps": [script]}}]},
		{"steps": [deploy], "rollbackSteps": [script]},
		{"steps": [{"stepGroup": {"steps": [deploy], "rollbackSteps": [script]}}]},
	] {
		denials([stage_with(execution)]) == only
	}
	denials([{"stage": {"spec": {"environment": {"provisioner": {"steps": [script]}}}}}]) == only
}

test_every_kind_of_script if {
	every type in [
		"ShellScript", "Command", "CustomApproval", "ShellScriptProvision", "FetchInstanceScript", "TanzuCommand",
		"Container", "Run", "RunTests", "Test", "Background", "Plugin", "Action", "Bitrise",
	] {
		found := denials([stage_with({"steps": [{"step": {"identifier": "s", "type": type}}]})])
		count(found) == 1
		every message in found {
			startswith(message, sprintf("step s: %v ", [type]))
		}
	}
}

test_a_step_without_identifier if {
	denials([stage_with({"steps": [{"step": {"type": "Run"}}]})]) == {"step without identifier: Run runs a script"}
}

test_a_script_in_a_step_of_another_type if {
	every key in ["script", "command", "shell", "entrypoint"] {
		step := {"step": {"identifier": "s", "type": "NewStep", "spec": {"source": {key: "echo"}}}}
		denials([stage_with({"steps": [step]})]) == {sprintf("stages/0/stage/spec/execution/steps/0/step/spec/source/%v: a step that carries a script runs it", [key])}
	}
}

test_words_are_no_keys if {
	step := {"step": {"identifier": "script", "type": "Email", "spec": {"subject": "command", "body": "shell"}}}
	denials([stage_with({"steps": [step]})]) == set()
}

test_garbage if {
	every document in [{}, null, "", [], {"pipeline": null}, {"pipeline": "x"}, {"pipeline": []}] {
		found := no_scripts.deny with input as document
		found == {"there is no pipeline to judge"}
	}
}
