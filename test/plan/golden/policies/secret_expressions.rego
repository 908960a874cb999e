# managed_by: harness-catalog
# catalog_stack: test
# Refuses an expression that reads a secret, but for those of the platform's own channels: whoever can write one into a
# pipeline can print the secret, or send it to an address of their choice (R-169).
package secret_expressions

import future.keywords.contains
import future.keywords.if
import future.keywords.in

deny contains "there is no pipeline to judge" if not has_pipeline

has_pipeline if is_object(input.pipeline)

deny contains msg if {
	some path, text in texts
	reads_secret(text)
	not is_channel(path, text)
	msg := sprintf("%v: an expression reads a secret", [concat("/", [sprintf("%v", [part]) | some part in path])])
}

texts[path] := text if {
	walk(input.pipeline, [path, text])
	contains(text, "<+")
}

# In any case, with blanks, as a function, of any manager. Quotes and plus signs go first, so that a name in pieces is one.
reads_secret(text) if regex.match(`secret`, lower(regex.replace(evaluated(text), `[\s"'+\\]`, "")))

# From the first beginning to the last end: what stands around it is only text. Where one stands in another, is left open or
# has the form of Harness itself (`${ngSecretManager…}`), another text may bring the rest: all of it.
evaluated(text) := regex.replace(text, `(?s)^.*?(<\+.*>)[^>]*$`, "$1") if {
	not contains(text, "${")
	not contains(regex.replace(text, `<\+[^<>]*>`, ""), "<+")
} else := text

# Webhooks and keys of notifications and nothing around them: Harness has no other way to take them from a secret.
is_channel(path, text) if {
	path[0] == "notificationRules"
	path[2] == "notificationMethod"
	path[3] == "spec"
	path[4] in {"webhookUrl", "integrationKey", "msTeamKeys", "apiKey"}
	regex.match(`^<\+secrets\.getValue\("(account\.|org\.)?[a-zA-Z_][0-9a-zA-Z_]*"\)>$`, text)
}
