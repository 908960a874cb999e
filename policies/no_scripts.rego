# Refuses a pipeline with a script in it, wherever it stands: delivery is declared, not scripted (R-169, R-170).
package no_scripts

import future.keywords.contains
import future.keywords.if
import future.keywords.in

deny contains "there is no pipeline to judge" if not has_pipeline

has_pipeline if is_object(input.pipeline)

deny contains msg if {
	some node in nodes
	reason := scripted[node.type]
	msg := sprintf("step %v: %v %v", [object.get(node, "identifier", "without identifier"), node.type, reason])
}

# Whatever the type of the step, known today or not: what carries a script runs it.
deny contains msg if {
	some key in carried
	walk(input.pipeline, [path, _])
	path[count(path) - 1] == key
	msg := sprintf("%v: a step that carries a script runs it", [concat("/", [sprintf("%v", [part]) | some part in path])])
}

nodes := [node | walk(input.pipeline, [_, node]); is_object(node)]

# One look a name: to look for names in general takes five times as long.
carried contains "script" if {
	some node in nodes
	node.script
}

carried contains "command" if {
	some node in nodes
	node.command
}

carried contains "shell" if {
	some node in nodes
	node.shell
}

carried contains "entrypoint" if {
	some node in nodes
	node.entrypoint
}

# Steps that run what their author writes into them, or an image of their author's choice.
scripted := {
	"ShellScript": "runs a script",
	"Command": "runs a script on a host",
	"CustomApproval": "decides by a script",
	"ShellScriptProvision": "provisions by a script",
	"FetchInstanceScript": "finds instances by a script",
	"TanzuCommand": "runs a script",
	"Container": "runs a command in any image",
	"Run": "runs a script",
	"RunTests": "runs a script",
	"Test": "runs a script",
	"Background": "runs a command in any image",
	"Plugin": "runs any image",
	"Action": "runs code of a repository",
	"Bitrise": "runs code of a repository",
}
