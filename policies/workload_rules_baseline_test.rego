package workload_rules_test

import future.keywords.every
import future.keywords.if
import future.keywords.in

context(value) := changed("add", "/securityContext", object.union(pod.securityContext, value))

of_app(value) := changed("add", "/containers/0/securityContext", object.union(app.securityContext, value))

test_what_no_pod_and_no_container_may_have if {
	every path, value in {
		"privileged": true, "procMount": "Unmasked", "windowsOptions": {"hostProcess": true},
		"seccompProfile": {"type": "Unconfined"}, "appArmorProfile": {"type": "Unconfined"},
		"seLinuxOptions": {"type": "spc_t"},
	} {
		count(denials(of_app({path: value}))) == 1
		count(denials(context({path: value}))) == 1
	}
	every field in ["user", "role"] {
		count(denials(of_app({"seLinuxOptions": {field: "system_u"}}))) == 1
		count(denials(context({"seLinuxOptions": {field: "system_u"}}))) == 1
	}
	refused(of_app({"procMount": "Unmasked"}), "Deployment cart: app must not have procMount: Unmasked")
	refused(context({"seLinuxOptions": {"type": "spc_t"}}), "Deployment cart: the pod must not have seLinuxOptions.type: spc_t")
}

test_what_they_may_have if {
	every path, value in {
		"privileged": false, "procMount": "Default", "windowsOptions": {"hostProcess": false},
		"seccompProfile": {"type": "Localhost"}, "appArmorProfile": {"type": "RuntimeDefault"},
	} {
		allowed(of_app({path: value}))
		allowed(context({path: value}))
	}
	allowed(of_app({"appArmorProfile": {"type": "Localhost"}, "seccompProfile": {"type": "RuntimeDefault"}}))
	every type in ["", null, "container_t", "container_init_t", "container_kvm_t", "container_engine_t"] {
		allowed(of_app({"seLinuxOptions": {"type": type, "level": "s0:c1"}}))
	}
	allowed(of_app({"seLinuxOptions": {"user": "", "role": null}}))
}

test_what_a_container_overrides_is_refused_too if {
	shown := json.patch(context({"seccompProfile": {"type": "Unconfined"}}), [{
		"op": "add", "path": "/spec/template/spec/containers/0/securityContext/seccompProfile",
		"value": {"type": "RuntimeDefault"},
	}])
	refused(shown, "Deployment cart: the pod must not have seccompProfile.type: Unconfined")
}

annotated(value) := json.patch(deployment(pod), [{
	"op": "add", "path": "/spec/template/metadata",
	"value": {"annotations": {"container.apparmor.security.beta.kubernetes.io/app": value, "team": "shop"}},
}])

test_the_profile_of_an_annotation if {
	refused(annotated("unconfined"), "Deployment cart: the AppArmor profile must not be unconfined")
	refused(annotated("xlocalhost/x"), "Deployment cart: the AppArmor profile must not be xlocalhost/x")
	allowed(annotated("runtime/default"))
	allowed(annotated("localhost/shop"))
}

sysctls(list) := context({"sysctls": list})

test_sysctls if {
	refused(sysctls([{"name": "kernel.msgmax", "value": "1"}]), "Deployment cart: the sysctl kernel.msgmax is not a safe one")
	refused(sysctls([{"value": "1"}]), "Deployment cart: the sysctl without name is not a safe one")
	every name in [
		"kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_local_reserved_ports",
		"net.ipv4.ip_unprivileged_port_start", "net.ipv4.ping_group_range", "net.ipv4.tcp_fin_timeout",
		"net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_keepalive_time",
		"net.ipv4.tcp_rmem", "net.ipv4.tcp_syncookies", "net.ipv4.tcp_wmem",
	] {
		allowed(sysctls([{"name": name, "value": "1"}]))
	}
}

test_groups_of_root if {
	refused(context({"runAsGroup": 0}), "Deployment cart: app runs as group 0")
	refused(of_app({"runAsGroup": 0}), "Deployment cart: app runs as group 0")
	refused(context({"fsGroup": 0}), "Deployment cart: fsGroup must not be root's")
	refused(context({"supplementalGroups": [0]}), "Deployment cart: supplementalGroups must not be root's")
	refused(context({"supplementalGroups": [7, 0]}), "Deployment cart: supplementalGroups must not be root's")
	allowed(context({"runAsGroup": 1, "fsGroup": 1, "supplementalGroups": [1, 7]}))
	allowed(context({"supplementalGroups": []}))
}

