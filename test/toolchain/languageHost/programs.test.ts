import assert from "node:assert/strict";
import { ProgramInfo, RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { programOptions } from "../../../src/toolchain/languageHost/programOptions";
import { responseTo } from "../../../src/toolchain/languageHost/run";
import { runArguments, runEnvironment } from "../../../src/toolchain/languageHost/runArguments";

const infoWith = (options: Record<string, JavaScriptValue>): ProgramInfo =>
  new ProgramInfo()
    .setRootDirectory("/project")
    .setProgramDirectory("/project/dist")
    .setEntryPoint("index.js")
    .setOptions(Struct.fromJavaScript(options));

describe("src/toolchain/languageHost, options of a program", () => {
  it("are Pulumi's defaults where none are given", () => {
    const defaults = { typescript: true, nodeArgs: [], tsconfig: undefined, packageManager: "npm" };
    assert.deepEqual(programOptions(undefined), defaults);
    assert.deepEqual(programOptions(infoWith({ nodeargs: " ", tsconfig: "", packagemanager: "" })), defaults);
  });

  it("are those of Pulumi.yaml", () => {
    const options = { typescript: false, nodeargs: "--a  --b=1", tsconfig: "t.json", packagemanager: "pnpm" };
    assert.deepEqual(programOptions(infoWith(options)), {
      typescript: false,
      nodeArgs: ["--a", "--b=1"],
      tsconfig: "t.json",
      packageManager: "pnpm",
    });
  });
});

describe("src/toolchain/languageHost, a run", () => {
  const request = (): RunRequest =>
    new RunRequest()
      .setInfo(infoWith({}))
      .setOrganization("org")
      .setProject("p")
      .setStack("dev")
      .setMonitorAddress("127.0.0.1:1")
      .setParallel(64)
      .setPwd("/project/dist")
      .setDryrun(true)
      .setArgsList(["own", "--argument"]);

  it("hands the SDK its flags, then the entry point, then the program's arguments", () =>
    assert.equal(
      runArguments(request(), "127.0.0.1:2").join(" "),
      "--organization org --project p --stack dev --root-directory /project --monitor 127.0.0.1:1 " +
        "--engine 127.0.0.1:2 --parallel 64 --pwd /project/dist --dry-run index.js own --argument",
    ));

  it("leaves out what the engine did not say", () =>
    assert.deepEqual(runArguments(new RunRequest().setProgram(".").setParallel(1), ""), [
      "--parallel",
      "1",
      ".",
    ]));

  it("carries the configuration in the environment, marked where secret", () => {
    const configured = request().setConfigsecretkeysList(["p:pin"]);
    configured.getConfigMap().set("p:who", "me").set("p:pin", "1234");
    assert.deepEqual(
      runEnvironment(configured, programOptions(infoWith({ typescript: false, tsconfig: "t" }))),
      {
        PULUMI_CONFIG: '{"p:pin":"1234","p:who":"me"}',
        PULUMI_CONFIG_SECRET_KEYS: '["p:pin"]',
        PULUMI_NODEJS_TYPESCRIPT: "false",
        PULUMI_NODEJS_TSCONFIG_PATH: "t",
      },
    );
  });

  const endings: readonly (readonly [Parameters<typeof responseTo>[0], string, boolean])[] = [
    [{ kind: "code", code: 0 }, "", false],
    [{ kind: "code", code: 32 }, "", true],
    [{ kind: "code", code: 1 }, "the program ended with exit code 1", false],
    [{ kind: "signal", signal: "SIGABRT" }, "the program was ended by SIGABRT", false],
    [{ kind: "unstarted", error: new Error("ENOENT") }, "node could not be started: ENOENT", false],
  ];
  for (const [ending, error, bail] of endings) {
    it(`that ended with ${JSON.stringify(ending)} is answered ${bail ? "bail" : `"${error}"`}`, () => {
      const response = responseTo(ending);
      assert.deepEqual([response.getError(), response.getBail()], [error, bail]);
    });
  }
});
