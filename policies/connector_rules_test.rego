package connector_rules_test

import data.connector_rules
import future.keywords.every
import future.keywords.if

known := {
	"a": {"connector": "k8s_a", "delegateSelectors": ["delegate-a"], "production": false},
	"b": {"connector": "k8s_b", "delegateSelectors": ["delegate-b", "fast"], "production": true},
}

deploy(place, selectors) := {"stage": {
	"identifier": "s",
	"type": "Deployment",
	"delegateSelectors": selectors,
	"spec": {"environment": {"environmentRef": "e", "infrastructureDefinitions": [{"identifier": place}]}},
}}

refusals(document) := found if {
	found := connector_rules.deny with input as document with connector_rules.infrastructures as known
}

of_stages(stages) := refusals({"pipeline": {"stages": stages}})

of_entity(entity) := refusals({"entity": entity})

changed(thing, path, value) := json.patch(thing, [{"op": "add", "path": path, "value": value}])

missing(thing, path) := json.patch(thing, [{"op": "remove", "path": path}])

must_run(place, selectors) := {sprintf("stage s must run on the delegates of %v alone: %v", [place, selectors])}

gate := {"stage": {"identifier": "gate", "type": "Approval", "spec": {}}}

test_the_delegates_of_the_place if {
	of_stages([gate, deploy("a", ["delegate-a"]), deploy("b", ["fast", "delegate-b"])]) == set()
	of_stages([]) == set()
}

test_other_delegates if {
	every selectors in [["delegate-b"], [], ["delegate-a", "delegate-b"], "<+input>", "delegate-a", [7]] {
		of_stages([deploy("a", selectors)]) == must_run("a", "delegate-a")
		of_stages([{"parallel": [deploy("b", ["fast", "delegate-b"]), deploy("a", selectors)]}]) == must_run("a", "delegate-a")
		of_stages([{"parallel": [{"parallel": [deploy("a", selectors)]}]}]) == must_run("a", "delegate-a")
	}
	of_stages([deploy("b", ["delegate-b"])]) == must_run("b", "delegate-b fast")
	of_stages([missing(deploy("a", []), "/stage/delegateSelectors")]) == must_run("a", "delegate-a")
}

test_a_place_of_nobody if {
	every place in ["c", "<+pipeline.variables.place>"] {
		of_stages([deploy(place, ["delegate-a"])]) == must_run(place, "")
	}
}

with_step(selectors) := changed(
	deploy("a", ["delegate-a"]),
	"/stage/spec/execution",
	{"steps": [{"stepGroup": {"steps": [{"step": {"spec": {"delegateSelectors": selectors}}}]}}]},
)

test_a_step_that_selects_another if {
	of_stages([with_step(["delegate-a"])]) == set()
	of_stages([with_step(["delegate-b"])]) == must_run("a", "delegate-a")
	of_stages([with_step("<+input>")]) == must_run("a", "delegate-a")
	only_in_step := missing(with_step(["delegate-a"]), "/stage/delegateSelectors")
	of_stages([only_in_step]) == must_run("a", "delegate-a")
}

test_a_place_left_open_leaves_the_delegate_open if {
	open := "stage s names delegates, but no infrastructure they belong to"
	stage := changed(deploy("a", "<+input>"), "/stage/spec/environment/infrastructureDefinitions", "<+input>")
	of_stages([stage]) == set()
	of_stages([deploy("<+input>", "<+input>.allowedValues(x,y)")]) == set()
	of_stages([changed(stage, "/stage/delegateSelectors", ["delegate-a"])]) == {open}
	of_stages([deploy("<+input>", ["delegate-a"])]) == {open}
	of_stages([missing(stage, "/stage/delegateSelectors")]) == {open}
	of_stages([{"stage": {"type": "Deployment"}}]) == {"stage without identifier names delegates, but no infrastructure they belong to"}
	every form in [
		{"environments": {"values": [{"environmentRef": "e"}]}}, {"environments": {}},
		{"environmentGroup": {"environments": [{"environmentRef": "e"}]}}, {"environmentGroup": {}},
		{"infrastructure": {"environment": {"identifier": "e"}}}, {"infrastructure": {"environmentRef": "e"}},
	] {
		of_stages([{"stage": {"identifier": "s", "spec": form}}]) == {open}
	}
}

kubernetes := {
	"identifier": "k8s_a",
	"type": "K8sCluster",
	"spec": {"credential": {"type": "InheritFromDelegate"}, "delegateSelectors": ["delegate-a"]},
}

test_a_cluster_is_reached_by_its_delegate if {
	of_entity(kubernetes) == set()
	message := {"k8s_a: a Kubernetes connector must take the rights of a delegate that it selects"}
	every type in ["ManualConfig", null] {
		of_entity(changed(kubernetes, "/spec/credential/type", type)) == message
	}
	every selectors in [[], "<+input>", null] {
		of_entity(changed(kubernetes, "/spec/delegateSelectors", selectors)) == message
	}
	of_entity(missing(kubernetes, "/spec/delegateSelectors")) == message
	of_entity(missing(kubernetes, "/spec")) == message
}

