import * as language from "@pulumi/pulumi/proto/language_pb";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import { version } from "@pulumi/pulumi/version";
import { installedDependencies, type Installed } from "./dependencies";

/** Only an engine that attaches to a running host calls it; this host needs nothing from the request. */
export function handshake(): language.LanguageHandshakeResponse {
  return new language.LanguageHandshakeResponse();
}

/** The version of the SDK this host was written against. */
export function getPluginInfo(): plugin.PluginInfo {
  return new plugin.PluginInfo().setVersion(version);
}

/** Node.js itself, for `pulumi about`. */
export function about(): language.AboutResponse {
  return new language.AboutResponse().setExecutable(process.execPath).setVersion(process.version);
}

/** None: a project's runtime options are written by hand. */
export function runtimeOptionsPrompts(): language.RuntimeOptionsResponse {
  return new language.RuntimeOptionsResponse();
}

/** The provider plugins that the program's installed SDKs ask for in the `pulumi` section of their package.json. */
export function getRequiredPackages(
  request: language.GetRequiredPackagesRequest,
): language.GetRequiredPackagesResponse {
  const packages = pluginSdks(request.getInfo()).map(packageDependency);
  return new language.GetRequiredPackagesResponse().setPackagesList(packages);
}

/** The same for engines that know no parameterized packages. */
export function getRequiredPlugins(
  request: language.GetRequiredPluginsRequest,
): language.GetRequiredPluginsResponse {
  const plugins = pluginSdks(request.getInfo()).map((sdk) => {
    const dependency = packageDependency(sdk);
    return new plugin.PluginDependency()
      .setName(dependency.getName())
      .setKind(dependency.getKind())
      .setVersion(dependency.getVersion())
      .setServer(dependency.getServer());
  });
  return new language.GetRequiredPluginsResponse().setPluginsList(plugins);
}

/** The packages the program depends on, for `pulumi about`. */
export function getProgramDependencies(
  request: language.GetProgramDependenciesRequest,
): language.GetProgramDependenciesResponse {
  const directory = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
  const dependencies = installedDependencies(directory, request.getTransitivedependencies());
  const list = dependencies.map(({ name, version: at }) =>
    new language.DependencyInfo().setName(name).setVersion(at),
  );
  return new language.GetProgramDependenciesResponse().setDependenciesList(list);
}

function pluginSdks(info: language.ProgramInfo | undefined): Installed[] {
  const all = installedDependencies(info?.getProgramDirectory() ?? process.cwd(), true);
  return all.filter(({ manifest }) => manifest.pulumi?.resource === true);
}

function packageDependency({ name, version: installed, manifest }: Installed): plugin.PackageDependency {
  const section = manifest.pulumi ?? {};
  const dependency = new plugin.PackageDependency()
    .setName(section.name ?? name.replace(/^@[^/]*\//, ""))
    .setKind("resource")
    .setVersion(`v${(section.version ?? installed).replace(/^v/, "")}`)
    .setServer(section.server ?? "");
  const parameters = section.parameterization;
  if (parameters === undefined) return dependency;
  return dependency.setParameterization(
    new plugin.PackageParameterization()
      .setName(parameters.name ?? "")
      .setVersion(parameters.version ?? "")
      .setValue(parameters.value ?? ""),
  );
}
