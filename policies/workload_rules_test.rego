package workload_rules_test

import data.workload_rules
import future.keywords.every
import future.keywords.if
import future.keywords.in

probe := {"httpGet": {"path": "/health", "port": "http"}}

app := {
	"name": "app",
	"image": "{{.Values.image}}",
	"readinessProbe": probe,
	"livenessProbe": probe,
	"securityContext": {
		"allowPrivilegeEscalation": false,
		"readOnlyRootFilesystem": true,
		"capabilities": {"drop": ["ALL"]},
	},
}

sidecar := json.patch(app, [
	{"op": "replace", "path": "/name", "value": "sidecar"},
	{"op": "replace", "path": "/image", "value": "registry.example.com:5000/proxy:v1.2.3"},
])

pod := {
	"automountServiceAccountToken": false,
	"securityContext": {"runAsNonRoot": true, "runAsUser": 10001, "seccompProfile": {"type": "RuntimeDefault"}},
	"containers": [app],
}

deployment(spec) := {"kind": "Deployment", "metadata": {"name": "cart"}, "spec": {"template": {"spec": spec}}}

denials(object) := found if {
	found := workload_rules.deny with input as {"object": object}
}

allowed(object) if denials(object) == set()

refused(object, message) if denials(object) == {message}

# A change of the pod, or of its only container.
changed(op, path, value) := deployment(json.patch(pod, [{"op": op, "path": path, "value": value}]))

without(path) := deployment(json.patch(pod, [{"op": "remove", "path": path}]))

beside(container) := deployment(object.union(pod, {"containers": [app, container]}))

with_image(image) := beside(json.patch(sidecar, [{"op": "replace", "path": "/image", "value": image}]))

test_a_sound_workload_is_allowed if {
	allowed(deployment(pod))
	allowed(beside(sidecar))
	allowed({"kind": "ConfigMap"})
	allowed({"kind": "CronJob", "spec": {"jobTemplate": {"spec": {"template": {"spec": pod}}}}})
	allowed(changed("add", "/volumes", [{"name": "tmp", "emptyDir": {}}]))
}

test_namespaces_of_the_node if {
	every field in ["hostNetwork", "hostPID", "hostIPC"] {
		message := sprintf("Deployment cart: %v must not be on", [field])
		refused(changed("add", sprintf("/%v", [field]), true), message)
		allowed(changed("add", sprintf("/%v", [field]), false))
	}
}

test_folders_and_ports_of_the_node if {
	refused(
		changed("add", "/volumes", [{"name": "tmp", "emptyDir": {}}, {"name": "root", "hostPath": {"path": "/"}}]),
		"Deployment cart: volume root is a folder of the node",
	)
	refused(changed("add", "/volumes", [{"hostPath": {"path": "/"}}]), "Deployment cart: volume without name is a folder of the node")
	refused(changed("add", "/containers/0/ports", [{"containerPort": 80, "hostPort": 80}]), "Deployment cart: app takes a port of the node")
	refused(changed("add", "/containers/0/ports", [{"hostPort": 1}]), "Deployment cart: app takes a port of the node")
	refused(changed("add", "/containers/0/ports", [{"hostPort": -1}]), "Deployment cart: app takes a port of the node")
	allowed(changed("add", "/containers/0/ports", [{"containerPort": 80}, {"containerPort": 81, "hostPort": 0}]))
}

test_the_account_token if {
	message := "Deployment cart: automountServiceAccountToken must be false"
	refused(changed("replace", "/automountServiceAccountToken", true), message)
	refused(without("/automountServiceAccountToken"), message)
}

test_users if {
	message := "Deployment cart: app must have runAsNonRoot: true"
	refused(changed("replace", "/securityContext/runAsNonRoot", false), message)
	refused(without("/securityContext/runAsNonRoot"), message)
	refused(changed("add", "/containers/0/securityContext/runAsNonRoot", false), message)
	allowed(deployment(json.patch(pod, [
		{"op": "remove", "path": "/securityContext/runAsNonRoot"},
		{"op": "add", "path": "/containers/0/securityContext/runAsNonRoot", "value": true},
	])))
	refused(changed("replace", "/securityContext/runAsUser", 0), "Deployment cart: app runs as user 0")
	refused(changed("add", "/containers/0/securityContext/runAsUser", 0), "Deployment cart: app runs as user 0")
	allowed(changed("replace", "/securityContext/runAsUser", 1))
	allowed(without("/securityContext/runAsUser"))
}

test_seccomp if {
	message := "Deployment cart: app must have the seccomp profile RuntimeDefault"
	refused(without("/securityContext/seccompProfile"), message)
	refused(without("/securityContext/seccompProfile/type"), message)
	allowed(changed("replace", "/securityContext/seccompProfile/type", "Localhost"))
}

test_rights_of_a_container if {
	refused(changed("replace", "/containers/0/securityContext/allowPrivilegeEscalation", true), "Deployment cart: app must have allowPrivilegeEscalation: false")
	refused(without("/containers/0/securityContext/allowPrivilegeEscalation"), "Deployment cart: app must have allowPrivilegeEscalation: false")
	refused(changed("replace", "/containers/0/securityContext/readOnlyRootFilesystem", false), "Deployment cart: app must have readOnlyRootFilesystem: true")
	refused(without("/containers/0/securityContext/readOnlyRootFilesystem"), "Deployment cart: app must have readOnlyRootFilesystem: true")
	refused(changed("add", "/containers/0/securityContext/privileged", true), "Deployment cart: app must not have privileged: true")
	allowed(changed("add", "/containers/0/securityContext/privileged", false))
	refused(changed("replace", "/containers/0/securityContext/capabilities/drop", ["NET_RAW"]), "Deployment cart: app must drop ALL capabilities")
	refused(without("/containers/0/securityContext/capabilities"), "Deployment cart: app must drop ALL capabilities")
	refused(changed("add", "/containers/0/securityContext/capabilities/add", ["NET_ADMIN"]), "Deployment cart: app must not add the capability NET_ADMIN")
	count(denials(without("/containers/0/securityContext"))) == 3
}