github := {"identifier": "git", "type": "Github", "spec": {
	"url": "https://github.com/acme",
	"authentication": {"type": "Http", "spec": {"type": "UsernameToken", "spec": {"username": "bot", "tokenRef": "account.github_token"}}},
	"apiAccess": {"type": "Token", "spec": {"tokenRef": "account.github_token"}},
}}

by_app := changed(github, "/spec/authentication/spec", {"type": "GithubApp", "spec": {"applicationId": "1", "installationId": "2", "privateKeyRef": "app_key"}})

test_github_by_a_secret if {
	of_entity(github) == set()
	of_entity(by_app) == set()
	message := {"git: a GitHub connector must authenticate by a token or an app whose key is a secret"}
	of_entity(changed(github, "/spec/authentication/spec", {"type": "Anonymous", "spec": null})) == message
	of_entity(changed(github, "/spec/authentication", {"type": "Ssh", "spec": {"sshKeyRef": "key"}})) == message
	of_entity(missing(github, "/spec/authentication")) == message
	of_entity(missing(github, "/spec")) == message
	of_entity(changed(github, "/spec/authentication/spec/spec/tokenRef", null)) == message
	of_entity(changed(by_app, "/spec/authentication/spec/spec/privateKeyRef", 7)) == message
}

test_a_credential_in_plain if {
	every key in ["token", "Token", "password", "passphrase", "privateKey", "sshKey", "secret", "secretKey"] {
		of_entity(changed(github, sprintf("/spec/apiAccess/spec/%v", [key]), "abc")) == {sprintf("git: %v must be the reference of a secret, not a credential", [key])}
		of_entity(changed(github, sprintf("/spec/apiAccess/spec/%v", [key]), null)) == set()
	}
	every value in ["", "two words", "-----BEGIN", "9abc", "project.token", token_of("ghp"), token_of("gho"), token_of("ghu"), token_of("ghs"), token_of("ghr"), token_of("github_pat"), "glpat-a1"] {
		of_entity(changed(github, "/spec/apiAccess/spec/tokenRef", value)) == {"git: tokenRef must be the reference of a secret, not a credential"}
	}
	every value in ["token", "org.token", "account.token", "_t0ken", "my_ghp_token", "ghe_token", "ghp_token", "github_pat_ci", "glpat_ci", sprintf("my_%v", [token_of("ghp")]), sprintf("ghe_%030d", [0]), null, 7] {
		of_entity(changed(github, "/spec/apiAccess/spec/tokenRef", value)) == set()
	}
	of_entity({"identifier": "x", "type": "Vault", "spec": {"password": "p"}}) == {"x: password must be the reference of a secret, not a credential"}
	of_entity({"identifier": "x", "type": "Vault", "spec": {"hint": token_of("ghp")}}) == set()
}

# Put together here, so that no scanner takes it for a real one.
token_of(prefix) := sprintf("%v_%030d", [prefix, 0])

test_production_shares_with_nobody if {
	message := {"k8s_a: production must not share its connector with other environments"}
	shared := changed(known, "/b/connector", "k8s_a")
	denials := connector_rules.deny with input as {"entity": kubernetes} with connector_rules.infrastructures as shared
	denials == message
	both_production := changed(shared, "/a/production", true)
	none := connector_rules.deny with input as {"entity": kubernetes} with connector_rules.infrastructures as both_production
	none == set()
	other := connector_rules.deny with input as {"entity": {"identifier": "x", "type": "Aws"}} with connector_rules.infrastructures as shared
	other == set()
}

test_the_settings_of_the_example if {
	every place, delegate in {"int_stable_euw1_k8s": "harness-delegate-int-euw1", "prod_euw1_k8s": "harness-delegate-prod-euw1"} {
		denials := connector_rules.deny with input as {"pipeline": {"stages": [deploy(place, [delegate])]}}
		denials == set()
	}
}

test_without_an_infrastructure if {
	denials := connector_rules.deny with input as {"entity": kubernetes} with connector_rules.infrastructures as {}
	denials == set()
}

test_a_connector_without_identifier if {
	of_entity({"type": "K8sCluster"}) == {"an unnamed connector: a Kubernetes connector must take the rights of a delegate that it selects"}
}

test_garbage if {
	every document in [{}, null, "", [], {"pipeline": {}}, {"pipeline": {"stages": "x"}}, {"entity": null}, {"entity": "x"}] {
		refusals(document) == {"there is neither a pipeline nor a connector to judge"}
	}
}

test_only_stages_are_stages if {
	step := {"step": {"identifier": "x", "type": "Deployment"}}
	stage := {"stage": {"identifier": "c", "type": "Custom", "spec": {"execution": {"steps": [step]}}}}
	of_stages([{"parallel": [stage]}, {"stage": null}, {"stage": "x"}, {}, 7]) == set()
}
