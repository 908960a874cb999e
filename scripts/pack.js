"use strict";
/**
 * Packs what npm is to serve: each workspace package and the root, as `npm pack` takes them. The manifests in this repository are for
 * its workspaces: private, with "*" for each other, with tests. What is published has versions, and no name that is not ours:
 * `@pulumi/harness` is `@harness-catalog/pulumi-harness` on the registry, and is installed under its import name by an alias.
 *
 *   node scripts/pack.js FOLDER [PACKAGE…]    prints {"name": "tarball", …}; everything is compiled before
 */
const fs = require("node:fs");
const path = require("node:path");
const { runNpm } = require("./runNpm");

/** Import names that are somebody else's on the registry, and ours beside them. */
const aliases = { "@pulumi/harness": "@harness-catalog/pulumi-harness" };

const keptMembers = [
  "name",
  "version",
  "description",
  "keywords",
  "license",
  "engines",
  "bin",
  "main",
  "types",
  "exports",
  "files",
  "dependencies",
  "peerDependencies",
];

/** Folders of the packages, the root last. */
function packageFolders(root) {
  return [...readJson(path.join(root, "package.json")).workspaces, "."];
}

/**
 * The manifest to publish.
 * @param versions versions of this repository's packages, by import name
 */
function publishedManifest(manifest, versions) {
  const kept = Object.fromEntries(
    keptMembers.filter((key) => manifest[key] !== undefined).map((key) => [key, manifest[key]]),
  );
  const { exports, dependencies, peerDependencies } = kept;
  return {
    ...kept,
    name: aliases[manifest.name] ?? manifest.name,
    ...(exports && { exports: without(exports, (key) => key.startsWith("./test/")) }),
    ...(dependencies && { dependencies: ranges(dependencies, versions) }),
    ...(peerDependencies && { peerDependencies: ranges(peerDependencies, versions) }),
    publishConfig: { access: "public" },
  };
}

function ranges(dependencies, versions) {
  const entries = Object.entries(dependencies).map(([name, range]) => {
    if (range !== "*") return [name, range];
    const version = versions[name];
    if (version === undefined) throw new Error(`${name}: "*" stands for packages of this repository only`);
    return [name, aliases[name] === undefined ? version : `npm:${aliases[name]}@${version}`];
  });
  return Object.fromEntries(entries);
}

function without(members, unwanted) {
  return Object.fromEntries(Object.entries(members).filter(([key]) => !unwanted(key)));
}

/** Copies a package as it is published into a folder. */
function stage(root, folder, target) {
  const from = path.join(root, folder);
  const manifest = readJson(path.join(from, "package.json"));
  fs.mkdirSync(target, { recursive: true });
  const published = publishedManifest(manifest, versionsIn(root));
  fs.writeFileSync(path.join(target, "package.json"), `${JSON.stringify(published, null, 2)}\n`);
  for (const name of manifest.files) {
    if (!fs.existsSync(path.join(from, name)))
      throw new Error(`${folder}: there is no ${name} (npm run build)`);
    fs.cpSync(path.join(from, name), path.join(target, name), { recursive: true, filter: isPublished });
  }
  fs.copyFileSync(path.join(root, "LICENSE"), path.join(target, "LICENSE"));
  const readme = path.join(from, "README.md");
  if (fs.existsSync(readme)) fs.copyFileSync(readme, path.join(target, "README.md"));
  return published;
}

/** Data of the code stands beside its sources, and tests of policies beside the policies. */
function isPublished(file) {
  return !/_test\.rego$|\.tsbuildinfo$|\.map$|(?<!\.d)\.ts$/.test(file);
}

function versionsIn(root) {
  const manifests = packageFolders(root).map((folder) => readJson(path.join(root, folder, "package.json")));
  return Object.fromEntries(manifests.map(({ name, version }) => [name, version]));
}

/** Stages the packages with the wanted import names, or all of them, each in a folder of its own; answers these, with their manifests. */
function stageAll(root, out, wanted) {
  const folders = packageFolders(root).filter((folder) => {
    const { name } = readJson(path.join(root, folder, "package.json"));
    return wanted.length === 0 || wanted.includes(name);
  });
  return folders.map((folder) => {
    const target = path.join(out, folder === "." ? "harness-catalog" : path.basename(folder));
    return { target, published: stage(root, folder, target) };
  });
}

/** Stages and packs into a folder; answers the tarball of each published name. */
function packAll(root, out, wanted, env) {
  const staged = stageAll(root, path.join(out, "staged"), wanted);
  const targets = staged.map(({ target }) => target);
  const result = runNpm(["pack", ...targets, "--loglevel=error"], { cwd: out, env, encoding: "utf8" });
  if (result.status !== 0) throw new Error(`npm pack failed: ${result.stderr}`);
  return Object.fromEntries(
    staged.map(({ published: { name, version } }) => {
      return [name, path.join(out, `${name.replace(/^@/, "").replace("/", "-")}-${version}.tgz`)];
    }),
  );
}

function readJson(file) {
  return JSON.parse(fs.readFileSync(file, "utf8"));
}

module.exports = { packAll, publishedManifest, stageAll };

if (require.main === module) {
  const [out, ...wanted] = process.argv.slice(2);
  if (out === undefined) {
    console.error("usage: node scripts/pack.js FOLDER [PACKAGE…]");
    process.exitCode = 1;
  } else {
    const target = path.resolve(out);
    fs.mkdirSync(target, { recursive: true });
    console.log(JSON.stringify(packAll(path.resolve(__dirname, ".."), target, wanted, process.env), null, 2));
  }
}
