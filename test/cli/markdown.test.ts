/** Reports as Markdown: what a person reads on a pull request. */
import assert from "node:assert/strict";
import type { OperationResult } from "../../src/cli/engine/operation";
import type { Change } from "../../src/cli/engine/tally";
import { driftMarkdown, hasDrifted } from "../../src/cli/markdown/drift";
import { cutTo, fit, reportLimit } from "../../src/cli/markdown/fit";
import { groupsOf } from "../../src/cli/markdown/groups";
import { objectDiff } from "../../src/cli/markdown/objectDiff";
import { operationMarkdown } from "../../src/cli/markdown/operation";
import { problemsMarkdown } from "../../src/cli/markdown/problems";
import { block, code, inline, row } from "../../src/cli/markdown/text";

const service = (name: string) => ({ component: "ServiceDelivery", name });
const change = (op: Change["op"], kind: string, name: string, more: Partial<Change> = {}): Change => ({
  op,
  type: `harness:platform/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
  name,
  properties: [],
  group: service(name),
  ...more,
});
const result = (changes: readonly Change[], same = 0): OperationResult => {
  const tally = { create: 0, update: 0, replace: 0, delete: 0, same };
  for (const { op } of changes) tally[op] += 1;
  return { tally, changes, calls: { total: 0, byMethod: {}, byRoute: {} }, notices: [], seconds: 1 };
};
const plan = (changes: readonly Change[], more: Partial<OperationResult> = {}) =>
  operationMarkdown({
    name: "plan",
    stack: "prod",
    result: { ...result(changes, 90), ...more },
    judged: { judged: 3, known: 4, desired: "d" },
    plan: undefined,
  });

const whole = (op: Change["op"], name: string) =>
  ["service", "pipeline", "triggers"].map((kind) => change(op, kind, name));

describe("a plan as Markdown", () => {
  it("says everything in this order: what, how much, what is lost, which, how in detail", () => {
    const yaml =
      "pipeline:\n  stages:\n    - stage: {name: Deploy to int}\n    - parallel: [{stage: {name: A}}, {stage: {name: B}}]\n";
    const text = plan([
      ...whole("create", "cart").map((each) =>
        each.type.endsWith(":Pipeline") ? { ...each, after: { yaml } } : each,
      ),
      change("update", "pipeline", "shop", {
        properties: ["description"],
        before: { description: "old" },
        after: { description: "new" },
      }),
      ...whole("delete", "gone"),
      change("update", "usergroup", "team", { group: { component: "Team", name: "payments" } }),
    ]);
    const expected = [
      "### Plan for `prod`: 1 service removed, 1 service added, 1 service changed, 1 part of the platform changed",
      "**+3** create · **~2** update · **-3** delete · 90 unchanged",
      "`up` makes 13 API calls, about 3 s at 380 a minute. Where an object to create exists already, `up` takes over its own and refuses somebody else's; `plan --check-account` looks. Policies: 7 objects judged, none refused.",
      "> [!CAUTION]\n> Lost for good:\n> - service `gone`: with pipeline and the record of all executions\n>\n" +
        "> a renamed service keeps its objects by previousName: \\<old name\\>",
      [
        "|  | delete | update | create | objects |",
        "|---|--:|--:|--:|---|",
        "| **`gone`** | 3 |  |  | pipeline, service, triggers |",
        "| **`cart`** |  |  | 3 | pipeline, service, triggers |",
        "| **`shop`** |  | 1 |  | pipeline |",
        "| team `payments` |  | 1 |  | usergroup |",
      ].join("\n"),
      "<details><summary>service <code>gone</code>: 3 delete</summary>\n\n- delete service `gone`\n- delete pipeline `gone`\n- delete triggers `gone`\n\n</details>",
      "<details><summary>service <code>cart</code>: 3 create</summary>\n\n- create service `cart`\n- create pipeline `cart`: Deploy to int → A + B\n- create triggers `cart`\n\n</details>",
      "<details><summary>service <code>shop</code>: 1 update</summary>\n\nupdate pipeline `shop`: `description`\n\n```diff\n- description: old\n+ description: new\n```\n\n</details>",
      "<details><summary>team <code>payments</code>: 1 update</summary>\n\n- update usergroup `team`\n\n</details>",
      "<sub>made by `npx harness-catalog plan --stack prod`</sub>",
    ];
    assert.deepEqual(text.split(/\n\n(?=###|\*\*\+|`up`|> \[!|\|  \||<details>|<sub>)/), expected);
  });

  it("without changes is two lines and a footer", () => {
    const text = plan([]);
    assert.match(
      text,
      /^### Plan for `prod`: no changes, 90 objects as they are\n\nPolicies: .*\n\n<sub>.*<\/sub>$/,
    );
  });

  it("of a thousand services stays within the limit, keeps the summary and says what is left out", () => {
    const long = "x: 1\n".repeat(60);
    const many = Array.from({ length: 1000 }, (_, index) =>
      change("update", "pipeline", `service-${index}`, {
        properties: ["yaml"],
        before: { yaml: "" },
        after: { yaml: long },
      }),
    );
    const text = plan([...many, ...whole("delete", "zebra")]);
    assert.ok(text.length <= reportLimit, String(text.length));
    assert.ok(text.indexOf("**`zebra`**") < text.indexOf("**`service-0`**"), "deletions first");
    assert.match(text, /_901 more_/);
    const shown = text.split("<details>").length - 1;
    assert.ok(shown > 10);
    assert.ok(text.includes(`_${1001 - shown} more groups of objects change;`));
    assert.ok(text.endsWith("</sub>"));
  });

  it("a thousand notices and losses are cut as well", () => {
    const gone = Array.from({ length: 1000 }, (_, index) => whole("delete", `service-${index}`)).flat();
    const text = plan(gone, { notices: Array.from({ length: 1000 }, (_, index) => `notice ${index}`) });
    assert.ok(text.length <= reportLimit, String(text.length));
    assert.match(text, /`service-\d+` and 900 more: with pipeline/);
    assert.match(text, /1000 notices/);
  });

  it("text of the catalog stays text: no mention, no markup, no end of a fence", () => {
    const text = plan(
      [
        change("update", "service", "a", {
          properties: ["yaml"],
          before: { yaml: "a\n" },
          after: { yaml: "a\n```\n@everybody <script>\n" },
        }),
      ],
      { notices: ["ask @team-x about #12 <b>now</b> | `code`"] },
    );
    assert.match(text, /````diff\n[^]*\+```\n\+@everybody <script>\n````/);
    assert.ok(!/(^|[^; `+])@team-x/.test(text.replace("@&#8203;team-x", "")));
    assert.match(text, /ask @&#8203;team-x about #&#8203;12 \\<b\\>now\\<\/b\\> \\\| \\`code\\`/);
  });
});

