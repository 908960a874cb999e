import assert from "node:assert/strict";
import fc from "fast-check";
import { isLoopback, loopbackDirect, namesProxy, proxyFor } from "../src";
import { isSpared } from "../src/proxy";

const proxyOf = (url: string, env: Record<string, string>) => proxyFor(new URL(url), env);

describe("packages/network/src/proxy", () => {
  it("is named by scheme, in upper case before lower case; nothing named or empty is none", () => {
    const env = {
      HTTPS_PROXY: "http://upper:1",
      https_proxy: "http://lower:2",
      http_proxy: "http://plain:3",
      HTTP_PROXY: "",
    };
    assert.equal(proxyOf("https://app.harness.io/x", env)?.shown, "upper:1 (HTTPS_PROXY)");
    assert.equal(proxyOf("http://ghe.company.com", env)?.shown, "plain:3 (http_proxy)");
    assert.equal(
      proxyOf("https://app.harness.io", { https_proxy: "http://lower:2" })?.shown,
      "lower:2 (https_proxy)",
    );
    assert.equal(
      proxyOf("https://app.harness.io", { HTTP_PROXY: "http://plain:3", HTTPS_PROXY: "" }),
      undefined,
    );
    assert.deepEqual([namesProxy({ HTTPS_PROXY: "" }), namesProxy(env)], [false, true]);
  });

  it("takes host and port without a scheme, the default port, and keeps user and password apart", () => {
    assert.deepEqual(proxyOf("https://a.io", { HTTPS_PROXY: "ann:p%40ss@proxy.company.com:3128" }), {
      address: "http://proxy.company.com:3128",
      authorization: `Basic ${Buffer.from("ann:p@ss").toString("base64")}`,
      shown: "proxy.company.com:3128 (HTTPS_PROXY)",
    });
    assert.equal(proxyOf("https://a.io", { HTTPS_PROXY: "http://proxy" })?.address, "http://proxy:80");
    assert.equal(proxyOf("https://a.io", { HTTPS_PROXY: "https://proxy" })?.address, "https://proxy:443");
  });

  it("refuses what names no proxy, without quoting it", () => {
    for (const [value, why] of [
      ["socks5://ann:s3cret@proxy:1080", /a proxy of kind socks5/],
      ["http://ann:s3cret@", /no URL/],
      ["http://ann:s3cret@proxy:port", /no URL/],
    ] as const) {
      assert.throws(
        () => proxyOf("https://a.io", { HTTPS_PROXY: value }),
        (error: Error) =>
          why.test(error.message) && /NET001/.test(error.message) && !/s3cret/.test(error.message),
        value,
      );
    }
  });

  for (const [list, url, spared] of [
    ["*", "https://a.io", true],
    ["a.io", "https://a.io", true],
    ["A.io", "https://a.IO.", true],
    ["a.io", "https://x.a.io", true],
    ["a.io", "https://xa.io", false],
    [".a.io", "https://a.io", false],
    [".a.io", "https://x.a.io", true],
    ["*.a.io", "https://x.y.a.io", true],
    ["*.a.io", "https://a.io", false],
    ["a.io:443", "https://a.io", true],
    ["a.io:8443", "https://a.io", false],
    ["a.io:8443", "https://a.io:8443", true],
    ["a.io:80", "http://a.io", true],
    ["b.io, a.io", "https://a.io", true],
    ["b.io a.io", "https://a.io", true],
    ["10.1.2.3", "https://10.1.2.3", true],
    ["10.1.2.3", "https://10.1.2.30", false],
    ["2.3", "https://10.1.2.3", false],
    ["10.1.2.3:443", "https://10.1.2.3:444", false],
    ["10.0.0.0/8", "https://10.200.3.4", true],
    ["10.0.0.0/8", "https://11.0.0.1", false],
    ["10.0.0.0/8", "https://10.company.com", false],
    ["10.0.0.0/99", "https://10.0.0.0", false],
    ["fd00::/8", "https://[fd12::1]", true],
    ["fd00::/8", "https://[fe80::1]", false],
    ["fd12::1", "https://[fd12:0::1]", true],
    ["[fd12::1]:443", "https://[fd12::1]", true],
    ["[fd12::1]:80", "https://[fd12::1]", false],
    ["", "https://a.io", false],
    [",,", "https://a.io", false],
    [":443", "https://a.io", false],
  ] as const) {
    it(`NO_PROXY "${list}" ${spared ? "spares" : "does not spare"} ${url}`, () => {
      assert.equal(isSpared(new URL(url), list), spared);
    });
  }

  it("any list is read without an error, and an address of the loopback never has a proxy", () => {
    const env = { HTTPS_PROXY: "http://proxy:1", HTTP_PROXY: "http://proxy:1" };
    fc.assert(
      fc.property(fc.string(), fc.nat(255), fc.nat(255), (list, a, b) => {
        isSpared(new URL("https://a.io"), list);
        return proxyOf(`https://127.${a}.${b}.1:8443`, { ...env, NO_PROXY: list }) === undefined;
      }),
    );
    for (const host of ["localhost", "LOCALHOST", "app.localhost", "[::1]", "127.0.0.1"])
      assert.equal(proxyOf(`http://${host}:1`, env), undefined, host);
    for (const host of ["localhost.company.com", "notlocalhost", "128.0.0.1", "[::2]"])
      assert.notEqual(proxyOf(`http://${host}:1`, env), undefined, host);
    assert.equal(isLoopback("::1"), true);
  });
});

describe("network/loopbackDirect", () => {
  it("adds the loopback to what children read, only where a proxy is named", () => {
    assert.deepEqual(loopbackDirect({ NO_PROXY: "a.io" }), {});
    const all = "a.io,localhost,127.0.0.1,::1";
    assert.deepEqual(loopbackDirect({ https_proxy: "http://p", no_proxy: "a.io" }), {
      NO_PROXY: all,
      no_proxy: all,
    });
    const once = loopbackDirect({ ALL_PROXY: "http://p", NO_PROXY: " a.io ,", no_grpc_proxy: "b.io" });
    assert.deepEqual(once, { NO_PROXY: all, no_proxy: all, no_grpc_proxy: "b.io,localhost,127.0.0.1,::1" });
    assert.equal(loopbackDirect({ ALL_PROXY: "p", ...once })["NO_PROXY"], all);
  });
});
