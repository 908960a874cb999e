# Refuses a Kubernetes object that runs with more rights than it needs, that cannot be told to be healthy, or whose image may
# be another one tomorrow (R-176, R-185). Judged one by one: {"object": …}.
package workload_rules

import future.keywords.contains
import future.keywords.if
import future.keywords.in

deny contains "there is no object to judge" if not has_object

has_object if is_object(input.object)

deny contains msg if {
	some pod in pods
	some field in ["hostNetwork", "hostPID", "hostIPC"]
	object.get(pod, field, false) != false
	msg := sprintf("%v: %v must not be on", [name, field])
}

deny contains msg if {
	some pod in pods
	some volume in object.get(pod, "volumes", [])
	has_host_path(volume)
	msg := sprintf("%v: volume %v is a folder of the node", [name, object.get(volume, "name", "without name")])
}

has_host_path(volume) if volume.hostPath

deny contains msg if {
	some pod in pods
	object.get(pod, "automountServiceAccountToken", true) != false
	msg := sprintf("%v: automountServiceAccountToken must be false", [name])
}

deny contains msg if {
	some [pod, container] in containers
	setting(pod, container, ["runAsNonRoot"]) != true
	msg := sprintf("%v: %v must have runAsNonRoot: true", [name, called(container)])
}

deny contains msg if {
	some [pod, container] in containers
	setting(pod, container, ["runAsUser"]) == 0
	msg := sprintf("%v: %v runs as user 0", [name, called(container)])
}

deny contains msg if {
	some [pod, container] in containers
	not setting(pod, container, ["seccompProfile", "type"]) in {"RuntimeDefault", "Localhost"}
	msg := sprintf("%v: %v must have the seccomp profile RuntimeDefault", [name, called(container)])
}

deny contains msg if {
	some [_, container] in containers
	some field, wanted in {"allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true}
	object.get(container, ["securityContext", field], "nothing") != wanted
	msg := sprintf("%v: %v must have %v: %v", [name, called(container), field, wanted])
}

deny contains msg if {
	some [_, container] in containers
	object.get(container, ["securityContext", "privileged"], false) != false
	msg := sprintf("%v: %v must not be privileged", [name, called(container)])
}

deny contains msg if {
	some [_, container] in containers
	not drops_all(container)
	msg := sprintf("%v: %v must drop ALL capabilities", [name, called(container)])
}

drops_all(container) if "ALL" in container.securityContext.capabilities.drop

deny contains msg if {
	some [_, container] in containers
	some added in object.get(container, ["securityContext", "capabilities", "add"], [])
	msg := sprintf("%v: %v must not add the capability %v", [name, called(container), added])
}

deny contains msg if {
	some [_, container] in containers
	some port in object.get(container, "ports", [])
	object.get(port, "hostPort", 0) != 0
	msg := sprintf("%v: %v takes a port of the node", [name, called(container)])
}

# The image of app is put in by Harness, with the tag of the pipeline (R-190).
deny contains msg if {
	some [_, container] in containers
	called(container) == "app"
	container.image != "{{.Values.image}}"
	msg := sprintf("%v: the image of app must be {{.Values.image}}, which has the tag of the pipeline", [name])
}

deny contains msg if {
	some [_, container] in containers
	not has_image(container)
	msg := sprintf("%v: %v has no image", [name, called(container)])
}

has_image(container) if is_string(container.image)

deny contains msg if {
	some [_, container] in containers
	container.image != "{{.Values.image}}"
	not is_pinned(container.image)
	msg := sprintf("%v: image %v of %v must have a digest, or a tag other than latest", [name, container.image, called(container)])
}

is_pinned(image) if contains(image, "@sha256:")

is_pinned(image) if {
	tagged := regex.find_n(`:[^:/]+$`, image, 1)
	count(tagged) == 1
	tagged != [":latest"]
}

# Something that runs to its end has no use for probes.
deny contains msg if {
	serves
	some probe in ["readinessProbe", "livenessProbe"]
	some pod in pods
	some container in pod.containers
	not is_object(object.get(container, probe, "nothing"))
	msg := sprintf("%v: %v must have a %v", [name, called(container), probe])
}

serves if input.object.kind in {"Deployment", "StatefulSet", "DaemonSet"}

deny contains msg if {
	input.object.kind == "HorizontalPodAutoscaler"
	input.object.spec.minReplicas > input.object.spec.maxReplicas
	msg := sprintf("%v: minReplicas is above maxReplicas", [name])
}

deny contains msg if {
	some path, wanted in service_rules
	object.get(input.object, ["spec", path], wanted) != wanted
	msg := sprintf("%v: %v must be %v, the way in is an Ingress", [name, path, wanted])
}

service_rules := {"type": "ClusterIP", "externalIPs": []} if input.object.kind == "Service"

# Secrets do not belong into Git.
deny contains msg if {
	input.object.kind == "Secret"
	msg := sprintf("%v: a Secret must not be in the manifests", [name])
}

name := sprintf("%v %v", [
	object.get(input.object, "kind", "object"),
	object.get(input.object, ["metadata", "name"], "without name"),
])

# Pods stand at different depths in a Deployment, a CronJob and a Pod.
pods := [node | walk(input.object, [_, node]); is_array(node.containers)]

containers := [[pod, container] |
	some pod in pods
	some list in ["containers", "initContainers", "ephemeralContainers"]
	some container in object.get(pod, list, [])
]

called(container) := object.get(container, "name", "without name")

# What a container does not say, its pod does.
setting(pod, container, path) := object.get(
	container, array.concat(["securityContext"], path),
	object.get(pod, array.concat(["securityContext"], path), "nothing"),
)