projected(sources) := changed("add", "/volumes", [{"name": "token", "projected": {"sources": sources}}])

test_tokens_in_volumes if {
	refused(
		projected([{"configMap": {"name": "x"}}, {"serviceAccountToken": {"path": "token"}}]),
		"Deployment cart: volume token is a token of the service account",
	)
	allowed(projected([{"configMap": {"name": "x"}}, {"serviceAccountToken": null}]))
}

test_volumes_of_the_node if {
	refused(changed("add", "/volumes", [{"name": "v", "flexVolume": {"driver": "x/y"}}]), "Deployment cart: volume v is made by a program of the node")
	refused(changed("add", "/volumes", [{"name": "v", "gitRepo": {}}]), "Deployment cart: volume v is cloned by the node as root")
	allowed(changed("add", "/volumes", [{"name": "v", "hostPath": null}]))
}

test_hosts_that_the_kubelet_calls if {
	every field in ["livenessProbe", "readinessProbe", "startupProbe"] {
		every kind in ["httpGet", "tcpSocket"] {
			message := sprintf("Deployment cart: %v of app must not go to the host 169.254.169.254", [field])
			refused(changed("add", sprintf("/containers/0/%v", [field]), {kind: {"host": "169.254.169.254"}}), message)
			allowed(changed("add", sprintf("/containers/0/%v", [field]), {kind: {"host": "", "port": 80}}))
		}
	}
	every field in ["postStart", "preStop"] {
		message := sprintf("Deployment cart: lifecycle.%v of app must not go to the host 192.0.2.1", [field])
		refused(changed("add", "/containers/0/lifecycle", {field: {"httpGet": {"host": "192.0.2.1"}}}), message)
		allowed(changed("add", "/containers/0/lifecycle", {field: {"exec": {"command": ["sleep", "5"]}}}))
	}
}

test_priorities_of_the_cluster if {
	refused(changed("add", "/priorityClassName", "system-node-critical"), "Deployment cart: the priority system-node-critical is for the cluster's own")
	allowed(changed("add", "/priorityClassName", "shop-system-high"))
}

binding(kind, role) := {"kind": kind, "metadata": {"name": "x"}, "roleRef": {"kind": "ClusterRole", "name": role}}

test_rights_in_the_cluster if {
	refused(binding("ClusterRoleBinding", "view"), "ClusterRoleBinding x: it gives rights in the whole cluster")
	refused(binding("RoleBinding", "cluster-admin"), "RoleBinding x: cluster-admin is not for a workload")
	allowed(binding("RoleBinding", "view"))
	allowed(binding("Other", "cluster-admin"))
}

list(kind, items) := {"apiVersion": "v1", "kind": kind, "items": items}

test_a_list_is_its_items if {
	secret := {"kind": "Secret", "metadata": {"name": "key"}}
	message := "Secret key: a Secret must not be in the manifests"
	every kind in ["List", "SecretList"] {
		refused(list(kind, [{"kind": "ConfigMap"}, secret]), message)
	}
	refused(list("List", [{"kind": "ConfigMap"}, list("List", [secret])]), message)
	refused(
		list("List", [{"kind": "Service", "metadata": {"name": "cart"}, "spec": {"type": "NodePort"}}]),
		"Service cart: type must be ClusterIP, the way in is an Ingress",
	)
	refused(list("List", [without("/containers/0/readinessProbe")]), "Deployment cart: app must have a readinessProbe")
	refused(list("List", [changed("add", "/hostPID", true)]), "Deployment cart: hostPID must not be on")
	allowed(list("List", [deployment(pod), deployment(pod)]))
	allowed(list("List", []))

	# What stands anywhere else is no object of its own.
	allowed({"kind": "ConfigMap", "data": {"items": {"kind": "Secret"}}})
	allowed({"kind": "Job", "spec": {"items": [secret]}})
}
