"use strict";
/**
 * `node scripts/onNode.js 24 npm run test:unit`: runs a command on that line of Node.js, or on each with `all`. Finds or
 * installs them in the cache (see nodeReleases.js) and puts them first on PATH. Ends with the first exit code that is not 0.
 */
const { spawnSync } = require("node:child_process");
const path = require("node:path");
const { ensureNode, nodeReleases } = require("./nodeReleases");

/** The environment in which `node`, and npm with it, is that program. */
function environmentOn(program, env) {
  // What npm says about the Node.js that runs it is not true of the one that is asked for.
  const { NODE: _node, npm_node_execpath: _path, ...rest } = env;
  const folder = path.dirname(program);
  return { ...rest, PATH: rest.PATH === undefined ? folder : folder + path.delimiter + rest.PATH };
}

function main([line, command, ...args], env, say) {
  const lines = line === "all" ? Object.keys(nodeReleases) : [line];
  if (line === undefined || command === undefined) {
    say(`usage: node scripts/onNode.js ${Object.keys(nodeReleases).join("|")}|all COMMAND [ARGUMENT ...]`);
    return 1;
  }
  for (const one of lines) {
    const program = ensureNode(one, env, say);
    say(`Node.js ${nodeReleases[one] ?? one}: ${[command, ...args].join(" ")}`);
    const result = spawnSync(command, args, { stdio: "inherit", env: environmentOn(program, env) });
    if (result.error) say(`error ${command}: ${result.error.message}`);
    if (result.status !== 0) return result.status ?? 1;
  }
  return 0;
}

module.exports = { environmentOn };

if (require.main === module) {
  const say = (text) => process.stderr.write(`${text}\n`);
  try {
    process.exitCode = main(process.argv.slice(2), process.env, say);
  } catch (error) {
    say(`error ${error.message}`);
    process.exitCode = 1;
  }
}
