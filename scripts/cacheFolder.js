"use strict";
const os = require("node:os");
const path = require("node:path");

/** The same as in src/toolchain/cache.ts: the scripts run before anything is compiled. */
function cacheFolder(env) {
  const own = env.HARNESS_CATALOG_CACHE;
  if (own !== undefined && own !== "") return path.resolve(own);
  const base = env.XDG_CACHE_HOME;
  if (base !== undefined && path.isAbsolute(base)) return path.join(base, "harness-catalog");
  return path.join(env.HOME ?? os.homedir(), ".cache", "harness-catalog");
}

module.exports = { cacheFolder };
