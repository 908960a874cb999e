/** With Pulumi's mocks: what the engine would be asked for on GitHub. Proves nothing about the plugin or GitHub. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { getMonitor } from "@pulumi/pulumi/runtime/settings";
import { silenceSdkDebug } from "../../infra/sdkDebug";
import { GitHubRepository, gitHubProvider, type GitHubValues } from "../../components/gitHub";
import { gitHubKey, type GitHubRepositoryUnit } from "../../src/plan/gitHub/model";
import { planWith } from "../plan/gitHub/support";

/** How a secret is marked on the wire. */
const secretMark = "4dabf18193072939515e22adb298388d";

interface Requested {
  readonly inputs: Record<string, unknown>;
  readonly provider: string;
  readonly importId: string;
  readonly ignored: string[];
  readonly protect: boolean;
  readonly retained: boolean;
  readonly deletedFirst: boolean;
  readonly dependsOn: string[];
}

describe("GitHub components", () => {
  const requested = new Map<string, Requested>();
  const asked: string[] = [];

  before(async () => {
    silenceSdkDebug();
    await pulumi.runtime.setMocks(
      {
        newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as Record<string, unknown> }),
        call: ({ token, inputs }) => {
          asked.push(`${token} ${(inputs as { slug: string }).slug}`);
          return { ...inputs, id: "4711" } as Record<string, unknown>;
        },
      },
      "harness-catalog",
      "test",
    );
    record(getMonitor() as unknown as MockMonitor);
  });
  beforeEach(() => {
    requested.clear();
    asked.length = 0;
  });

  /** Mocks see inputs only; protection and the like stand in the request itself. */
  function record(monitor: MockMonitor): void {
    const original = monitor.registerResource.bind(monitor) as (
      request: unknown,
      done: unknown,
    ) => Promise<void>;
    const wrapped = (request: RegisterResourceRequest, done: unknown) => {
      requested.set(`${request.getType()} ${request.getName()}`, {
        inputs: request.getObject()?.toJavaScript() ?? {},
        provider: request.getProvider(),
        importId: request.getImportid(),
        ignored: request.getIgnorechangesList(),
        protect: request.getProtect() === true,
        retained: request.getRetainondelete() === true,
        deletedFirst: request.getDeletebeforereplace(),
        dependsOn: request.getDependenciesList().map((urn) => urn.split("::").slice(2).join(" ")),
      });
      return original(request, done);
    };
    Object.assign(monitor, { registerResource: wrapped });
  }

  const everything: GitHubValues = ({ variable }) => pulumi.secret(`value of ${variable}`);
  const nothing: GitHubValues = () => undefined;

  const register = async (
    unit: GitHubRepositoryUnit,
    options: { values?: GitHubValues; held?: string[]; imports?: string[]; token?: string } = {},
  ) => {
    const component = new GitHubRepository({
      unit,
      provider: gitHubProvider(
        unit.owner,
        options.token === undefined ? undefined : pulumi.secret(options.token),
      ),
      values: options.values ?? everything,
      held: new Set(options.held ?? []),
      imports: new Set(options.imports ?? []),
    });
    await Promise.all(
      [...component.nodes.values()].map((node) => new Promise((resolve) => node.urn.apply(resolve))),
    );
    return component;
  };
  const { units } = planWith();
  const [catalog, tools] = [units[0]!, units[1]!];
  const typeOf = (kind: string) => `github:index/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  const find = (key: string): Requested => {
    const [kind = "", ...name] = key.split("/");
    const found = requested.get(`${typeOf(kind)} ${name.join("/")}`);
    assert.ok(found, `${key} was not registered`);
    return found;
  };

  it("register every object of the plan under its class and name", async () => {
    await register(catalog);
    const registered = [...requested.keys()].filter((key) => key.startsWith("github:"));
    assert.deepEqual(
      registered.sort(),
      catalog.objects.map(({ kind, name }) => `${typeOf(kind)} ${name}`).sort(),
    );
  });

  it("send the planned inputs as they are, but for placeholders", async () => {
    await register(catalog);
    for (const object of catalog.objects) {
      if (/"\$(team|value)"/.test(JSON.stringify(object.inputs))) continue;
      assert.deepEqual(find(gitHubKey(object)).inputs, object.inputs, gitHubKey(object));
    }
  });

  it("send values as secrets only", async () => {
    await register(catalog);
    const { value } = find("actionsEnvironmentSecret/harness-prod-API_KEY").inputs as { value: object };
    assert.ok(secretMark in value);
    assert.equal((value as { value?: string }).value, "value of HARNESS_PROD_API_KEY");
    const hook = find("repositoryWebhook/catalog").inputs["configuration"];
    assert.match(JSON.stringify(hook), new RegExp(`"${secretMark}".*"value of REPOSITORY_WEBHOOK_SECRET"`));
    const plain = [...requested.values()].map(({ inputs }) => JSON.stringify(withoutSecrets(inputs)));
    assert.deepEqual(
      plain.filter((text) => /value of/.test(text)),
      [],
    );
  });

  it("ask GitHub once for the number of a team that reviews", async () => {
    await register(catalog);
    assert.deepEqual(find("repositoryEnvironment/harness-prod").inputs["reviewers"], [{ teams: [4711] }]);
    assert.deepEqual(asked, ["github:index/getTeam:getTeam core"]);
  });

  it("never delete a repository, and refuse to while it is protected", async () => {
    await register(catalog);
    const { protect, retained } = find("repository/catalog");
    assert.deepEqual([protect, retained], [true, true]);
    assert.deepEqual(
      [...requested].filter(([, each]) => each.protect || each.retained).map(([key]) => key),
      ["github:index/repository:Repository catalog"],
    );
    await register({ ...catalog, protect: false });
    assert.deepEqual(
      [find("repository/catalog").protect, find("repository/catalog").retained],
      [false, true],
    );
  });

  it("delete what a rename of the repository replaces before it is made anew", async () => {
    await register(catalog);
    for (const object of catalog.objects)
      assert.equal(find(gitHubKey(object)).deletedFirst, object.kind !== "repository");
  });

  it("register each object after those it depends on", async () => {
    await register(catalog);
    assert.deepEqual(
      find("repositoryRuleset/catalog-review")
        .dependsOn.map((text) => text.split(" ").at(-1))
        .sort(),
      ["catalog", "catalog-payments", "catalog-platform"],
    );
    assert.ok(
      find("actionsEnvironmentSecret/harness-prod-API_KEY").dependsOn.some((text) =>
        text.endsWith(" harness-prod"),
      ),
    );
  });

  it("give each organization a provider of its own; GITHUB_TOKEN is no input, another token is a secret one", async () => {
    const before = process.env["GITHUB_TOKEN"];
    process.env["GITHUB_TOKEN"] = "ghs_first";
    try {
      await register(catalog);
    } finally {
      if (before === undefined) delete process.env["GITHUB_TOKEN"];
      else process.env["GITHUB_TOKEN"] = before;
    }
    assert.doesNotMatch(JSON.stringify([...requested.values()]), /ghs_first/);
    await register(tools, { token: "ghs_other" });
    const provider = (owner: string) => requested.get(`pulumi:providers:github github-${owner}`)!.inputs;
    assert.deepEqual(provider("shop"), { owner: "shop", baseUrl: "https://api.github.com/" });
    assert.match(JSON.stringify(provider("shop-tools")["token"]), new RegExp(`"${secretMark}".*ghs_other`));
    assert.match(find("repository/catalog").provider, /::github-shop::/);
    for (const { kind, name } of tools.objects)
      assert.match(find(`${kind}/${name}`).provider, /::github-shop-tools::/);
  });

  it("leave an object out whose value nobody has given, rather than overwrite it with something else", async () => {
    const component = await register(catalog, { values: nothing });
    assert.deepEqual(component.withoutValue, [
      "actionsSecret/PASSPHRASE",
      "actionsVariable/BACKEND",
      "actionsEnvironmentSecret/plan-nonprod-PASSPHRASE",
      "actionsEnvironmentSecret/harness-nonprod-API_KEY",
      "actionsEnvironmentVariable/harness-nonprod-ROLE",
      "actionsEnvironmentSecret/drift-nonprod-API_KEY",
      "actionsEnvironmentSecret/plan-prod-PASSPHRASE",
      "actionsEnvironmentSecret/harness-prod-API_KEY",
      "actionsEnvironmentVariable/harness-prod-ROLE",
      "actionsEnvironmentSecret/drift-prod-API_KEY",
      "actionsEnvironmentSecret/manifests-APP_KEY",
      "actionsEnvironmentSecret/owners-APP_KEY",
      "repositoryWebhook/catalog",
    ]);
    assert.deepEqual(component.withValue, []);
    assert.equal(requested.size, catalog.objects.length - 13 + 2); // the component and its provider
  });

  it("keep an object that an earlier run made, and its value with it", async () => {
    const held = ["actionsSecret/PASSPHRASE", "repositoryWebhook/catalog"];
    const component = await register(catalog, { values: nothing, held });
    assert.deepEqual(component.withValue, held);
    assert.deepEqual(find("actionsSecret/PASSPHRASE").ignored, ["value"]);
    assert.deepEqual(find("repositoryWebhook/catalog").ignored, ["configuration.secret"]);
    await register(catalog, { held });
    assert.deepEqual(find("actionsSecret/PASSPHRASE").ignored, [], "a value that is given is written");
  });

  it("take over what exists as it is, and nothing that was not asked for", async () => {
    await register(catalog, { imports: ["repository/catalog", "repositoryRuleset/catalog-review=77"] });
    const repository = find("repository/catalog");
    assert.equal(repository.importId, "shop");
    assert.deepEqual(repository.ignored, ["*"]);
    assert.equal(find("repositoryRuleset/catalog-review").importId, "77");
    assert.equal([...requested.values()].filter(({ importId }) => importId !== "").length, 2);
  });
});

/** The inputs without what is marked as secret. */
function withoutSecrets(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (secretMark in value) return "[secret]";
  if (Array.isArray(value)) return value.map(withoutSecrets);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutSecrets(each)]));
}
