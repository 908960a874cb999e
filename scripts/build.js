"use strict";
/**
 * Compiles what has changed, as `tsc -b` does, and leaves the output that a fresh clone would have. The compiler alone
 * keeps the output of a source that is gone, whose test would still run, and does not miss output that was deleted.
 */
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

/** The projects that the one of this file is built from, itself included. */
function projectsOf(ts, file, found = new Map()) {
  if (found.has(file)) return found;
  const onUnRecoverableConfigFileDiagnostic = ({ messageText }) => {
    throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
  };
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic };
  const project = ts.getParsedCommandLineOfConfigFile(file, {}, host);
  found.set(file, project);
  for (const reference of project.projectReferences ?? [])
    projectsOf(ts, ts.resolveProjectReferencePath(reference), found);
  return found;
}

/** Deletes the output of sources that are gone, and has the project compiled anew where output of a source is missing. */
function tidy(ts, project) {
  const { outDir, tsBuildInfoFile } = project.options;
  if (outDir === undefined || !fs.existsSync(tsBuildInfoFile)) return;
  const built = fs.statSync(tsBuildInfoFile).mtimeMs;
  const expected = new Set();
  let lost = false;
  for (const source of project.fileNames.filter((name) => !name.endsWith(".d.ts")))
    for (const output of ts.getOutputFileNames(project, source, false)) {
      expected.add(path.normalize(output));
      lost ||= !fs.existsSync(output) && fs.statSync(source).mtimeMs < built;
    }
  const isOutput = /\.(d\.)?[cm]?[jt]s(\.map)?$/;
  for (const entry of fs.readdirSync(outDir, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && isOutput.test(entry.name) && !expected.has(file)) fs.rmSync(file);
  }
  if (lost) fs.rmSync(tsBuildInfoFile);
}

/** @returns the exit code of the compiler */
function build(root) {
  const ts = require("typescript");
  for (const project of projectsOf(ts, path.join(root, "tsconfig.json")).values()) tidy(ts, project);
  const compiler = path.join(path.dirname(require.resolve("typescript/package.json")), "bin", "tsc");
  return spawnSync(process.execPath, [compiler, "-b", root], { stdio: "inherit" }).status ?? 1;
}

module.exports = { projectsOf, tidy, build };

if (require.main === module) process.exitCode = build(path.resolve(__dirname, ".."));
