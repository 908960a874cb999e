import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepStackFile, scratchValues } from "../../src/cli/engine/keepStackFile";
import { engineSettings } from "../../src/cli/engine/settings";
import { writeWorkspace } from "../../src/cli/engine/workspace";
import { memoryIo } from "../support/io";

const own = `# the account of production
config:
  harness-catalog:environments: [prod] # and nothing else
  harness:accountId: acme
`;

describe("what plain pulumi writes into a stack file", () => {
  let dir: string;
  let place: { root: string; workDir: string; stack: string };
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "stack-file-"));
    place = { root: dir, workDir: join(dir, "scratch"), stack: "prod" };
    mkdirSync(place.workDir);
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const file = () => join(dir, "Pulumi.prod.yaml");
  /** The repository's file and the scratch copy, before and after the engine ran. */
  const kept = (before: string, after: string): string | undefined => {
    const scratch = join(place.workDir, "Pulumi.prod.yaml");
    writeFileSync(scratch, before);
    const values = scratchValues(place);
    writeFileSync(scratch, after);
    return keepStackFile(place, values);
  };

  it("goes into the repository's file, with its comments, and is said", () => {
    writeFileSync(file(), own);
    const after = `${own}  harness-catalog:allowDeletions: "2"\n`;
    assert.match(
      kept(own, after) ?? "",
      /^Pulumi\.prod\.yaml: wrote harness-catalog:allowDeletions; commit it$/,
    );
    assert.equal(readFileSync(file(), "utf8"), after);
    assert.match(kept(after, own) ?? "", /^Pulumi\.prod\.yaml: removed harness-catalog:allowDeletions/);
    assert.equal(readFileSync(file(), "utf8"), own);
  });

  it("makes the file where there is none", () => {
    assert.match(kept("{}\n", "config:\n  a:b: c\n") ?? "", /wrote a:b/);
    assert.equal(readFileSync(file(), "utf8"), "config:\n  a:b: c\n");
  });

  it("takes the salt along with encrypted values only", () => {
    assert.equal(kept("{}\n", "encryptionsalt: v1:x\n"), undefined);
    assert.equal(existsSync(file()), false);
    kept("encryptionsalt: v1:x\n", "encryptionsalt: v1:x\nconfig:\n  a:key:\n    secure: v1:y\n");
    assert.match(readFileSync(file(), "utf8"), /secure: v1:y[^]*encryptionsalt: v1:x/);
  });

  it("another secrets provider, with the key that it encrypts with", () => {
    writeFileSync(file(), own);
    kept(own, `secretsprovider: awskms://alias/state\nencryptedkey: abc\n${own}`);
    assert.match(
      readFileSync(file(), "utf8"),
      /secretsprovider: awskms:\/\/alias\/state\nencryptedkey: abc\n/,
    );
  });

  it("nothing is written where nothing has changed", () => {
    writeFileSync(file(), own);
    assert.equal(kept(own, own.replace("[prod]", "\n    - prod")), undefined);
    assert.equal(readFileSync(file(), "utf8"), own);
  });

  it("keeps the data key of a key service for the next run, and not that of another service", () => {
    writeFileSync(join(dir, "Pulumi.yaml"), "name: harness-catalog\nmain: index.js\n");
    const scratch = join(place.workDir, "Pulumi.prod.yaml");
    const settings = { ...place, backendUrl: "", envVars: {}, programEnv: {} };
    writeFileSync(file(), "secretsprovider: gcpkms://p\n");
    writeFileSync(scratch, "secretsprovider: gcpkms://p\nencryptedkey: abc\n");
    writeWorkspace(settings);
    assert.match(readFileSync(scratch, "utf8"), /encryptedkey: abc/);
    writeFileSync(file(), "secretsprovider: awskms://p\n");
    writeWorkspace(settings);
    assert.doesNotMatch(readFileSync(scratch, "utf8"), /encryptedkey/);
  });

  describe("and a shared backend", () => {
    const settings = (env: Record<string, string>) =>
      engineSettings(
        memoryIo({
          cwd: dir,
          env: { HARNESS_CATALOG_STATE: join(dir, "state"), PULUMI_BACKEND_URL: "s3://bucket", ...env },
        }),
        dir,
        "prod",
      ).envVars;
    beforeEach(() => writeFileSync(join(dir, "Pulumi.yaml"), "name: harness-catalog\n"));

    it("asks for no passphrase where a key service of a cloud encrypts", () => {
      writeFileSync(file(), `secretsprovider: gcpkms://projects/p\n${own}`);
      assert.equal(settings({})["PULUMI_CONFIG_PASSPHRASE"], undefined);
      assert.doesNotThrow(() => settings({ PULUMI_CONFIG_PASSPHRASE: "" }));
    });

    for (const provider of ["", "secretsprovider: passphrase\n", "secretsprovider: default\n"])
      it(`asks for one with ${provider.trim() || "no secretsprovider"}`, () => {
        writeFileSync(file(), provider + own);
        assert.throws(
          () => settings({}),
          /passphrase that everyone .*secretsprovider in Pulumi\.prod\.yaml.*CMD009/,
        );
        assert.throws(() => settings({ PULUMI_CONFIG_PASSPHRASE: "" }), /CMD009/);
      });
  });
});
