/** Which entries of two catalogs differ, and whose they are. */
import assert from "node:assert/strict";
import { parseCatalog } from "../../src/catalog/load";
import { entryChanges, teamsAsked } from "../../src/catalog/owners";
import { ownersMarkdown } from "../../src/cli/markdown/owners";
import { basePlatform, changed, type Change } from "./base";

const before = parseCatalog(changed({}));
const orders = "  - name: orders\n    team: payments\n";
const told = (services: Change) =>
  entryChanges(before, parseCatalog(changed({ services }))).map(
    ({ service, kind, from, to }) => `${service} ${kind} ${from ?? "-"} ${to ?? "-"}`,
  );

describe("owners of changed entries", () => {
  it("nobody is asked for comments, quotes and defaults that are written out", () => {
    const services = `services:\n  # first\n  - { name: "ledger", team: payments, regions: [north], providesApis: [ledger-api], port: 8080 }\n`;
    assert.deepEqual(told(services), ["orders removed payments -"]);
  });

  it("a changed, new or removed entry is its team's", () => {
    assert.deepEqual(told([orders, `${orders}    size: small\n`]), ["orders changed payments payments"]);
    const added = "services:\n  - { name: tools, team: platform, regions: [north] }\n";
    assert.deepEqual(told(["services:\n", added]), ["tools added - platform"]);
  });

  it("one that changes hands is that of both teams, whatever else changes", () => {
    const handed: Change = [orders, "  - name: orders\n    team: platform\n    size: small\n"];
    assert.deepEqual(told(handed), ["orders handed over payments platform"]);
    const changes = entryChanges(before, parseCatalog(changed({ services: handed })));
    assert.deepEqual(
      [...teamsAsked(changes)],
      [
        ["payments", ["orders"]],
        ["platform", ["orders"]],
      ],
    );
  });

  it("one that takes over a history is the one whose history it is", () => {
    const taken: Change = [orders, "  - name: sales\n    team: platform\n    previousName: orders\n"];
    assert.deepEqual(told(taken), ["sales handed over payments platform"]);
    const renamed: Change = [orders, "  - name: sales\n    team: payments\n    previousName: orders\n"];
    assert.deepEqual(told(renamed), ["sales changed payments payments"]);
  });

  it("a move into the file of another team is a change of hands", () => {
    const ledger = "regions: [north], providesApis: [ledger-api]";
    const file = (team: string, ...names: string[]) => ({
      path: `catalog/services/${team}.yaml`,
      text: `services:\n${names.map((name) => `  - { name: ${name}, ${ledger} }\n`).join("")}`,
    });
    const platform = { path: "catalog/platform.yaml", text: basePlatform };
    const from = parseCatalog([platform, file("payments", "ledger")]);
    const to = parseCatalog([platform, file("platform", "ledger")]);
    assert.deepEqual(entryChanges(from, to), [
      { service: "ledger", kind: "handed over", from: "payments", to: "platform" },
    ]);
  });
});

describe("the section of the comment about owners", () => {
  const section = (services: Change) =>
    ownersMarkdown(entryChanges(before, parseCatalog(changed({ services }))));

  it("is loud where an entry changes hands", () => {
    assert.equal(
      section([orders, "  - name: orders\n    team: platform\n"]),
      [
        "> [!WARNING]",
        "> Changes hands, so the team that has it now must agree:",
        "> - `orders` goes from team `payments` to team `platform`, with its alerts and approvals",
        "",
        "Owners asked, by entries that change: `payments` (1), `platform` (1)",
        "",
        "",
      ].join("\n"),
    );
  });

  it("is one line for other changes, and nothing for none", () => {
    assert.equal(
      section([orders, `${orders}    size: small\n`]),
      "Owners asked, by entries that change: `payments` (1)\n\n",
    );
    assert.equal(section([orders, orders]), "");
  });
});
