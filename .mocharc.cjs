"use strict";
const { availableParallelism } = require("node:os");

module.exports = {
  timeout: 60000,
  "node-option": ["enable-source-maps"],
  require: ["./dist/test/setup.js"],
  // For --parallel, which `npm test` asks for; mocha itself would leave one core idle.
  jobs: Math.max(2, availableParallelism()),
};
