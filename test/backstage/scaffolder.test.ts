/** The forms in a real Backstage backend: real scaffolder, real catalog, real pull requests on a local GitHub. */
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../src/cli/run";
import { packageRoot } from "../../src/paths/packageRoot";
import { eventually } from "../support/backstage";
import { memoryIo } from "../support/io";
import { repository } from "../support/localGitHub";
import { afterAdd, cart, slips } from "./cart";
import { openPortal, type DryRun, type Portal } from "./portal";

describe("the forms of Backstage", function () {
  // the first run ever installs 900 packages and compiles a database
  this.timeout(1_200_000);
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
  });
  after(() => (portal as Portal | undefined)?.close());

  it("Backstage's catalog takes in every generated file, and every reference leads somewhere", async () => {
    const found = await eventually("five services", async () => {
      const all = await portal.entities();
      return all.filter(({ kind }) => kind === "Component").length === 5 ? all : undefined;
    });
    const names = found.map(({ kind, metadata }) => `${kind.toLowerCase()}:default/${metadata.name}`);
    assert.deepEqual(names.filter((name) => !name.startsWith("location:")).sort(), [
      "api:default/account-api",
      "api:default/payment-api",
      "component:default/account-api",
      "component:default/account-service",
      "component:default/backend",
      "component:default/frontend",
      "component:default/payment-service",
      "group:default/payments-team",
      "group:default/platform-team",
      "group:default/platform-team-a",
      "system:default/platform",
      "template:default/kubernetes-service",
      "template:default/remove-service",
    ]);
    const dangling = found.flatMap(({ relations = [] }) =>
      relations.map(({ targetRef }) => targetRef).filter((target) => !names.includes(target)),
    );
    assert.deepEqual(dangling, []);
  });

  it("a dry run makes the entry that the CLI makes, in a catalog that validate accepts, and sends nothing", async () => {
    const branches = portal.git("branch", "--list");
    const { status, body } = await portal.dryRun("kubernetes-service", cart);
    assert.equal(status, 200, JSON.stringify(body));
    const { directoryContents, output } = body as DryRun;
    const files = new Map(
      directoryContents.map(({ path, base64Content }) => [
        path,
        Buffer.from(base64Content, "base64").toString(),
      ]),
    );
    const after = files.get("change/catalog/services.yaml") ?? "";
    assert.equal(after, await afterAdd(portal.dir));

    const work = join(portal.dir, "validated");
    cpSync(join(packageRoot(), "catalog", "platform.yaml"), join(work, "catalog", "platform.yaml"));
    writeFileSync(join(work, "catalog", "services.yaml"), after);
    const io = memoryIo({ cwd: work });
    assert.equal(await run(["validate"], io), 0, io.err());

    assert.match(
      files.get("change/generated/cart-service/catalog-info.yaml") ?? "",
      /^ {2}name: cart-service$/m,
    );
    assert.deepEqual([...files.keys()].filter((path) => path.startsWith("change/")).sort(), [
      "change/catalog/services.yaml",
      "change/generated/cart-service/catalog-info.yaml",
    ]);
    assert.ok(![...files.keys()].some((path) => path.endsWith(".ts")), "only the catalog is fetched");
    assert.deepEqual(output.links.slice(1), [
      {
        title: "Pipeline in Harness, once the pull request is merged",
        icon: "web",
        url: "https://app.harness.io/ng/account/abc/cd/orgs/default/projects/platform/pipelines/cart_service_cd/pipeline-studio",
      },
      {
        title: "Service in Backstage, once the pull request is merged",
        icon: "catalog",
        entityRef: "component:default/cart-service",
      },
    ]);
    assert.match(output.text[0]?.content ?? "", /^cart-service is added to catalog\/services\.yaml\./);
    assert.equal(portal.git("branch", "--list"), branches);
  });

  for (const [title, values, says] of slips) {
    it(`the form refuses ${title}`, async () => {
      const { status, body } = await portal.dryRun("kubernetes-service", { ...cart, ...values });
      assert.equal(status, 400);
      assert.match(JSON.stringify(body), says);
    });
  }

  it("what the form cannot know is refused by the catalog, with the message of validate and its place", async () => {
    const { status, log } = await portal.runTask("kubernetes-service", {
      ...cart,
      environments: ["prod"],
      team: "group:default/carts",
    });
    assert.equal(status, "failed");
    assert.match(log, /the catalog refuses this:/);
    assert.match(
      log,
      /catalog\/services\.yaml:\d+:\d+ services\[3\]\.team: "carts" is not one of .*\[CAT010\]/,
    );
    assert.match(log, /\[CAT043\]/);
    assert.equal(portal.git("branch", "--list", "add-cart-service"), "");
  });

  it("a name that is taken is refused", async () => {
    const { status, log } = await portal.runTask("kubernetes-service", { ...cart, serviceName: "frontend" });
    assert.equal(status, "failed");
    assert.match(log, /frontend is in the catalog already, with other values.*\[CAT030\]/);
  });

  it("adds a service by a pull request, brings it up to date when sent again, and has nothing to do after the merge", async () => {
    const first = await portal.runTask("kubernetes-service", { ...cart, prodSizeOverride: "large" });
    assert.equal(first.status, "completed", first.log);
    assert.equal(first.output?.links[0]?.["url"], `${portal.hub.server.url}/${repository}/pull/1`);

    const { octokit, owner, repo } = portal.hub.github;
    const pull = (await octokit.rest.pulls.get({ owner, repo, pull_number: 1 })).data;
    assert.deepEqual(
      [pull.title, pull.head.ref, pull.base.ref],
      ["Add service: cart-service", "add-cart-service", "main"],
    );
    for (const line of [
      "Service: cart-service",
      "Archetype: api",
      "Profile: internal-api",
      "Size: small",
      "Team: payments-team",
    ])
      assert.ok(pull.body?.includes(`- ${line}\n`), pull.body ?? "");
    assert.match(pull.body ?? "", /On merge:\n\n- Pulumi creates/);
    const changed = () => portal.git("diff", "--name-status", "main", "add-cart-service").split("\n");
    assert.deepEqual(changed(), ["M\tcatalog/services.yaml", "A\tgenerated/cart-service/catalog-info.yaml"]);
    assert.match(portal.git("diff", "main", "add-cart-service"), /\n\+ {8}prod: \{ size: large \}\n/);
    assert.doesNotMatch(portal.git("diff", "main", "add-cart-service"), /\n-[^-]/);

    const again = await portal.runTask("kubernetes-service", cart);
    assert.equal(again.output?.links[0]?.["url"], `${portal.hub.server.url}/${repository}/pull/1`, again.log);
    assert.equal(
      `${portal.git("show", "add-cart-service:catalog/services.yaml")}\n`,
      await afterAdd(portal.dir),
    );

    await octokit.rest.pulls.merge({ owner, repo, pull_number: 1, merge_method: "squash" });
    const last = await portal.runTask("kubernetes-service", cart);
    assert.equal(last.status, "completed", last.log);
    assert.match(
      last.output?.text[0]?.content ?? "",
      /already, exactly like this: no pull request is needed/,
    );
    assert.equal((await octokit.rest.pulls.list({ owner, repo, state: "all" })).data.length, 1);
  });

  it("the merged service appears in Backstage", async () => {
    await portal.refresh("location:default/platform");
    const component = await eventually("cart-service in the catalog", async () =>
      (await portal.entities()).find(
        ({ kind, metadata }) => kind === "Component" && metadata.name === "cart-service",
      ),
    );
    assert.equal(component.metadata.links?.[0]?.title, "Deploy in Harness");
  });

  it("removes a service by a pull request that says what goes, once the name is typed", async () => {
    const values = { service: "component:default/cart-service", confirmation: "cart" };
    const refused = await portal.runTask("remove-service", values);
    assert.equal(refused.status, "failed");
    assert.match(
      refused.log,
      /the confirmation is "cart", the service to remove is "cart-service".*\[BST001\]/,
    );

    const done = await portal.runTask("remove-service", { ...values, confirmation: "cart-service" });
    assert.equal(done.status, "completed", done.log);
    const { octokit, owner, repo } = portal.hub.github;
    const pull = (await octokit.rest.pulls.get({ owner, repo, pull_number: 2 })).data;
    assert.equal(pull.title, "Remove service: cart-service");
    assert.match(pull.body ?? "", /belongs to payments-team/);
    assert.match(
      pull.body ?? "",
      /- pipeline cart_service_cd, with every past run\n- trigger cart_service_new_image\n/,
    );
    assert.deepEqual(portal.git("diff", "--name-status", "main", "remove-cart-service").split("\n"), [
      "M\tcatalog/services.yaml",
      "D\tgenerated/cart-service/catalog-info.yaml",
    ]);
    const before = readFileSync(join(packageRoot(), "catalog", "services.yaml"), "utf8");
    assert.equal(`${portal.git("show", "remove-cart-service:catalog/services.yaml")}\n`, before);
  });

  it("a service whose API somebody calls cannot be removed", async () => {
    const values = { service: "component:default/account-api", confirmation: "account-api" };
    const { status, log } = await portal.runTask("remove-service", values);
    assert.equal(status, "failed");
    assert.match(log, /"account-api".*\[CAT018\]/);
  });
});
