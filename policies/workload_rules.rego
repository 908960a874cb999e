# Refuses a Kubernetes object that runs with more rights than it needs, that cannot be told to be healthy, or whose image may
# be another one tomorrow (R-176, R-185). Judged one by one: {"object": …}; a List is its items. Nothing passes that the level
# "baseline" of Kubernetes' Pod Security Standards refuses (kubernetes.io/docs/concepts/security/pod-security-standards, 1.34).
package workload_rules

import future.keywords.contains
import future.keywords.if
import future.keywords.in

deny contains "there is no object to judge" if not has_object

has_object if is_object(input.object)

deny contains msg if {
	some [name, _, pod] in pods
	some field in ["hostNetwork", "hostPID", "hostIPC"]
	not object.get(pod, field, false) in {false, null}
	msg := sprintf("%v: %v must not be on", [name, field])
}

deny contains msg if {
	some [name, _, pod] in pods
	some volume in object.get(pod, "volumes", [])
	some kind, what in unwanted_volumes
	some holder in ({volume} | {source | some source in volume.projected.sources})
	object.get(holder, kind, null) != null
	msg := sprintf("%v: volume %v is %v", [name, called(volume), what])
}

unwanted_volumes := {
	"hostPath": "a folder of the node", "flexVolume": "made by a program of the node",
	"gitRepo": "cloned by the node as root", "serviceAccountToken": "a token of the service account",
}

deny contains msg if {
	some [name, _, pod] in pods
	object.get(pod, "automountServiceAccountToken", true) != false
	msg := sprintf("%v: automountServiceAccountToken must be false", [name])
}

deny contains msg if {
	some [name, pod, container] in containers
	setting(pod, container, ["runAsNonRoot"]) != true
	msg := sprintf("%v: %v must have runAsNonRoot: true", [name, called(container)])
}

deny contains msg if {
	some [name, pod, container] in containers
	some field, who in {"runAsUser": "user", "runAsGroup": "group"}
	setting(pod, container, [field]) == 0
	msg := sprintf("%v: %v runs as %v 0", [name, called(container), who])
}

deny contains msg if {
	some [name, _, pod] in pods
	some field in ["fsGroup", "supplementalGroups"]
	0 in {group | walk(object.get(pod, ["securityContext", field], []), [_, group])}
	msg := sprintf("%v: %v must not be root's", [name, field])
}

deny contains msg if {
	some [name, _, pod] in pods
	some sysctl in object.get(pod, ["securityContext", "sysctls"], [])
	found := called(sysctl)
	not regex.match(safe_sysctls, found)
	msg := sprintf("%v: the sysctl %v is not a safe one", [name, found])
}

safe_sysctls := `^(kernel\.shm_rmid_forced|net\.ipv4\.(ip_local_port_range|ip_local_reserved_ports|ip_unprivileged_port_start|ping_group_range|tcp_(fin_timeout|keepalive_(intvl|probes|time)|rmem|syncookies|wmem)))$`

deny contains msg if {
	some [name, pod, container] in containers
	setting(pod, container, ["seccompProfile", "type"]) in unset
	msg := sprintf("%v: %v must have the seccomp profile RuntimeDefault", [name, called(container)])
}

# Of a pod and of its containers, one by one: what a container overrides is refused as well, as Kubernetes does.
deny contains msg if {
	some [name, who, context] in contexts
	some path, values in baseline
	found := object.get(context, path, "nothing")
	not found in (unset | values)
	msg := sprintf("%v: %v must not have %v: %v", [name, who, concat(".", path), found])
}

unset := {"nothing", null, ""}

baseline := {
	["privileged"]: {false}, ["windowsOptions", "hostProcess"]: {false}, ["procMount"]: {"Default"},
	["seccompProfile", "type"]: {"RuntimeDefault", "Localhost"},
	["appArmorProfile", "type"]: {"RuntimeDefault", "Localhost"},
	["seLinuxOptions", "type"]: {"container_t", "container_init_t", "container_kvm_t", "container_engine_t"},
	["seLinuxOptions", "user"]: set(), ["seLinuxOptions", "role"]: set(),
}

deny contains msg if {
	some thing in objects
	walk(thing, [_, node])
	some key, value in node.metadata.annotations
	startswith(key, "container.apparmor.security.beta.kubernetes.io/")
	not regex.match(`^(runtime/default|localhost/.*)$`, value)
	msg := sprintf("%v: the AppArmor profile must not be %v", [named(thing), value])
}

