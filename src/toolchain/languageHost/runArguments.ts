import type { RunRequest } from "@pulumi/pulumi/proto/language_pb";
import type { ProgramOptions } from "./programOptions";

/** Arguments of `@pulumi/pulumi/cmd/run` for one request: its flags, the entry point, then the program's own arguments. */
export function runArguments(request: RunRequest, engineAddress: string): string[] {
  const flags: readonly (readonly [string, string | undefined])[] = [
    ["organization", request.getOrganization()],
    ["project", request.getProject()],
    ["stack", request.getStack()],
    ["root-directory", request.getInfo()?.getRootDirectory()],
    ["monitor", request.getMonitorAddress()],
    ["engine", engineAddress],
    ["parallel", String(request.getParallel())],
    ["pwd", request.getPwd()],
  ];
  const given = flags.flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [`--${name}`, value],
  );
  const entryPoint = request.getInfo()?.getEntryPoint() ?? request.getProgram();
  return [...given, ...(request.getDryrun() ? ["--dry-run"] : []), entryPoint, ...request.getArgsList()];
}

/** Environment of the program: the stack's configuration and how TypeScript is treated, as the SDK reads them. */
export function runEnvironment(request: RunRequest, options: ProgramOptions): Record<string, string> {
  const config = Object.fromEntries(request.getConfigMap().getEntryList());
  return {
    PULUMI_CONFIG: JSON.stringify(config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    ...typeScriptEnvironment(options),
  };
}

/** The variables that switch the SDK's ts-node on and point it at a tsconfig. */
export function typeScriptEnvironment(options: ProgramOptions): Record<string, string> {
  const environment: Record<string, string> = { PULUMI_NODEJS_TYPESCRIPT: String(options.typescript) };
  if (options.tsconfig !== undefined) environment.PULUMI_NODEJS_TSCONFIG_PATH = options.tsconfig;
  return environment;
}
