package change_window_test

import data.change_window
import future.keywords.every
import future.keywords.if

# 2026-11-16 is a Monday. Times are UTC.
at(date, clock) := time.parse_rfc3339_ns(sprintf("2026-11-%vT%vZ", [date, clock]))

production := {"environment": "prod", "environmentType": "Production", "service": "payment-service"}

# Whether the payload is refused at a time.
refused(date, clock, payload) if {
	denials := change_window.deny with input as payload with time.now_ns as at(date, clock)
	count(denials) == 1
}

allowed(date, clock, payload) if {
	denials := change_window.deny with input as payload with time.now_ns as at(date, clock)
	count(denials) == 0
}

test_monday_to_thursday_ten_to_four if {
	every date in [16, 17, 18, 19] {
		refused(date, "00:00:00", production)
		refused(date, "09:59:59", production)
		allowed(date, "10:00:00", production)
		allowed(date, "13:00:00", production)
		allowed(date, "15:59:59", production)
		refused(date, "16:00:00", production)
		refused(date, "23:59:59", production)
	}
}

test_friday_ten_to_two if {
	refused(20, "09:00:00", production)
	refused(20, "09:59:59", production)
	allowed(20, "10:00:00", production)
	allowed(20, "13:59:59", production)
	refused(20, "14:00:00", production)
}

test_no_weekend if {
	refused(21, "12:00:00", production)
	refused(22, "12:00:00", production)
}

test_the_clock_of_the_payload_does_not_count if {
	refused(21, "12:00:00", object.union(production, {"now_ns": at(16, "12:00:00")}))
}

override(counts) := object.union(production, object.union({"emergency_override": true}, counts))

test_override_needs_enough_approvers if {
	refused(21, "12:00:00", override({"approvers_count": 0}))
	refused(21, "12:00:00", override({"approvers_count": 2}))
	allowed(21, "12:00:00", override({"approvers_count": 3}))
	allowed(21, "12:00:00", override({"approvers_count": 4}))
}

test_approvals_before_the_emergency_count if {
	refused(21, "12:00:00", override({"approvers_count": 0, "approved_before": 2}))
	allowed(21, "12:00:00", override({"approvers_count": 1, "approved_before": 2}))
	refused(21, "12:00:00", override({"approvers_count": 1, "approved_before": 1}))
	refused(21, "12:00:00", override({"approvers_count": 3, "approved_before": -1}))
}

test_only_true_overrides if {
	every value in [false, "true", 1, null] {
		refused(21, "12:00:00", object.union(production, {"emergency_override": value, "approvers_count": 3}))
	}
	refused(21, "12:00:00", object.union(production, {"approvers_count": 3}))
}

test_only_numbers_count if {
	every value in ["3", "many", null, true, [3], {"count": 3}] {
		refused(21, "12:00:00", override({"approvers_count": value}))
		refused(21, "12:00:00", override({"approvers_count": 3, "approved_before": value}))
	}
	refused(21, "12:00:00", override({}))
	refused(21, "12:00:00", override({"approved_before": 3}))
}

test_preproduction_is_free if {
	allowed(21, "12:00:00", {"environment": "int_stable", "environmentType": "PreProduction"})
}

test_garbage_is_guarded if {
	every payload in [{}, null, "PreProduction", 7, [], [{"environmentType": "PreProduction"}], {"environmentType": null}] {
		refused(21, "12:00:00", payload)
		refused(16, "09:59:59", payload)
	}
}

# The payment service closes at noon on Monday, and the batch service asks for more than there is.
own := {
	"payment-service": {"Monday": {"from": 660, "to": 720}},
	"batch-service": {"Monday": {"from": 0, "to": 1440}, "Sunday": {"from": 0, "to": 1440}},
}

of_service(name) := object.union(production, {"service": name})

test_an_own_window_narrows if {
	refused(16, "10:59:59", production) with change_window.service_windows as own
	allowed(16, "11:00:00", production) with change_window.service_windows as own
	allowed(16, "11:59:59", production) with change_window.service_windows as own
	refused(16, "12:00:00", production) with change_window.service_windows as own
}

test_a_day_without_own_window_is_closed if {
	refused(17, "12:00:00", production) with change_window.service_windows as own
}

test_an_own_window_never_widens if {
	allowed(16, "10:00:00", of_service("batch-service")) with change_window.service_windows as own
	refused(16, "09:59:59", of_service("batch-service")) with change_window.service_windows as own
	refused(22, "12:00:00", of_service("batch-service")) with change_window.service_windows as own
}

test_other_services_have_the_common_window if {
	allowed(17, "12:00:00", of_service("cart-service")) with change_window.service_windows as own
}

test_with_own_windows_a_service_must_be_named if {
	every name in [null, 7, ["payment-service"]] {
		refused(16, "11:30:00", of_service(name)) with change_window.service_windows as own
		allowed(16, "11:30:00", of_service(name))
	}
	allowed(16, "11:30:00", {})
}

test_an_override_opens_an_own_window_too if {
	allowed(17, "12:00:00", override({"approvers_count": 3})) with change_window.service_windows as own
}

test_message_names_environment_and_time if {
	denials := change_window.deny with input as production with time.now_ns as at(16, "09:05:30")
	denials == {"change to prod refused: Monday 09:05 UTC is outside the change window"}
	unnamed := change_window.deny with input as {"environment": 7} with time.now_ns as at(21, "23:59:30")
	unnamed == {"change to an unnamed environment refused: Saturday 23:59 UTC is outside the change window"}
}
