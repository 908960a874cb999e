import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { networkFindings } from "../../src/cli/networkFindings";
import { makeAuthority } from "../support/certificates";

describe("doctor on the network", () => {
  it("is silent where neither a proxy nor an authority is named", () => {
    assert.deepEqual(networkFindings({ NO_PROXY: "a.io", HTTPS_PROXY: "" }), []);
  });

  it("says which way each server is reached, without the password", () => {
    const env = {
      HTTPS_PROXY: "http://ann:s3cret@proxy:3128",
      NO_PROXY: "company.com",
      GITHUB_API_URL: "https://ghe.company.com/api/v3",
    };
    assert.deepEqual(networkFindings(env), [
      {
        subject: "proxy",
        ok: true,
        detail: "app.harness.io through proxy:3128 (HTTPS_PROXY), ghe.company.com directly",
      },
    ]);
    const [wrong] = networkFindings({ HTTPS_PROXY: "socks5://ann:s3cret@proxy" });
    assert.equal(wrong?.ok, false);
    assert.match(wrong.detail, /a proxy of kind socks5.*NET001/);
  });

  it("names the authorities of a file, or what is wrong with it", () => {
    const dir = mkdtempSync(join(tmpdir(), "doctor-"));
    try {
      const file = join(dir, "ca.pem");
      const look = () => networkFindings({ NODE_EXTRA_CA_CERTS: file })[0];
      assert.match(look()?.detail ?? "", /ca\.pem, which NODE_EXTRA_CA_CERTS names: ENOENT/);
      writeFileSync(file, "words");
      assert.deepEqual([look()?.ok, look()?.detail], [false, `${file} holds no certificate in PEM form`]);
      writeFileSync(file, [1, 2, 3, 4].map((n) => makeAuthority(`CA ${n}`).cert).join(""));
      assert.deepEqual(look(), {
        subject: "CA",
        ok: true,
        detail: `CN=CA 1, CN=CA 2, CN=CA 3 and 1 more in ${file}`,
      });
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
