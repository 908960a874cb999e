# Refuses production changes outside the change window. Evaluated by a Policy step right before the deployment; the
# payload is that step's {"environment", "environmentType", "service"}, in an emergency with "emergency_override",
# "approvers_count" and "approved_before". The clock is the evaluator's: no payload can set it.
package change_window

import future.keywords.contains
import future.keywords.if

# begin settings (minutes of the day in UTC, from changeWindow of platform.yaml)
windows := {"Friday": {"from": 600, "to": 840}, "Monday": {"from": 600, "to": 960}, "Thursday": {"from": 600, "to": 960}, "Tuesday": {"from": 600, "to": 960}, "Wednesday": {"from": 600, "to": 960}}
service_windows := {}
emergency_approvers := 3

# end settings

now := time.now_ns()

day := time.weekday([now, "UTC"])

minute := (time.clock([now, "UTC"])[0] * 60) + time.clock([now, "UTC"])[1]

# A service's own window narrows the common one, it never widens it.
in_window if {
	open(windows)
	open(own_windows)
}

open(week) if {
	minute >= week[day].from
	minute < week[day].to
}

own_windows := object.get(service_windows, input.service, windows) if is_string(input.service)

# Without a service nobody can tell whether it has a window of its own.
own_windows := windows if count(service_windows) == 0

# An override counts only with enough approvals behind it: those before the emergency and those for it.
emergency if {
	input.emergency_override == true
	is_number(input.approvers_count)
	before := object.get(input, "approved_before", 0)
	is_number(before)
	input.approvers_count + before >= emergency_approvers
}

# Anything that does not say it is pre-production is guarded.
free if input.environmentType == "PreProduction"

default environment := "an unnamed environment"

environment := input.environment if is_string(input.environment)

deny contains msg if {
	not free
	not in_window
	not emergency
	msg := sprintf("change to %v refused: %v %02d:%02d UTC is outside the change window", [
		environment,
		day,
		floor(minute / 60),
		minute % 60,
	])
}
