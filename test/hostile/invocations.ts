/** Command lines that need no engine and no account, right ones and wrong ones. */
import { commands } from "../../src/cli/commands";
import { options, type OptionName } from "../../src/cli/optionTable";
import { hostileText } from "./mutations";
import { oneOf, type Pick } from "./numbers";

/** Words that belong there, by command; files are those of {@link ./world}. */
const right = (service: string): Readonly<Record<string, readonly (readonly string[])[]>> => ({
  validate: [[], ["--output", "json"]],
  plan: [
    ["--against", "other"],
    ["--against", "other", "--output", "json"],
    ["--against", "other", "--output", "markdown"],
    ["--against-record", "record.json"],
    ["--against-record", "record.json", "--output", "json", "--detailed-exitcode"],
    ["--against-record", "record.json", "--output", "markdown", "--allow-deletions", "3"],
  ],
  render: [["--out", "rendered"]],
  trigger: [
    [service, "--payload", "payload.json"],
    ["--all", "--payload", "payload.json", "--output", "json"],
    ["--all", "--payload", "payload.json", "--header", "X-GitHub-Event: push"],
  ],
  simulate: [
    [service, "--image", "v1.2.3"],
    [service, "--scenario", "scenario.yaml"],
    [service, "--scenario", "scenario.yaml", "--output", "json"],
    [service, "--image", "v1.2.3", "--approve", "all", "--at", "2026-01-05T11:00Z", "--expect", "success"],
  ],
  remove: [["clock"], ["backend"], ["nobody"]],
  add: [
    ["mail", "--team", "platform-team-a"],
    ["mail", "--team", "platform-team-a", "--archetype", "scheduler", "--cron", "0 6 * * *", "--env", "A=b"],
  ],
  templates: [[], ["--output", "json"]],
  owners: [
    ["--against", "other"],
    ["--against", "other", "--output", "json"],
  ],
  credentials: [[], ["--at", "2026-01-05T11:00Z", "--within", "30", "--output", "json"]],
  stacks: [[], ["--output", "json"], ["--with-account", "--only", "production"]],
  files: [
    ["--check", "--out", "."],
    ["--out", "written"],
  ],
  comment: [["--stack", "dev", "--body", "scenario.yaml", "--pull-request", "1"]],
  issue: [["--about", "x", "--title", "y", "--body", "scenario.yaml"]],
  "find-record": [["--stack", "dev"]],
});

/** With a right option, these would start what does not end, an engine, or something on this machine. */
const never: ReadonlySet<string> = new Set(["policies", "propose", "check-account", "with-account"]);

/** Every right command line about a service. */
export function rightInvocations(service: string): string[][] {
  return Object.entries(right(service)).flatMap(([name, all]) => all.map((words) => [name, ...words]));
}

/** One of them, or one with a word too many, too few or odd. */
export function invocation(pick: Pick, service: string): string[] {
  const words = [...oneOf(pick, rightInvocations(service))];
  if (pick(2) === 0) return words;
  const before = [...words];
  for (let left = 1 + pick(2); left > 0; left--) oneOf(pick, changes)(words, pick);
  return isHarmless(words) ? words : before;
}

/** A plan by state would start the engine, and what is written must stay in the folder. */
function isHarmless(words: readonly string[]): boolean {
  if (words.some((word) => [...never].some((name) => word.startsWith(`--${name}`)))) return false;
  if (words[0] === "plan" && !words.slice(1).some((word) => word.startsWith("--against"))) return false;
  if (words[0] === "plan" && words.includes("--")) return false;
  return !["render", "files"].includes(words[0]!) || !words.some((word) => /^\/|\.\.|=\//.test(word));
}

const changes: readonly ((words: string[], pick: Pick) => unknown)[] = [
  (words, pick) => words.splice(1 + pick(words.length), 1),
  (words, pick) => words.length > 1 && (words[1 + pick(words.length - 1)] = oddWord(pick)),
  (words, pick) => words.splice(1 + pick(words.length), 0, oddWord(pick)),
  (words, pick) => words.push(...oddOption(words[0]!, pick)),
  (words, pick) => words.push(...oddOption(words[0]!, pick)),
  (words, pick) => words.push(`--${oddWord(pick)}`),
];

function oddOption(command: string, pick: Pick): string[] {
  const known = commands[command]!.options.filter((name) => !never.has(name));
  const name = pick(8) === 0 ? oneOf(pick, Object.keys(options) as OptionName[]) : oneOf(pick, known);
  if (never.has(name)) return [];
  if (options[name].type === "boolean") return [pick(6) === 0 ? `--${name}=yes` : `--${name}`];
  return [() => [`--${name}`], () => [`--${name}`, oddWord(pick)], () => [`--${name}=${oddWord(pick)}`]][
    pick(3)
  ]!();
}

const texts = [
  "..",
  ".",
  "/",
  "/dev/null",
  "/nonexistent/a/b",
  "catalog/services.yaml",
  "record.json",
  "other",
  "-1",
  "1e9",
  "0",
  "99999999999999999999",
  "a,b,,c",
  "=",
  "a=",
  "=b",
  "organization/shop/dev",
  "a/b/c",
  "json",
  "text",
  "dev",
  "prod",
  "x".repeat(300),
  "all",
  "2026-02-30T00:00Z",
  "Approve=@",
  "x=y@+1h",
  "x@+9999999999h",
];

function oddWord(pick: Pick): string {
  return pick(2) === 0 ? oneOf(pick, texts) : hostileText(pick);
}