deny contains msg if {
	some [name, _, container] in containers
	some field, wanted in {"allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true}
	object.get(container, ["securityContext", field], "nothing") != wanted
	msg := sprintf("%v: %v must have %v: %v", [name, called(container), field, wanted])
}

deny contains msg if {
	some [name, _, container] in containers
	not "ALL" in object.get(container, ["securityContext", "capabilities", "drop"], [])
	msg := sprintf("%v: %v must drop ALL capabilities", [name, called(container)])
}

deny contains msg if {
	some [name, _, container] in containers
	some added in object.get(container, ["securityContext", "capabilities", "add"], [])
	msg := sprintf("%v: %v must not add the capability %v", [name, called(container), added])
}

deny contains msg if {
	some [name, _, container] in containers
	some port in object.get(container, "ports", [])
	object.get(port, "hostPort", 0) != 0
	msg := sprintf("%v: %v takes a port of the node", [name, called(container)])
}

# What the kubelet calls, it calls from the network of the node.
deny contains msg if {
	some [name, _, container] in containers
	some path in [["livenessProbe"], ["readinessProbe"], ["startupProbe"], ["lifecycle", "postStart"], ["lifecycle", "preStop"]]
	some kind in ["httpGet", "tcpSocket"]
	host := object.get(container, array.concat(path, [kind, "host"]), "nothing")
	not host in unset
	msg := sprintf("%v: %v of %v must not go to the host %v", [name, concat(".", path), called(container), host])
}

deny contains msg if {
	some [name, _, pod] in pods
	startswith(pod.priorityClassName, "system-")
	msg := sprintf("%v: the priority %v is for the cluster's own", [name, pod.priorityClassName])
}

# The image of app is put in by Harness, with the tag of the pipeline (R-190).
deny contains msg if {
	some [name, _, container] in containers
	called(container) == "app"
	container.image != "{{.Values.image}}"
	msg := sprintf("%v: the image of app must be {{.Values.image}}, which has the tag of the pipeline", [name])
}

deny contains msg if {
	some [name, _, container] in containers
	not is_string(object.get(container, "image", 0))
	msg := sprintf("%v: %v has no image", [name, called(container)])
}

deny contains msg if {
	some [name, _, container] in containers
	container.image != "{{.Values.image}}"
	not is_pinned(container.image)
	msg := sprintf("%v: image %v of %v must have a digest, or a tag with the number of a version", [name, container.image, called(container)])
}

is_pinned(image) if contains(image, "@sha256:")

# main, stable, edge, latest-alpine3: a name that somebody moves.
is_pinned(image) if {
	regex.match(`:[^:/]*[0-9][^:/]*$`, image)
	not regex.match(`:latest[^:/]*$`, image)
}

# Something that runs to its end has no use for probes.
deny contains msg if {
	some [name, kind, pod] in pods
	serves(kind, pod)
	some container in array.concat(pod.containers, [one | some one in object.get(pod, "initContainers", []); one.restartPolicy == "Always"])
	some probe in ["readinessProbe", "livenessProbe"]
	not is_object(object.get(container, probe, "nothing"))
	msg := sprintf("%v: %v must have a %v", [name, called(container), probe])
}

serves(kind, _) if kind in {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController"}

serves("Pod", pod) if not object.get(pod, "restartPolicy", "Always") in {"Never", "OnFailure"}

deny contains msg if {
	some thing in objects
	thing.kind == "HorizontalPodAutoscaler"
	thing.spec.minReplicas > thing.spec.maxReplicas
	msg := sprintf("%v: minReplicas is above maxReplicas", [named(thing)])
}

deny contains msg if {
	some thing in objects
	thing.kind == "Service"
	some path, wanted in {"type": "ClusterIP", "externalIPs": []}
	object.get(thing, ["spec", path], wanted) != wanted
	msg := sprintf("%v: %v must be %v, the way in is an Ingress", [named(thing), path, wanted])
}

# Secrets do not belong into Git, and a workload rules nothing but its namespace.
deny contains msg if {
	some thing in objects
	some why in unwanted(thing)
	msg := sprintf("%v: %v", [named(thing), why])
}

unwanted(thing) := {"a Secret must not be in the manifests"} if thing.kind == "Secret"

unwanted(thing) := {"it gives rights in the whole cluster"} if thing.kind == "ClusterRoleBinding"

unwanted(thing) := {"cluster-admin is not for a workload" | thing.roleRef.name == "cluster-admin"} if thing.kind == "RoleBinding"

# A List is its items, at any depth.
objects := [node |
	walk(input.object, [path, node])
	is_object(node)
	not is_array(object.get(node, "items", "nothing"))
	count([step | some step in path; not is_number(step); step != "items"]) == 0
]

named(thing) := sprintf("%v %v", [object.get(thing, "kind", "object"), object.get(thing, ["metadata", "name"], "without name")])

# Pods stand at different depths in a Deployment, a CronJob and a Pod.
pods := [[named(thing), object.get(thing, "kind", ""), node] |
	some thing in objects
	walk(thing, [_, node])
	is_array(node.containers)
]

containers := [[name, pod, container] |
	some [name, _, pod] in pods
	some list in ["containers", "initContainers", "ephemeralContainers"]
	some container in object.get(pod, list, [])
]

contexts := array.concat(
	[[name, "the pod", object.get(pod, "securityContext", {})] | some [name, _, pod] in pods],
	[[name, called(container), object.get(container, "securityContext", {})] | some [name, _, container] in containers],
)

called(thing) := object.get(thing, "name", "without name")

# What a container does not say, its pod does.
setting(pod, container, path) := object.get(container, array.concat(["securityContext"], path), object.get(pod, array.concat(["securityContext"], path), "nothing"))
