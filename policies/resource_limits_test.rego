package resource_limits_test

import data.resource_limits
import future.keywords.every
import future.keywords.if
import future.keywords.in

medium := {"requests": {"cpu": "250m", "memory": "512Mi"}, "limits": {"memory": "512Mi"}}

app(resources) := {"name": "app", "resources": resources}

sidecar(resources) := {"name": "sidecar", "resources": resources}

deployment(spec, containers) := {
	"kind": "Deployment",
	"metadata": {"name": "cart"},
	"spec": object.union({"template": {"spec": {"containers": containers}}}, spec),
}

cron_job(pod) := {"kind": "CronJob", "spec": {"jobTemplate": {"spec": {"template": {"spec": pod}}}}}

autoscaler(spec) := {"kind": "HorizontalPodAutoscaler", "metadata": {"name": "cart"}, "spec": spec}

denials(object, size) := found if {
	found := resource_limits.deny with input as {"object": object, "size": size}
}

allowed(object) if denials(object, "medium") == set()

refused(object, message) if denials(object, "medium") == {message}

changed(path, value) := json.patch(medium, [{"op": "add", "path": path, "value": value}])

missing(path) := json.patch(medium, [{"op": "remove", "path": path}])

test_the_size_is_allowed if {
	allowed(deployment({}, [app(medium)]))
	allowed(cron_job({"containers": [app(medium)]}))
	allowed({"kind": "Pod", "spec": {"containers": [app(medium)]}})
	allowed({"kind": "Service", "spec": {"ports": []}})
	allowed({"kind": "ConfigMap"})
}

test_every_size_as_it_stands if {
	every name, size in resource_limits.sizes {
		resources := {"requests": {"cpu": size.cpu, "memory": size.memory}, "limits": {"memory": size.memory}}
		denials(deployment({"replicas": size.minReplicas}, [app(resources)]), name) == set()
	}
	resource_limits.sizes.small == {"cpu": "100m", "maxReplicas": 3, "memory": "256Mi", "minReplicas": 1}
	resource_limits.sizes.medium == {"cpu": "250m", "maxReplicas": 6, "memory": "512Mi", "minReplicas": 2}
	resource_limits.sizes.large == {"cpu": "500m", "maxReplicas": 10, "memory": "1Gi", "minReplicas": 3}
	resource_limits.sizes.xlarge == {"cpu": "1000m", "maxReplicas": 15, "memory": "2Gi", "minReplicas": 4}
}

test_other_spellings_of_the_same_amount if {
	allowed(deployment({}, [app(changed("/requests/cpu", "0.25"))]))
	allowed(deployment({}, [app(changed("/requests/cpu", 0.25))]))
	allowed(deployment({}, [app(changed("/requests/memory", "0.5Gi"))]))
	allowed(deployment({}, [app(changed("/limits/memory", 536870912))]))
	allowed(deployment({}, [app(changed("/limits/cpu", "250m"))]))
}

test_other_amounts if {
	refused(
		deployment({}, [app(changed("/requests/cpu", "251m"))]),
		"Deployment cart: requests.cpu of app is 251m, size medium has 250m",
	)
	refused(
		deployment({}, [app(changed("/requests/memory", "512M"))]),
		"Deployment cart: requests.memory of app is 512M, size medium has 512Mi",
	)
	refused(
		deployment({}, [app(changed("/limits/memory", "1Gi"))]),
		"Deployment cart: limits.memory of app is 1Gi, size medium has 512Mi",
	)
	refused(
		deployment({}, [app(changed("/limits/cpu", "500m"))]),
		"Deployment cart: limits.cpu of app is 500m, size medium has 250m",
	)
	refused(
		cron_job({"containers": [app(changed("/requests/cpu", "2"))]}),
		"CronJob without name: requests.cpu of app is 2, size medium has 250m",
	)
}

test_missing_amounts if {
	every path in ["/requests/cpu", "/requests/memory", "/limits/memory"] {
		count(denials(deployment({}, [app(missing(path))]), "medium")) == 1
	}
	count(denials(deployment({}, [{"name": "app"}]), "medium")) == 3
}

test_a_pod_has_an_app if {
	refused(deployment({}, [sidecar(medium)]), "Deployment cart: no container is called app")
	refused(deployment({}, [{"resources": medium}]), "Deployment cart: no container is called app")
}