describe("a refresh and drift as Markdown", () => {
  const found = result([change("update", "pipeline", "shop"), change("delete", "triggers", "shop")], 7);

  it("a refresh speaks of what has happened, not of what is to do", () => {
    const text = operationMarkdown({
      name: "refresh",
      stack: "prod",
      result: found,
      judged: undefined,
      plan: undefined,
    });
    assert.match(text, /^### Drift in `prod`: 1 service changed\n\n\| {2}\| gone \| changed \| objects \|/);
    assert.ok(!text.includes("[!CAUTION]"));
  });

  const none = result([], 9);
  const clean = {
    stack: "prod",
    found: none,
    repair: none,
    orphans: { orphans: [], unmanaged: [], relatives: [], unseen: [], calls: 0 },
  };

  it("drift has both halves, and is over only when both are empty", () => {
    assert.equal(hasDrifted(clean), false);
    assert.equal(hasDrifted({ ...clean, repair: found }), true, "found on an earlier day");
    assert.match(driftMarkdown(clean), /^### Stack `prod` is what the catalog says\n\n9 objects compared/);
    const text = driftMarkdown({ ...clean, found, repair: found });
    assert.match(text, /^### Stack `prod` differs from the catalog\n\n9 objects compared/);
    assert.ok(text.indexOf("#### Changed in the account") < text.indexOf("#### What `up` would do"));
  });
});

describe("pieces of Markdown", () => {
  it("escape what would break them", () => {
    assert.equal(code("a`b"), "`` a`b ``");
    assert.equal(code("a\nb"), "`a b`");
    assert.equal(row(["`a|b`", "c\\|d"]), "| `a\\|b` | c\\|d |");
    assert.equal(inline("*a* _b_ [c](d)"), "\\*a\\* \\_b\\_ \\[c\\](d)");
    assert.equal(block("", "````"), "`````\n````\n`````");
  });

  it("a diff shows what differs, at most 40 lines of it", () => {
    const lines = (letter: string) =>
      Array.from({ length: 100 }, (_, index) => `${letter}${index}\n`).join("");
    const diff = objectDiff(
      change("update", "pipeline", "a", { before: { yaml: lines("a") }, after: { yaml: lines("b") } }),
    );
    assert.equal(diff.split("\n").length, 41);
    assert.match(diff, /… 161 more lines$/);
    assert.equal(objectDiff(change("create", "pipeline", "a", { after: { yaml: "a\n" } })), "");
    const tags = objectDiff(
      change("update", "service", "a", { before: { tags: ["a", "b"] }, after: { tags: ["a"] } }),
    );
    assert.match(tags, /^@@ tags @@\n/);
    assert.match(tags, /^- {2}"b"$/m);
  });

  it("an object without a component, and one of a component nobody knows, have a group too", () => {
    const { group: _, ...alone } = change("create", "service", "x");
    const groups = groupsOf([
      alone,
      change("create", "repository", "r", { group: { component: "GitHubRepository", name: "r" } }),
    ]);
    assert.deepEqual(
      groups.map(({ kind, name }) => [kind, name]),
      [
        ["GitHubRepository", "r"],
        ["other", ""],
      ],
    );
  });

  it("fit keeps head and tail whatever the limit", () => {
    const report = {
      head: ["head"],
      details: ["a".repeat(50), "b"],
      tail: ["tail"],
      omitted: (n: number) => `${n} left`,
    };
    assert.equal(fit(report, 40), "head\n\n2 left\n\ntail");
    assert.equal(fit(report), `head\n\n${"a".repeat(50)}\n\nb\n\ntail`);
    assert.ok(cutTo("a".repeat(500), 100).length === 100);
    assert.equal(cutTo("abc", 100), "abc");
  });

  it("problems are a table with place and cure", () => {
    const place = { file: "catalog/services.yaml", line: 4, column: 7 };
    const text = problemsMarkdown("plan", [
      { code: "CAT010", message: '"a" | @b', hint: "use c", place },
      { code: "CMD002", message: "no:\n  a <b>", hint: "" },
    ]);
    assert.match(text, /^### `plan` refuses: 2 problems\n/);
    assert.match(text, /^\| `catalog\/services.yaml:4:7` \| "a" \\\| @&#8203;b \| use c \| CAT010 \|$/m);
    assert.match(text, /^\| {2}\| no:<br>&nbsp;&nbsp;a \\<b\\> \| {2}\| CMD002 \|$/m);
  });
});
