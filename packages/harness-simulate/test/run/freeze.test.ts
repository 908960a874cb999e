import assert from "node:assert/strict";
import { activeFreeze } from "../../src/run/freeze";

const subject = {
  org: "default",
  project: "platform",
  service: "payment",
  environment: "prod",
  environmentType: "Production",
};

const all = [{ entities: [{ type: "Service", filterType: "All" }] }];

function endAt(instant: string, window: object, entityConfigs: object[] = all, status = "Enabled") {
  const freeze = { identifier: "f", status, entityConfigs, windows: [{ timeZone: "UTC", ...window }] };
  const active = activeFreeze([freeze], subject, Date.parse(instant));
  return active === undefined ? undefined : new Date(active.end).toISOString().slice(0, 16);
}

describe("freeze windows", () => {
  const once = { startTime: "2026-01-05 10:00 AM", endTime: "2026-01-05 12:00 PM" };

  it("hold from their first instant until their end, exclusively", () => {
    assert.equal(endAt("2026-01-05T09:59:59Z", once), undefined);
    assert.equal(endAt("2026-01-05T10:00:00Z", once), "2026-01-05T12:00");
    assert.equal(endAt("2026-01-05T11:59:59Z", once), "2026-01-05T12:00");
    assert.equal(endAt("2026-01-05T12:00:00Z", once), undefined);
    assert.equal(endAt("2026-01-06T11:00:00Z", once), undefined);
  });

  it("only hold when enabled and readable", () => {
    assert.equal(endAt("2026-01-05T11:00Z", once, all, "Disabled"), undefined);
    assert.equal(endAt("2026-01-05T11:00Z", { startTime: "soon", duration: "1h" }), undefined);
    assert.equal(endAt("2026-01-05T11:00Z", { ...once, timeZone: "Mars/Phobos" }), undefined);
  });

  for (const [type, inside, outside] of [
    ["Daily", "2026-01-09T11:00Z", "2026-01-09T13:00Z"],
    ["Weekly", "2026-01-19T11:00Z", "2026-01-20T11:00Z"],
    ["Monthly", "2026-04-05T11:00Z", "2026-04-06T11:00Z"],
    ["Yearly", "2028-01-05T11:00Z", "2028-02-05T11:00Z"],
  ] as const)
    it(`${type} ones come back`, () => {
      const window = { startTime: once.startTime, duration: "2h", recurrence: { type } };
      assert.equal(endAt(inside, window), `${inside.slice(0, 10)}T12:00`);
      assert.equal(endAt(outside, window), undefined);
    });

  it("come back every so often, until they no longer do", () => {
    const spec = { value: 2, until: "2026-02-02 11:00 AM" };
    const window = { startTime: once.startTime, duration: "2h", recurrence: { type: "Weekly", spec } };
    assert.equal(endAt("2026-01-12T11:00Z", window), undefined);
    assert.equal(endAt("2026-01-19T11:00Z", window), "2026-01-19T12:00");
    assert.equal(endAt("2026-02-02T10:30Z", window), "2026-02-02T11:00");
    assert.equal(endAt("2026-02-16T11:00Z", window), undefined);
  });

  it("come back at the same local time when the clocks change", () => {
    const window = { timeZone: "Europe/Berlin", startTime: "2026-03-28 10:00 AM", duration: "1h" };
    assert.equal(
      endAt("2026-03-29T08:30Z", { ...window, recurrence: { type: "Daily" } }),
      "2026-03-29T09:00",
    );
  });

  it("the longest one is named", () => {
    const freeze = (identifier: string, duration: string) => ({
      identifier,
      status: "Enabled",
      entityConfigs: all,
      windows: [{ timeZone: "UTC", startTime: once.startTime, duration }],
    });
    const at = Date.parse("2026-01-05T10:10Z");
    assert.equal(
      activeFreeze([freeze("short", "1h"), freeze("long", "3h")], subject, at)?.identifier,
      "long",
    );
  });

  const entity = (type: string, filterType: string, ...entityRefs: string[]) => ({
    type,
    filterType,
    entityRefs,
  });
  for (const [title, entities, holds] of [
    ["production", [entity("EnvType", "Equals", "Production")], true],
    ["pre-production", [entity("EnvType", "Equals", "PreProduction")], false],
    ["everything but pre-production", [entity("EnvType", "NotEquals", "PreProduction")], true],
    ["another service in production", [entity("Service", "Equals", "x"), entity("EnvType", "All")], false],
    ["this service", [entity("Org", "All"), entity("Service", "Equals", "x", "payment")], true],
    ["another environment", [entity("Environment", "Equals", "int")], false],
    ["another project", [entity("Project", "Equals", "other")], false],
  ] as const)
    it(`a freeze of ${title} ${holds ? "holds" : "does not hold"}`, () =>
      assert.equal(endAt("2026-01-05T11:00Z", once, [{ entities }]) !== undefined, holds));

  it("one rule of several is enough", () => {
    const rules = [
      { entities: [entity("Service", "Equals", "x")] },
      { entities: [entity("EnvType", "All")] },
    ];
    assert.notEqual(endAt("2026-01-05T11:00Z", once, rules), undefined);
  });
});
