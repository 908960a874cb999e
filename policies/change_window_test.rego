package change_window_test

import data.change_window
import future.keywords.if

# 2026-11-16 is a Monday.
production(day, clock) := {
	"environment": "prod",
	"environmentType": "Production",
	"now_ns": time.parse_rfc3339_ns(sprintf("2026-11-%vT%vZ", [day, clock])),
}

refusals(payload) := count(denials) if {
	denials := change_window.deny with input as payload
}

test_opens_on_the_minute if refusals(production(16, "10:00:00")) == 0

test_closed_a_second_before if refusals(production(16, "09:59:59")) == 1

test_open_until_the_last_second if refusals(production(19, "15:59:59")) == 0

test_closes_on_the_minute if refusals(production(19, "16:00:00")) == 1

test_friday_closes_early if {
	refusals(production(20, "13:59:59")) == 0
	refusals(production(20, "14:00:00")) == 1
}

test_closed_on_days_that_are_not_listed if {
	refusals(production(21, "12:00:00")) == 1
	refusals(production(22, "12:00:00")) == 1
}

test_override_needs_enough_approvers if {
	closed := production(21, "12:00:00")
	override := object.union(closed, {"emergency_override": true})
	refusals(override) == 1
	refusals(object.union(override, {"approvers_count": 2})) == 1
	refusals(object.union(override, {"approvers_count": 3})) == 0
}

test_preproduction_is_free if {
	payload := object.union(production(21, "12:00:00"), {"environment": "int_stable", "environmentType": "PreProduction"})
	refusals(payload) == 0
}

test_a_payload_that_says_nothing_is_guarded if {
	refusals({"now_ns": time.parse_rfc3339_ns("2026-11-21T12:00:00Z")}) == 1
}

test_message_names_environment_and_time if {
	denials := change_window.deny with input as production(16, "09:05:00")
	denials == {"change to prod refused: Monday 09:05 UTC is outside the change window"}
}
