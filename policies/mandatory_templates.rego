# Refuses a pipeline with a stage that is not made from a template of the platform, or with any other template in it.
package mandatory_templates

import future.keywords.contains
import future.keywords.if
import future.keywords.in

# begin settings (versions of each template, by its identifier; templates of whole pipelines apart)
templates := {"approval_1": ["1.0.0"], "approval_2": ["1.0.0"], "approval_3": ["1.0.0"], "bake": ["1.0.0"], "canary_phase": ["1.0.0"], "change_window": ["1.0.0"], "deploy_ecs": ["1.0.0"], "deploy_kubernetes": ["1.0.0"], "deploy_kubernetes_canary": ["1.0.0"], "verify_canary": ["1.0.0"]}
pipeline_templates := {"hotfix_ecs": ["1.0.0"], "hotfix_kubernetes": ["1.0.0"]}

# end settings

deny contains "there is no list of stages to judge" if not has_stages

has_stages if is_array(input.pipeline.stages)

deny contains msg if {
	walk(input.pipeline.stages, [_, node])
	stage := node.stage
	not stage.template
	not excused(stage)
	msg := sprintf("stage %v is not made from a template of the platform", [name_of(stage)])
}

deny contains msg if {
	walk(input.pipeline.stages, [_, node])
	link := node.template
	not listed(templates, link)
	msg := sprintf("%v is no template of the platform", [label_of(link)])
}

deny contains msg if {
	link := input.pipeline.template
	not listed(pipeline_templates, link)
	msg := sprintf("%v is no pipeline template of the platform", [label_of(link)])
}

name_of(stage) := stage.identifier

name_of(stage) := "without identifier" if not stage.identifier

# The stages of a pipeline that is itself a template are the template's. It holds its approval, and links the rest.
excused(stage) if {
	stage.type == "Approval"
	listed(pipeline_templates, input.pipeline.template)
}

listed(known, link) if link.versionLabel in known[link.templateRef]

label_of(link) := sprintf("%v %v", [link.templateRef, link.versionLabel])

label_of(link) := "a link without reference or version" if not is_complete(link)

is_complete(link) if {
	link.templateRef
	link.versionLabel
}
