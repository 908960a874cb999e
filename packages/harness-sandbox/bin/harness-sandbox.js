#!/usr/bin/env node
"use strict";
const { runProcess } = require("@harness-catalog/command-line/runProcess");
const { toolRun } = require("@harness-catalog/command-line/tool");
const { harnessSandbox } = require("../dist/src/command.js");

// What is written over the arguments is what others see in the list of processes.
if (process.argv.some((word) => /^--api-key(=|$)/.test(word))) process.title = "harness-sandbox";
runProcess(process, toolRun(harnessSandbox));
