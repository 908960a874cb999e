import assert from "node:assert/strict";
import { durationText, parseDuration } from "../../src/run/time/duration";
import { instantText, parseInstant } from "../../src/run/time/instant";
import { instantIn, later, parseLocalTime } from "../../src/run/time/zone";

const minute = 60_000;

describe("times of a dry run", () => {
  for (const [text, minutes] of [
    ["10m", 10],
    ["1h 30m", 90],
    ["1h30m", 90],
    ["7d", 7 * 1440],
    ["1w 1d", 8 * 1440],
    ["90s", 1.5],
    ["0m", 0],
  ] as const)
    it(`${text} is ${minutes} minutes`, () => assert.equal(parseDuration(text), minutes * minute));

  for (const text of ["", " ", "10", "m", "soon 5m", "10s or so", "1.5h", "-5m", "5m 1h", "<+input>"])
    it(`${JSON.stringify(text)} is no duration`, () => assert.equal(parseDuration(text), undefined));

  it("a duration is written with its largest units", () => {
    assert.equal(durationText(0), "0s");
    assert.equal(durationText(90 * minute), "1h 30m");
    assert.equal(durationText(8 * 1440 * minute + 1000), "8d 1s");
  });

  it("an instant needs date, time and zone", () => {
    assert.equal(parseInstant("2026-01-05T11:00Z"), Date.UTC(2026, 0, 5, 11));
    assert.equal(parseInstant("2026-01-05T11:00:30+01:00"), Date.UTC(2026, 0, 5, 10, 0, 30));
    for (const text of [
      "2026-01-05",
      "2026-01-05T11:00",
      "2026-02-30T11:00Z",
      "2026-13-01T11:00Z",
      "monday",
      "",
    ])
      assert.equal(parseInstant(text), undefined, text);
    assert.equal(instantText(Date.UTC(2026, 0, 5, 11)), "2026-01-05T11:00:00Z");
  });

  it("local times follow their zone, summer time included", () => {
    const at = (zone: string, text: string) => {
      const instant = instantIn(zone, parseLocalTime(text)!);
      return instant === undefined ? undefined : instantText(instant);
    };
    assert.equal(at("UTC", "2026-01-05 12:30 AM"), "2026-01-05T00:30:00Z");
    assert.equal(at("Europe/Berlin", "2026-01-05 10:00 AM"), "2026-01-05T09:00:00Z");
    assert.equal(at("Europe/Berlin", "2026-07-05 12:00 pm"), "2026-07-05T10:00:00Z");
    assert.equal(at("Asia/Kolkata", "2026-01-05 05:30 AM"), "2026-01-05T00:00:00Z");
    assert.equal(at("America/New_York", "2026-03-08 03:30 AM"), "2026-03-08T07:30:00Z");
    assert.equal(at("Mars/Phobos", "2026-01-05 10:00 AM"), undefined);
  });

  for (const text of [
    "tomorrow",
    "2026-01-05 13:00 PM",
    "2026-01-05 00:10 AM",
    "2026-02-30 10:00 AM",
    "2026-01-05",
  ])
    it(`${text} is no local time`, () => assert.equal(parseLocalTime(text), undefined));

  it("months and years keep to the length of a month", () => {
    const last = parseLocalTime("2024-01-31 10:00 AM")!;
    const date = ({ year, month, day }: typeof last) => [year, month, day];
    assert.deepEqual(date(later(last, "month", 1)), [2024, 2, 29]);
    assert.deepEqual(date(later(last, "month", 13)), [2025, 2, 28]);
    assert.deepEqual(date(later(later(last, "month", 1), "year", 1)), [2025, 2, 28]);
    assert.deepEqual(date(later(last, "day", 1)), [2024, 2, 1]);
  });
});
