import assert from "node:assert/strict";
import { imageTagPattern, imageTagVariable } from "../../src/documents/imageTag";

describe("image tags", () => {
  const fits = (tag: string) => new RegExp(`^(?:${imageTagPattern})$`).test(tag);

  for (const tag of [
    "v2.3.1",
    "1.4.0",
    "v1.4.0-rc.1",
    "1.2.3-build.45",
    "3f9a1c2",
    "3f9a1c2b7d3f9a1c2b7d3f9a1c2b7d3f9a1c2b7d",
  ]) {
    it(`takes ${tag}`, () => assert.ok(fits(tag)));
  }

  for (const tag of [
    "latest",
    "main",
    "PLACEHOLDER",
    "v1",
    "1.2",
    "",
    "stable-1.2.3",
    "v1.2.3 ",
    "v1.2.3\nlatest",
    "3f9a1c",
    "x v1.2.3",
    "<+input>",
  ]) {
    it(`refuses ${JSON.stringify(tag)}`, () => assert.ok(!fits(tag)));
  }

  it("are checked by Harness before a run starts", () => {
    assert.deepEqual(
      (imageTagVariable as Record<string, unknown>)["value"],
      `<+input>.regex(${imageTagPattern})`,
    );
    assert.doesNotMatch(imageTagPattern, /[()]/, "a parenthesis would end .regex( )");
  });
});
