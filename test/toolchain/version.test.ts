import assert from "node:assert/strict";
import { findVersion, isUsable } from "../../src/toolchain/version";

describe("src/toolchain/version", () => {
  const answers: readonly (readonly [string, string | undefined])[] = [
    ["v3.256.0\n", "v3.256.0"],
    ["v3.257.0-alpha.1756\n", "v3.257.0"],
    ["Version: 1.22.0\nBuild Commit: \nGo Version: go1.26.8\n", "v1.22.0"],
    ["1.7.12\ninstalled by building from source\nbuilt with go1.26.8 compiler for linux/amd64\n", "v1.7.12"],
    ["kustomize/v5.8.1", "v5.8.1"],
    ["development", undefined],
    ["(devel)\nbuilt with go1.26.8", undefined],
    ["127.0.0.1", undefined],
    ["", undefined],
  ];
  for (const [answer, version] of answers) {
    it(`reads ${String(version)} from ${JSON.stringify(answer)}`, () =>
      assert.equal(findVersion(answer), version));
  }

  const pairs: readonly (readonly [string, string, boolean])[] = [
    ["v3.248.0", "v3.248.0", true],
    ["v3.248.1", "v3.248.0", true],
    ["v3.1000.0", "v3.248.0", true],
    ["v3.247.9", "v3.248.0", false],
    ["v2.999.0", "v3.248.0", false],
    ["v4.0.0", "v3.248.0", false],
  ];
  for (const [version, minimum, usable] of pairs) {
    it(`${version} ${usable ? "serves" : "does not serve"} where ${minimum} is asked for`, () =>
      assert.equal(isUsable(version, minimum), usable));
  }

  it("refuses a minimum that is no version, which would be a mistake in the table", () =>
    assert.throws(() => isUsable("v1.0.0", "latest"), /not a version: latest/));
});
