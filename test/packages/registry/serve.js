"use strict";
// A registry in a process of its own: serve.js PACKAGES CONFIG prints its port, and ends with its standard input.
const { createRequire } = require("node:module");
const path = require("node:path");

const [, , packages, config] = process.argv;
const { runServer } = createRequire(path.join(packages, "package.json"))("verdaccio");

process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
runServer(config).then((app) => {
  app.listen(0, "127.0.0.1", function () {
    process.stdout.write(`${this.address().port}\n`);
  });
});
