package mandatory_templates_test

import data.mandatory_templates
import future.keywords.every
import future.keywords.if

link(reference, version) := {"templateRef": reference, "versionLabel": version}

stage_of(reference, version) := {"stage": {"identifier": "s", "type": "Deployment", "template": link(reference, version)}}

inline(type) := {"stage": {"identifier": "s", "type": type, "spec": {}}}

denials(stages) := found if {
	found := mandatory_templates.deny with input as {"pipeline": {"stages": stages}}
}

linked_denials(template, stages) := found if {
	found := mandatory_templates.deny with input as {"pipeline": {"template": template, "stages": stages}}
}

test_stages_of_the_library if {
	denials([stage_of("approval_2", "1.0.0"), {"parallel": [stage_of("deploy_kubernetes", "1.0.0")]}]) == set()
}

test_a_stage_of_nobody if {
	missing := {"stage s is not made from a template of the platform"}
	denials([stage_of("bake", "1.0.0"), inline("Custom")]) == missing
	denials([{"parallel": [stage_of("bake", "1.0.0"), inline("Deployment")]}]) == missing
	denials([{"parallel": [{"parallel": [inline("Approval")]}]}]) == missing
	denials([{"stage": {"type": "Pipeline"}}]) == {"stage without identifier is not made from a template of the platform"}
	denials([{"stage": "x"}]) == {"stage without identifier is not made from a template of the platform"}
}

test_a_template_of_somebody_else if {
	denials([stage_of("mine", "1.0.0")]) == {"mine 1.0.0 is no template of the platform"}
	denials([stage_of("account.bake", "1.0.0")]) == {"account.bake 1.0.0 is no template of the platform"}
	denials([stage_of("hotfix_ecs", "1.0.0")]) == {"hotfix_ecs 1.0.0 is no template of the platform"}
	denials([stage_of("bake", "1.0.1")]) == {"bake 1.0.1 is no template of the platform"}
	denials([stage_of("bake", "")]) == {"bake  is no template of the platform"}
	denials([{"stage": {"template": {"templateRef": "bake"}}}]) == {"a link without reference or version is no template of the platform"}
	denials([{"stage": {"template": {"versionLabel": "1.0.0"}}}]) == {"a link without reference or version is no template of the platform"}
}

test_a_template_of_a_step if {
	step := {"stepGroup": {"steps": [{"step": {"identifier": "x", "template": link("mine", "2")}}]}}
	stage := {"stage": object.union(stage_of("bake", "1.0.0").stage, {"spec": {"execution": {"steps": [step]}}})}
	denials([stage]) == {"mine 2 is no template of the platform"}
}

test_a_pipeline_from_a_template if {
	hotfix := link("hotfix_kubernetes", "1.0.0")
	linked_denials(hotfix, [inline("Approval"), stage_of("deploy_kubernetes", "1.0.0")]) == set()
	linked_denials(hotfix, [inline("Deployment")]) == {"stage s is not made from a template of the platform"}
	linked_denials(link("mine", "1.0.0"), [stage_of("bake", "1.0.0")]) == {"mine 1.0.0 is no pipeline template of the platform"}
	count(linked_denials(link("hotfix_ecs", "2.0.0"), [inline("Approval")])) == 2
	count(linked_denials(link("bake", "1.0.0"), [inline("Approval")])) == 2
	count(linked_denials("hotfix_ecs", [])) == 1
	count(linked_denials({}, [])) == 1
}

test_a_version_is_listed if {
	several := {"bake": ["1.0.0", "1.1.0"]}
	denials([stage_of("bake", "1.1.0")]) == set() with mandatory_templates.templates as several
	count(denials([stage_of("bake", "2.0.0")])) == 1 with mandatory_templates.templates as several
	count(denials([stage_of("bake", "1.0.0")])) == 1 with mandatory_templates.templates as {}
}

test_garbage if {
	every document in [{}, null, "", [], {"pipeline": {}}, {"pipeline": {"stages": "x"}}, {"pipeline": {"stages": {"stage": {}}}}] {
		found := mandatory_templates.deny with input as document
		"there is no list of stages to judge" in found
	}
}
