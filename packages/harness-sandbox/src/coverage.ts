import { commonBehaviours } from "./coverage/commonBehaviours";
import { deliveryBehaviours } from "./coverage/deliveryBehaviours";
import { notModelled } from "./coverage/notModelled";
import { platformBehaviours } from "./coverage/platformBehaviours";
import { routeSources } from "./coverage/routeSources";
import { lintSources } from "./coverage/lintSources";
import { lintRules } from "harness-lint";
import { kinds, type Kind } from "./entity";
import { lintExceptions } from "./lint/exceptions";
import { titleOf } from "./objects";
import { routes } from "./routes";
import { routeName } from "./routes/route";
import { sources, type Behaviour, type Source } from "./coverage/source";

export { routeSources } from "./coverage/routeSources";
export type { Behaviour, Source } from "./coverage/source";

/** Every behaviour the sandbox claims, with its source. */
export const behaviours = { ...commonBehaviours, ...platformBehaviours, ...deliveryBehaviours };

export type BehaviourId = keyof typeof behaviours;

/** `docs/sandbox.md`, which a test keeps up to date. */
export function renderCoverage(): string {
  return [
    intro,
    "## Behaviours",
    behaviourSection("For every kind", commonBehaviours),
    behaviourSection("Platform", platformBehaviours),
    behaviourSection("Delivery", deliveryBehaviours),
    lintSection(),
    "## Not modelled",
    notModelled.map((line) => `- ${line}`).join("\n"),
    "## Paths",
    "Every path also works behind `/gateway`.",
    ...kinds.map(routeSection),
    "",
  ].join("\n\n");
}

const intro = `# The sandbox

A local Harness account over HTTP. It refuses what Harness refuses; this page says what that is and where it is known from.
It is generated from \`packages/harness-sandbox/src/coverage.ts\`; a test runs an example of every behaviour and compares this page.

| source | meaning |
|---|---|
| documentation | Harness' published pages and published server source |
| sdk | Harness' client libraries |
| schema | Harness' published YAML schema |
| observed-client | what the official client was seen to send and accept, its acceptance tests included |
| **guess** | plausible, confirmed nowhere |

${countLine()}

Control, without API key, on the loopback only: \`GET /_sandbox/snapshot\`, \`POST /_sandbox/reset\`, \`GET|POST /_sandbox/faults\`,
\`GET /_sandbox/calls\`, \`POST /_sandbox/calls/reset\`, \`GET /_sandbox/recent\`, and the inspector at \`/\`. They answer programs and
the inspector's own page. With a \`Host\` that is no loopback address or \`localhost\`, with the \`Origin\` of another page, or read by
one (\`Sec-Fetch-Site\`), they answer 403 and do nothing: no page in the browser of this machine can reset or read the account.

Faults: \`{"seed":1,"latencyMs":0,"rules":[{"match":{"method":"POST","path":"/servicesV2"},"kind":"429","probability":0.5,"times":3,"after":10}]}\`;
kinds are \`429\`, \`500\`, \`drop\`, \`accepted-then-failed\` and \`accepted-then-drop\`. No rules, no faults.

The state file is a journal: a header, then one line per call that changed something. The line is written before the call is
answered, so a killed sandbox comes back with everything it confirmed. Only its owner can read it: it holds
tokens of delegates and digests of secret values.

The API key is made up once and kept in \`.sandbox/connection.json\`, for its owner only. Give one of your own in
\`HARNESS_PLATFORM_API_KEY\` or in the file that \`--api-key-file\` names; with \`--api-key\` it stands in the list of processes for as
long as the command runs.`;

function countLine(): string {
  const all: readonly Behaviour[] = Object.values(behaviours);
  const count = (source: Source) => all.filter((behaviour) => behaviour.source === source).length;
  return `${all.length} behaviours: ${sources.map((source) => `${count(source)} ${source}`).join(", ")}.`;
}

function behaviourSection(title: string, rows: Readonly<Record<string, Behaviour>>): string {
  const lines = Object.entries(rows).map(
    ([id, { says, source }]) => `| \`${id}\` | ${says} | ${mark(source)} |`,
  );
  return [`### ${title}\n`, "| id | behaviour | source |", "|---|---|---|", ...lines].join("\n");
}

function lintSection(): string {
  const lines = Object.entries(lintRules).map(([id, { code, title, house }]) => {
    const exception = lintExceptions[id];
    const shown = exception === undefined ? "" : `: \`${exception}\` saves the contrary`;
    const said = house === true ? `${title}. **Not enforced**${shown}` : title;
    return `| \`${id}\` | ${code} | ${said} | ${mark(lintSources[id] ?? "guess")} |`;
  });
  return [
    `${lintIntro}\n`,
    "| rule | code | what is refused without | source |",
    "|---|---|---|---|",
    ...lines,
  ].join("\n");
}

const lintIntro = `## Rules for documents

Pipelines, templates, triggers, input sets, services, environments and infrastructures are refused on creation and update for
whatever \`packages/harness-lint/src/\` finds wrong in them. Harness saves much of it and fails when the document is used; the sandbox says so at once. What
may be saved after the document that names it (services, environments, infrastructures, the variables of pipelines that use
a template) is not looked up, nor are delegates and the people of a user group.

Refused is what is wrong: what Harness refuses, or what fails when it runs. A type, an event, an action, a key or a first word of
an expression that is in none of the lists of \`packages/harness-lint/src/tables\` and \`packages/harness-lint/src/shapes\` is unknown, not wrong: the document is saved, the
header \`X-Sandbox-Unchecked\` of the answer says once what was not looked into, and only a word that is one letter or the case
away from a known one is refused. Habits of this project that Harness does not share (a step without a timeout, a stage without
a way back, a link that follows the stable version, an empty list of failure strategies) bind the documents that it renders, and
are marked as not enforced.`;

function routeSection(kind: Kind): string {
  const names = routes.filter((route) => route.kind === kind).map(routeName);
  const lines = names.map((name) => `| \`${name}\` | ${mark(routeSources[name] ?? "guess")} |`);
  return [`### ${titleOf(kind)}\n`, "| path | source |", "|---|---|", ...lines].join("\n");
}

function mark(source: Source): string {
  return source === "guess" ? "**guess**" : source;
}