test_every_container_is_looked_at if {
	weak := json.patch(sidecar, [{"op": "remove", "path": "/securityContext/capabilities"}])
	message := "Deployment cart: sidecar must drop ALL capabilities"
	refused(beside(weak), message)
	refused(changed("add", "/initContainers", [weak]), message)
	refused(changed("add", "/ephemeralContainers", [weak]), message)
	refused(beside(json.patch(weak, [{"op": "remove", "path": "/name"}])), "Deployment cart: without name must drop ALL capabilities")
}

test_the_image_of_app if {
	message := "Deployment cart: the image of app must be {{.Values.image}}, which has the tag of the pipeline"
	refused(changed("replace", "/containers/0/image", "registry.example.com/cart:v1.2.3"), message)
	refused(without("/containers/0/image"), "Deployment cart: app has no image")
}

test_other_images if {
	every image in ["proxy:1", "proxy:v1", "proxy:alpine-3.19", "registry.example.com:5000/proxy:v1", "proxy@sha256:0123", "proxy:latest@sha256:0123", "{{.Values.image}}"] {
		allowed(with_image(image))
	}
	every image in ["proxy", "proxy:main", "proxy:stable", "proxy:latest-alpine3", "v1/proxy", "proxy:latest", "registry.example.com:5000/proxy", "registry.example.com:5000/proxy:latest", "proxy:"] {
		refused(with_image(image), sprintf("Deployment cart: image %v of sidecar must have a digest, or a tag with the number of a version", [image]))
	}
	refused(beside(json.patch(sidecar, [{"op": "remove", "path": "/image"}])), "Deployment cart: sidecar has no image")
	"Deployment cart: sidecar has no image" in denials(with_image(7))
}

test_probes if {
	every name in ["readinessProbe", "livenessProbe"] {
		message := sprintf("Deployment cart: app must have a %v", [name])
		refused(without(sprintf("/containers/0/%v", [name])), message)
		refused(changed("replace", sprintf("/containers/0/%v", [name]), null), message)
	}
	bare := json.patch(pod, [{"op": "remove", "path": "/containers/0/readinessProbe"}, {"op": "remove", "path": "/containers/0/livenessProbe"}])
	every kind in ["StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController"] {
		count(denials({"kind": kind, "spec": {"template": {"spec": bare}}})) == 2
	}
	count(denials({"kind": "Pod", "spec": bare})) == 2
	count(denials({"kind": "Pod", "spec": object.union(bare, {"restartPolicy": "Always"})})) == 2
	every policy in ["Never", "OnFailure"] {
		allowed({"kind": "Pod", "spec": object.union(bare, {"restartPolicy": policy})})
	}
	allowed({"kind": "Job", "spec": {"template": {"spec": bare}}})

	# What runs before the others ends before they begin.
	waiting := json.patch(sidecar, [{"op": "remove", "path": "/readinessProbe"}, {"op": "remove", "path": "/livenessProbe"}])
	allowed(changed("add", "/initContainers", [waiting]))
	beside_app := object.union(waiting, {"restartPolicy": "Always"})
	count(denials(changed("add", "/initContainers", [beside_app]))) == 2
}

scaler(spec) := {"kind": "HorizontalPodAutoscaler", "metadata": {"name": "cart"}, "spec": spec}

test_an_autoscaler_has_a_range if {
	allowed(scaler({"minReplicas": 2, "maxReplicas": 3}))
	allowed(scaler({"minReplicas": 3, "maxReplicas": 3}))
	refused(scaler({"minReplicas": 4, "maxReplicas": 3}), "HorizontalPodAutoscaler cart: minReplicas is above maxReplicas")
	allowed({"kind": "Other", "spec": {"minReplicas": 4, "maxReplicas": 3}})
}

test_services_are_internal if {
	allowed({"kind": "Service", "metadata": {"name": "cart"}, "spec": {"ports": []}})
	allowed({"kind": "Service", "metadata": {"name": "cart"}, "spec": {"type": "ClusterIP", "externalIPs": []}})
	every type in ["LoadBalancer", "NodePort", "ExternalName"] {
		refused(
			{"kind": "Service", "metadata": {"name": "cart"}, "spec": {"type": type}},
			"Service cart: type must be ClusterIP, the way in is an Ingress",
		)
	}
	count(denials({"kind": "Service", "spec": {"externalIPs": ["192.0.2.1"]}})) == 1
	allowed({"kind": "Strategy", "spec": {"type": "RollingUpdate"}})
}

test_no_secrets if {
	refused({"kind": "Secret", "metadata": {"name": "key"}}, "Secret key: a Secret must not be in the manifests")
	allowed({"kind": "SecretStore", "metadata": {"name": "key"}})
}

test_garbage if {
	every thing in [null, "Deployment", [], 7] {
		denials(thing) == {"there is no object to judge"}
	}
	every document in [{}, null, "", []] {
		found := workload_rules.deny with input as document
		found == {"there is no object to judge"}
	}
	refused({"spec": {"containers": [], "hostPID": true, "automountServiceAccountToken": false}}, "object without name: hostPID must not be on")
	allowed({"spec": {"template": "none"}})
}
