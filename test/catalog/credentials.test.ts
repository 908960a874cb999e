import assert from "node:assert/strict";
import { credentialAges, credentialNotice } from "../../src/catalog/credentials";
import type { Secret } from "../../src/catalog/model";

const secret = (dates: Partial<Secret>): Secret => ({
  scope: "project",
  secretManager: "harnessSecretManager",
  env: "X",
  ...dates,
});
const at = (instant: string) => Date.parse(instant);
const stateAt = (dates: Partial<Secret>, instant: string, within?: number) => {
  const [age] = credentialAges({ it: secret(dates) }, at(instant), within);
  return age === undefined ? undefined : `${age.state} ${age.because} ${age.on} ${age.days}`;
};

describe("age of credentials", () => {
  const expires = { expires: "2027-03-01" };
  const rotated = { rotated: "2026-09-01", rotateAfter: "180d" };

  for (const [title, dates, now, expected] of [
    ["fresh 30 days before", expires, "2027-01-30T00:00Z", "fresh expires 2027-03-01 30"],
    ["due 29 days before", expires, "2027-01-31T00:00Z", "due expires 2027-03-01 29"],
    ["due in the last minute", expires, "2027-02-28T23:59Z", "due expires 2027-03-01 1"],
    ["expired from midnight UTC", expires, "2027-03-01T00:00Z", "expired expires 2027-03-01 0"],
    ["expired since yesterday", expires, "2027-03-02T11:00Z", "expired expires 2027-03-01 -1"],
    ["rotation far off", rotated, "2026-10-01T00:00Z", "fresh rotation 2027-02-28 150"],
    ["rotation near", rotated, "2027-02-01T00:00Z", "due rotation 2027-02-28 27"],
    [
      "an overdue rotation is due: it may still work",
      rotated,
      "2028-01-01T00:00Z",
      "due rotation 2027-02-28 -307",
    ],
    ["both: the nearer day", { ...expires, ...rotated }, "2027-02-01T00:00Z", "due rotation 2027-02-28 27"],
    [
      "both: expired before overdue",
      { ...expires, ...rotated },
      "2027-03-05T00:00Z",
      "expired expires 2027-03-01 -4",
    ],
    ["no day, no age", {}, "2027-03-05T00:00Z", undefined],
  ] as const) {
    it(title, () => assert.equal(stateAt(dates, now), expected));
  }

  it("the notice can be longer", () => {
    assert.equal(stateAt(expires, "2026-12-01T00:00Z", 90), "fresh expires 2027-03-01 90");
    assert.equal(stateAt(expires, "2026-12-02T00:00Z", 90), "due expires 2027-03-01 89");
  });

  it("lists the most urgent first", () => {
    const ages = credentialAges(
      {
        later: secret({ expires: "2027-09-01" }),
        overdue: secret(rotated),
        gone: secret({ expires: "2027-03-04" }),
      },
      at("2027-03-05T00:00Z"),
    );
    assert.deepEqual(
      ages.map(({ secret: name, state }) => [name, state]),
      [
        ["gone", "expired"],
        ["overdue", "due"],
        ["later", "fresh"],
      ],
    );
  });

  it("says what to do, and nothing while there is nothing to do", () => {
    const notices = (dates: Partial<Secret>, now: string) =>
      credentialAges({ token: secret(dates) }, at(now)).map(credentialNotice);
    assert.deepEqual(notices(expires, "2027-02-28T00:00Z"), [
      "secret token expires on 2027-03-01, in 1 day: renew it and write the new day",
    ]);
    assert.deepEqual(notices(expires, "2027-03-03T00:00Z"), [
      "secret token expired on 2027-03-01, 2 days ago: renew it and write the new day",
    ]);
    assert.deepEqual(notices(rotated, "2027-02-28T09:00Z"), [
      "secret token is to be rotated on 2027-02-28, today: rotate it and write the day",
    ]);
    assert.deepEqual(notices(rotated, "2026-09-02T00:00Z"), [undefined]);
  });
});
