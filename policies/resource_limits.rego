# Refuses a Kubernetes object that asks for other resources than the size of its service says (R-171, R-176).
# Judged one by one: {"object": …, "size": "medium"}; a List is its items.
package resource_limits

import future.keywords.contains
import future.keywords.if
import future.keywords.in

# begin settings (from sizes of platform.yaml)
sizes := {"large": {"cpu": "500m", "maxReplicas": 10, "memory": "1Gi", "minReplicas": 3}, "medium": {"cpu": "250m", "maxReplicas": 6, "memory": "512Mi", "minReplicas": 2}, "small": {"cpu": "100m", "maxReplicas": 3, "memory": "256Mi", "minReplicas": 1}, "xlarge": {"cpu": "1000m", "maxReplicas": 15, "memory": "2Gi", "minReplicas": 4}}

# end settings

deny contains "there is no object to judge" if not has_object

has_object if is_object(input.object)

deny contains "there is no size of the platform to judge by" if not size

deny contains msg if {
	some [name, pod] in pods
	not "app" in {container.name | some container in pod.containers}
	msg := sprintf("%v: no container is called app", [name])
}

deny contains msg if {
	some [name, container] in containers
	called(container) == "app"
	some path, wanted in {["requests", "cpu"]: size.cpu, ["requests", "memory"]: size.memory, ["limits", "memory"]: size.memory}
	found := object.get(container, array.concat(["resources"], path), "nothing")
	not same(found, wanted)
	msg := sprintf("%v: %v of app is %v, size %v has %v", [name, concat(".", path), found, input.size, wanted])
}

deny contains msg if {
	some [name, container] in containers
	called(container) == "app"
	found := container.resources.limits.cpu
	not same(found, size.cpu)
	msg := sprintf("%v: limits.cpu of app is %v, size %v has %v", [name, found, input.size, size.cpu])
}

# Containers beside it are not of a size, but bounded as well.
deny contains msg if {
	some [name, container] in containers
	not called(container) == "app"
	some path, bound in {["requests", "cpu"]: largest(sizes, "cpu"), ["requests", "memory"]: largest(sizes, "memory")}
	found := object.get(container, array.concat(["resources"], path), "nothing")
	not at_most(found, bound)
	msg := sprintf("%v: %v of %v is %v, more than the largest size or none", [name, concat(".", path), called(container), found])
}

deny contains msg if {
	some [name, container] in containers
	not called(container) == "app"
	not limited_to_request(container)
	msg := sprintf("%v: limits.memory of %v must equal its request", [name, called(container)])
}

deny contains msg if {
	some [name, field, replicas] in asked
	not in_range(replicas)
	msg := sprintf("%v: %v is %v, size %v has %v to %v", [name, field, replicas, input.size, size.minReplicas, size.maxReplicas])
}

size := object.get(sizes, input.size, false)

# A List is its items, at any depth.
objects := [node |
	walk(input.object, [path, node])
	not is_array(object.get(node, "items", "nothing"))
	count([step | some step in path; not is_number(step); step != "items"]) == 0
]

named(thing) := sprintf("%v %v", [object.get(thing, "kind", "object"), object.get(thing, ["metadata", "name"], "without name")])

# Pods stand at different depths in a Deployment, a CronJob and a Pod.
pods := [[named(thing), node] |
	some thing in objects
	walk(thing, [_, node])
	is_array(node.containers)
]

# Containers that are put into a running pod to look at it have no resources of their own.
containers := [[name, container] |
	some [name, pod] in pods
	some list in [pod.containers, object.get(pod, "initContainers", [])]
	some container in list
]

called(container) := object.get(container, "name", "without name")

# A quantity of Kubernetes as a number: cores, or bytes.
amount(quantity) := units.parse(sprintf("%v", [quantity]))

same(one, other) if amount(one) == amount(other)

at_most(quantity, bound) if amount(quantity) <= bound

limited_to_request(container) if same(container.resources.limits.memory, container.resources.requests.memory)

largest(table, resource) := max({amount(one[resource]) | some one in table})

asked contains [named(thing), "replicas", thing.spec.replicas] if some thing in objects

# Kubernetes takes 1 where an autoscaler has no minimum.
asked contains [named(thing), field, object.get(thing, ["spec", field], otherwise)] if {
	some thing in objects
	thing.kind == "HorizontalPodAutoscaler"
	some field, otherwise in {"minReplicas": 1, "maxReplicas": "nothing"}
}

in_range(replicas) if {
	replicas >= size.minReplicas
	replicas <= size.maxReplicas
}
