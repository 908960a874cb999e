/** What a policy refuses never reaches the engine. With the real OPA; that the policies are right is test/policies. */
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { shippedLibraryDir } from "../../src/catalog/library/read";
import { createWorkspace, type Workspace } from "../support/workspace";

const script = `          - step:
              type: ShellScript
              name: Script
              identifier: script
              timeout: 5m
              spec: { shell: Bash, source: { type: Inline, spec: { script: "true" } } }
`;

describe("a refusal by a policy", function () {
  this.timeout(900_000);
  let workspace: Workspace;
  let env: Record<string, string>;

  before(async () => {
    workspace = await createWorkspace();
    const library = join(workspace.dir, "library");
    cpSync(shippedLibraryDir(), library, { recursive: true });
    const file = join(library, "deploy_ecs", "1.0.0.yaml");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace("        steps:\n", `        steps:\n${script}`));
    env = { HARNESS_CATALOG_TEMPLATES: library };
  });

  after(() => workspace.close());

  for (const operation of ["plan", "up"]) {
    it(`ends ${operation} with exit code 3, every object, its policy and the cure, before any call`, async () => {
      const { code, stderr, stdout } = await workspace.cli([operation, "--yes"], env);
      assert.equal(code, 3, stderr);
      for (const pipeline of ["backend", "frontend", "hotfix_prod_euw1_ecs"])
        assert.match(
          stderr,
          new RegExp(`pipeline/${pipeline} is refused by the policy "No scripts": .*script`),
        );
      assert.match(stderr, /\[POL001\]/);
      assert.doesNotMatch(stderr, /payment-service is refused/);
      assert.doesNotMatch(stdout, /applied/);
      assert.equal(workspace.sandbox.calls().total, 0);
    });
  }

  it("is gone with its reason", async () => {
    const counts = await workspace.operate("plan");
    assert.ok(counts.create > 80, `${counts.create} objects`);
  });
});
