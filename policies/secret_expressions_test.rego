package secret_expressions_test

import data.secret_expressions
import future.keywords.every
import future.keywords.if

denials(pipeline) := found if {
	found := secret_expressions.deny with input as {"pipeline": pipeline}
}

variable(text) := {"identifier": "cart_cd", "variables": [{"name": "x", "value": text}]}

only := {"variables/0/value: an expression reads a secret"}

rule(spec) := {"notificationRules": [{"notificationMethod": {"type": "Slack", "spec": spec}}]}

test_nothing_to_judge if {
	found := secret_expressions.deny with input as {}
	found == {"there is no pipeline to judge"}
}

test_without_a_secret if {
	denials(variable("<+pipeline.variables.imageTag>")) == set()
	denials(variable("secrets.getValue")) == set()
	denials(variable("")) == set()
	denials({"number": 1}) == set()
}

test_every_spelling if {
	every text in [
		`<+secrets.getValue("account.key")>`,
		`x-<+secrets.getValue("key")>`,
		`<+ secrets . getValue("key")>`,
		"<+SECRETS.getValue(\"key\")>",
		"<+secretManager.x.obtain(\"key\")>",
		`<+<+"secr"+"ets">.getValue('key')>`,
		`<+"secr" + 'ets'>`,
		"<+secrets\n.getValue(\"key\")>",
		`<+json.select("x", <+secrets.getValue("key")>)>`,
	] {
		denials(variable(text)) == only
	}
}

# A service may be called so.
test_text_around_it if {
	every text in [
		"Ship secret-rotator <+pipeline.variables.imageTag>?",
		"kubectl get secret\nhooks -n <+infra.namespace>",
		`{"tag": "<+pipeline.variables.imageTag>", "service": "secret_rotator"}`,
		"the secret of\n<+service.name>\nin <+env.name>",
	] {
		denials(variable(text)) == set()
	}
}

test_what_another_text_may_end if {
	every text in [
		"<+env.name <+infra.name> secrets",
		"<+env.name> <+secrets",
		"a > <+env.name <+infra.name> secrets",
		"<+env.name>> <+infra.name secrets",
		"<<+env.name>+secrets.getValue('key')>",
		"<+env.name\n> secrets.getValue('key')>",
		"${x <+env.name} secrets.getValue('key')>",
		`${ngSecretManager.obtain("key", 1)} <+env.name>`,
		`<+env.name> ${ngSecretManager.obtain("key", 1)}`,
	] {
		denials(variable(text)) == only
	}
}

test_channels_alone if {
	every key in ["webhookUrl", "integrationKey", "apiKey"] {
		denials(rule({key: `<+secrets.getValue("account.slack")>`})) == set()
		denials(rule({key: `<+secrets.getValue("org.slack")>`})) == set()
	}
	denials(rule({"msTeamKeys": [`<+secrets.getValue("teams")>`]})) == set()
}

test_no_other_place if {
	value := `<+secrets.getValue("slack")>`
	count(denials(rule({"url": value}))) == 1
	count(denials(rule({"recipients": [value]}))) == 1
	count(denials({"notificationRules": [{"notificationMethod": {"other": {"webhookUrl": value}}}]})) == 1
	count(denials({"notificationRules": [{"other": {"spec": {"webhookUrl": value}}}]})) == 1
	count(denials({"stages": [{"notificationMethod": {"spec": {"webhookUrl": value}}}]})) == 1
	count(denials({"stages": [{"x": value, "y": value}]})) == 2
}

test_nothing_around_it if {
	every text in [
		`https://evil.example/<+secrets.getValue("slack")>`,
		`<+secrets.getValue("slack")>/x`,
		`<+secrets.getValue("a.slack")>`,
		`<+secrets.getValue("slack").concat("x")>`,
	] {
		count(denials(rule({"webhookUrl": text}))) == 1
	}
}
