# managed_by: harness-catalog
# catalog_stack: test
# Refuses production changes outside the change window. Evaluated by the last step of an approval stage, right before
# the deployment; the payload is that step's {"environment", "environmentType"}.
package change_window

import future.keywords.contains
import future.keywords.if

# begin settings (minutes of the day in UTC, from changeWindow of platform.yaml)
windows := {"Friday": {"from": 600, "to": 840}, "Monday": {"from": 600, "to": 960}, "Thursday": {"from": 600, "to": 960}, "Tuesday": {"from": 600, "to": 960}, "Wednesday": {"from": 600, "to": 960}}
emergency_approvers := 3

# end settings

# now_ns is there for tests; without it the evaluator's clock counts.
now := object.get(input, "now_ns", time.now_ns())

day := time.weekday([now, "UTC"])

minute := (time.clock([now, "UTC"])[0] * 60) + time.clock([now, "UTC"])[1]

in_window if {
	minute >= windows[day].from
	minute < windows[day].to
}

# An override counts only with enough approvals behind it.
emergency if {
	input.emergency_override == true
	input.approvers_count >= emergency_approvers
}

# Anything that does not say it is pre-production is guarded.
guarded if {
	object.get(input, "environmentType", "Production") != "PreProduction"
}

deny contains msg if {
	guarded
	not in_window
	not emergency
	msg := sprintf("change to %v refused: %v %02d:%02d UTC is outside the change window", [
		object.get(input, "environment", "an unnamed environment"),
		day,
		floor(minute / 60),
		minute % 60,
	])
}
