#!/usr/bin/env node
"use strict";
const { runProcess } = require("@harness-catalog/command-line/runProcess");
const { toolRun } = require("@harness-catalog/command-line/tool");
const { harnessSimulate } = require("../dist/src/command/command.js");

runProcess(process, toolRun(harnessSimulate));