test_other_containers_are_bounded if {
	largest := {"requests": {"cpu": "1", "memory": "2Gi"}, "limits": {"memory": "2Gi"}}
	allowed(deployment({}, [app(medium), sidecar(largest)]))
	allowed(deployment({}, [app(medium), sidecar(json.patch(largest, [{"op": "add", "path": "/limits/cpu", "value": "1"}]))]))
	refused(
		deployment({}, [app(medium), sidecar(json.patch(largest, [{"op": "add", "path": "/requests/cpu", "value": "1001m"}]))]),
		"Deployment cart: requests.cpu of sidecar is 1001m, more than the largest size or none",
	)
	denials(deployment({}, [app(medium), sidecar({"requests": {"cpu": "1", "memory": "3Gi"}, "limits": {"memory": "3Gi"}})]), "medium") == {"Deployment cart: requests.memory of sidecar is 3Gi, more than the largest size or none"}
	refused(
		deployment({}, [app(medium), sidecar({"requests": {"cpu": "1", "memory": "1Gi"}, "limits": {"memory": "2Gi"}})]),
		"Deployment cart: limits.memory of sidecar must equal its request",
	)
	denials(deployment({}, [app(medium), {}]), "medium") == {
		"Deployment cart: requests.cpu of without name is nothing, more than the largest size or none",
		"Deployment cart: requests.memory of without name is nothing, more than the largest size or none",
		"Deployment cart: limits.memory of without name must equal its request",
	}
}

test_init_containers_are_bounded if {
	pod := {"containers": [app(medium)], "initContainers": [sidecar({"requests": {"cpu": "5", "memory": "1Gi"}, "limits": {"memory": "1Gi"}})]}
	refused(cron_job(pod), "CronJob without name: requests.cpu of sidecar is 5, more than the largest size or none")
}

test_replicas_are_in_the_range if {
	every number in [2, 3, 6] {
		allowed(deployment({"replicas": number}, [app(medium)]))
	}
	refused(deployment({"replicas": 1}, [app(medium)]), "Deployment cart: replicas is 1, size medium has 2 to 6")
	refused(deployment({"replicas": 7}, [app(medium)]), "Deployment cart: replicas is 7, size medium has 2 to 6")
	refused(deployment({"replicas": "3"}, [app(medium)]), "Deployment cart: replicas is 3, size medium has 2 to 6")
	refused(deployment({"replicas": null}, [app(medium)]), "Deployment cart: replicas is null, size medium has 2 to 6")
}

test_an_autoscaler_stays_in_the_range if {
	allowed(autoscaler({"minReplicas": 2, "maxReplicas": 6}))
	refused(
		autoscaler({"minReplicas": 1, "maxReplicas": 6}),
		"HorizontalPodAutoscaler cart: minReplicas is 1, size medium has 2 to 6",
	)
	refused(autoscaler({"maxReplicas": 6}), "HorizontalPodAutoscaler cart: minReplicas is 1, size medium has 2 to 6")
	refused(
		autoscaler({"minReplicas": 2, "maxReplicas": 7}),
		"HorizontalPodAutoscaler cart: maxReplicas is 7, size medium has 2 to 6",
	)
	refused(
		autoscaler({"minReplicas": 2}),
		"HorizontalPodAutoscaler cart: maxReplicas is nothing, size medium has 2 to 6",
	)
	denials(autoscaler({"maxReplicas": 3}), "small") == set()
}

test_garbage if {
	every size in ["huge", null, 7, {}] {
		denials({"kind": "ConfigMap"}, size) == {"there is no size of the platform to judge by"}
	}
	every thing in [null, "Deployment", [], 7] {
		denials(thing, "medium") == {"there is no object to judge"}
	}
	every document in [{}, null, "", []] {
		found := resource_limits.deny with input as document
		count(found) == 2
	}
	denials({"kind": "ConfigMap"}, "small") == {"there is no size of the platform to judge by"} with resource_limits.sizes as {}
	allowed({"spec": {"template": "none"}})
}

test_a_list_is_its_items if {
	list := {"kind": "List", "items": [deployment({}, [app(medium)]), {"kind": "DeploymentList", "items": [deployment({"replicas": 9}, [app(changed("/limits/cpu", "500m"))])]}]}
	denials(list, "medium") == {
		"Deployment cart: replicas is 9, size medium has 2 to 6",
		"Deployment cart: limits.cpu of app is 500m, size medium has 250m",
	}
	refused({"kind": "List", "items": [autoscaler({"minReplicas": 2, "maxReplicas": 9})]}, "HorizontalPodAutoscaler cart: maxReplicas is 9, size medium has 2 to 6")
	allowed({"kind": "List", "items": [autoscaler({"minReplicas": 2, "maxReplicas": 6})]})
	allowed({"kind": "ConfigMap", "data": {"items": deployment({"replicas": 9}, [app(medium)])}})
}
