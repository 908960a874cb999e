/** Proposals on a real Git remote. */
import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Changes } from "../../src/proposals/change";
import { Repository } from "../../src/proposals/git/repository";
import { propose, type Proposed } from "../../src/proposals/propose";
import { CatalogError } from "@harness-catalog/problems";
import { baseServices } from "../catalog/base";
import { createRemote, type Remote } from "../support/remote";

const add = (name: string, values: Record<string, unknown> = {}): Changes => [
  { kind: "add", entry: { name, team: "payments", regions: ["north"], ...values } },
];
const change = (values: Record<string, unknown>): Changes => [
  { kind: "change", entry: { name: "ledger", team: "payments", regions: ["north"], ...values } },
];

const mailEntry = `  - name: mail
    regions: [north]
    team: payments

`;
const withMail = baseServices.replace("  - name: orders", `${mailEntry}  - name: orders`);

describe("proposals on a Git remote", function () {
  this.timeout(60_000);

  let remote: Remote;
  beforeEach(() => (remote = createRemote()));
  afterEach(() => remote.close());

  const ask = (changes: Changes, more: object = {}, place = remote.place()): Promise<Proposed> =>
    propose(place, { changes, by: "ann", ...more });
  const refusal = async (asked: Promise<unknown>): Promise<string> => {
    try {
      await asked;
    } catch (error) {
      if (error instanceof CatalogError) return error.message;
      throw error;
    }
    return "not refused";
  };

  it("a new service becomes a branch with one commit that changes one file", async () => {
    const main = remote.git(["rev-parse", "main"]);
    const { status, draft, commit } = await ask(add("mail"), { requestId: "r-1" });
    assert.deepEqual([status, draft.branch, draft.title], ["created", "add-mail", "Add service: mail"]);
    assert.deepEqual(remote.branches(), ["add-mail"]);
    assert.equal(remote.git(["rev-parse", "add-mail"]), commit);
    assert.equal(remote.git(["rev-parse", "add-mail^"]), main);
    assert.equal(remote.git(["diff", "--name-status", "main", "add-mail"]), "M\tcatalog/services.yaml");
    assert.equal(remote.read("add-mail", "catalog/services.yaml"), withMail);
    assert.equal(remote.git(["rev-parse", "main"]), main, "main stays");
    assert.equal(
      remote.git(["log", "-1", "--format=%an <%ae>%n%B", "add-mail"]).trim(),
      `harness-catalog <harness-catalog@example.com>
Add service: mail

Catalog-Services: mail
Catalog-Change: ${draft.digest}
Proposed-By: ann
Request-Id: r-1`,
    );
  });

  it("the same wish again finds the branch, from another clone and with other words for the same values", async () => {
    const first = await ask(add("mail"));
    const again = await ask(add("mail", { archetype: "api", size: "medium" }));
    assert.deepEqual([again.status, again.commit], ["exists", first.commit]);
    remote.commit("main", { "README.md": "# Other\n" });
    const later = await ask(add("mail"));
    assert.deepEqual([later.status, later.commit], ["exists", first.commit], "a moved base changes nothing");
  });

  it("what the catalog says already needs no branch", async () => {
    const { status } = await ask(add("ledger", { providesApis: ["ledger-api"] }));
    assert.equal(status, "unchanged");
    assert.deepEqual(remote.branches(), []);
  });

  it("a change keeps comments, a removal takes the entry out", async () => {
    await ask(change({ providesApis: ["ledger-api"], size: "small" }));
    assert.equal(
      remote.read("change-ledger", "catalog/services.yaml"),
      baseServices.replace("  - name: ledger\n", "  - name: ledger\n    size: small\n"),
    );
    await ask([{ kind: "remove", name: "orders" }]);
    assert.equal(remote.read("remove-orders", "catalog/services.yaml"), `${baseServices.split("\n\n")[0]}\n`);
  });

  it("several services go into one branch whose name comes from what it says", async () => {
    const both = [...add("mail"), ...add("news")];
    const { draft, status } = await ask(both);
    assert.match(draft.branch, /^add-2-services-[0-9a-f]{8}$/);
    assert.equal(draft.title, "Add 2 services");
    assert.equal(status, "created");
    assert.equal((await ask([...both].reverse())).status, "exists");
    assert.match(
      await refusal(ask(add("news"))),
      /branch add-2-services-.* already proposes something for news .*PRO002/,
    );
    assert.equal((await ask(add("mast"))).status, "created");
  });

  const refused: readonly (readonly [string, Changes, RegExp])[] = [
    ["a name that is taken", add("ledger", { size: "small" }), /^catalog\/services.yaml:2:5 ledger is in the catalog already, with other values .*CAT030/],
    ["an unknown team", add("mail", { team: "payment" }), /services\[1\].team: "payment" is not one of payments, platform \(did you mean "payments"\?\) {2}\[CAT010\]/],
    ["an unknown key", add("mail", { sizes: "small" }), /^sizes: no such key .*CAT020/],
    ["a service that is not there", [{ kind: "remove", name: "nothing" }], /^nothing is not in the catalog .*CAT035/],
    ["a change of one that is not there", change({ name: "nothing" }), /^nothing is not in the catalog .*CAT035/],
    ["a removal that others depend on", [{ kind: "remove", name: "ledger" }], /"ledger-api" is neither an API that a service provides nor a service .*CAT018/],
    ["one service twice", [...add("mail"), ...add("mail", { size: "small" })], /mail is in the catalog already, with other values .*CAT030/],
  ]; // prettier-ignore
  for (const [what, changes, message] of refused)
    it(`refuses ${what} and pushes nothing`, async () => {
      assert.match(await refusal(ask(changes)), message);
      assert.deepEqual(remote.branches(), []);
    });

  it("an open proposal with other values is refused, and replaced when that is asked for", async () => {
    const first = await ask(add("mail"));
    assert.match(
      await refusal(ask(add("mail", { size: "small" }))),
      /^branch add-mail proposes other values for mail \(close that one, or let its author ask with replace to put this in its place\) {2}\[PRO002\]$/,
    );
    const { status, commit } = await ask(add("mail", { size: "small" }), { mayReplace: () => true });
    assert.equal(status, "replaced");
    assert.notEqual(commit, first.commit);
    assert.equal(remote.git(["rev-list", "--count", "main..add-mail"]), "1");
    assert.match(remote.read("add-mail", "catalog/services.yaml"), /name: mail\n {4}size: small/);
  });

  it("work of people on the branch is never overwritten, not even with replace", async () => {
    await ask(add("mail"));
    const theirs = remote.commit("add-mail", { "catalog/notes/why.txt": "because\n" });
    for (const values of [{}, { size: "small" }])
      assert.match(
        await refusal(ask(add("mail", values), { mayReplace: () => true })),
        /^branch add-mail holds commits that harness-catalog did not make .*PRO002/,
      );
    assert.equal(remote.git(["rev-parse", "add-mail"]), theirs);
  });

  it("a branch that was brought up to date by a merge of main is still the same proposal", async () => {
    await ask(add("mail"));
    remote.commit("main", { "README.md": "# Other\n" });
    const work = join(remote.dir, "work");
    remote.git(["fetch", "--quiet"], work);
    remote.git(["checkout", "--quiet", "-B", "add-mail", "origin/add-mail"], work);
    remote.git(["merge", "--quiet", "--no-edit", "origin/main"], work);
    remote.git(["push", "--quiet", "origin", "add-mail"], work);
    assert.equal((await ask(add("mail"))).status, "exists");
  });

  it("a proposal that conflicts with the base is made anew on top of it by the same wish", async () => {
    const first = await ask(add("mail"));
    remote.commit("main", {
      "catalog/services.yaml": withMail.replaceAll("mail", "mai"), // an entry at the very same place
    });
    const second = await ask(add("mail"));
    assert.equal(second.status, "replaced");
    assert.notEqual(second.commit, first.commit);
    assert.equal(remote.git(["rev-parse", "add-mail^"]), remote.git(["rev-parse", "main"]));
  });

  for (const how of ["merge", "squash"] as const)
    it(`a branch left behind by a ${how} is no open proposal: the service can be removed and added again`, async () => {
      await ask(add("mail"));
      remote.merge("add-mail", how);
      assert.equal((await ask(add("mail"))).status, "unchanged");
      assert.equal((await ask([{ kind: "remove", name: "mail" }])).status, "created");
      remote.merge("remove-mail", how);
      const again = await ask(add("mail"));
      remote.merge("add-mail", how);
      assert.equal(remote.read("main", "catalog/services.yaml"), withMail, again.status);
    });

  it("of two different wishes at once for one name exactly one wins; two equal ones share a branch", async () => {
    const sizes = ["small", "medium"];
    const outcomes = await Promise.allSettled(sizes.map((size) => ask(add("mail", { size }))));
    const won = outcomes.filter(({ status }) => status === "fulfilled");
    const lost = outcomes.flatMap((each) => (each.status === "rejected" ? [String(each.reason)] : []));
    assert.equal(won.length, 1);
    assert.match(lost.join(), /PRO002/);
    const [a, b] = await Promise.all([ask(add("news")), ask(add("news"))]);
    assert.equal(a.commit, b.commit);
    // Made within one second they are the very same commit, and both pushes succeed.
    assert.ok([a.status, b.status].every((status) => status === "created" || status === "exists"));
    assert.equal(remote.git(["rev-list", "--count", "main..add-news"]), "1");
  });

  it("says why a remote refused the branch", async () => {
    const hook = join(remote.path, "hooks", "pre-receive");
    writeFileSync(hook, "#!/bin/sh\necho 'No branches on Fridays.' >&2\nexit 1\n");
    chmodSync(hook, 0o755);
    assert.match(
      await refusal(ask(add("mail"))),
      /refused the branch add-mail: pre-receive hook declined; No branches on Fridays\. .*PRO003/,
    );
  });

  it("names what is missing: the remote, its branch, its catalog, a valid catalog", async () => {
    const { repository, ...rest } = remote.place();
    const at = (options: object) => {
      const other = new Repository({ ...repository.options, ...options });
      return refusal(ask(add("mail"), {}, { ...rest, repository: other }));
    };
    assert.match(await at({ remote: join(remote.dir, "none.git") }), /none\.git cannot be reached: .*PRO001/);
    assert.match(await at({ base: "trunk" }), /has no branch trunk .*PRO005/);
    assert.match(
      await refusal(ask(add("mail"), {}, remote.place({ folder: "cat" }))),
      /has no folder "cat" on main .*PRO005/,
    );
    remote.commit("main", {
      "catalog/services.yaml": baseServices.replace("team: payments", "team: nobody"),
    });
    assert.match(
      await refusal(ask(add("mail"))),
      /^the catalog on main has 1 problems .*PRO006\]\ncatalog\/services.yaml:3:11 .*CAT010/,
    );
  });

  it("a clone that a killed run left half-written is made anew", async () => {
    const place = remote.place();
    await place.repository.fetch();
    writeFileSync(join(place.repository.options.folder, "packed-refs.lock"), "");
    writeFileSync(join(place.repository.options.folder, "refs", "base.lock"), "");
    remote.commit("main", { "README.md": "# Other\n" });
    assert.match(await refusal(ask(add("mail"), {}, place)), /PRO001/);
    assert.equal((await ask(add("mail"), {}, place)).status, "created");
  });
});
