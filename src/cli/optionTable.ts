/** Every option of every command, once, sorted by name. */

/** What is known of an option. */
export interface OptionInfo {
  readonly type: "string" | "boolean";
  /** Placeholder of the value in the help text. */
  readonly value?: string;
  readonly help: string;
  /** True: may be given several times. */
  readonly multiple?: boolean;
}

export const options = {
  about: { type: "string", value: "SUBJECT", help: "what the issue is about; it is found again by this" },
  account: {
    type: "string",
    value: "ID",
    help: "Harness account; the one the sandbox stands for, or that links lead to",
  },
  "adopt-orphans": {
    type: "boolean",
    help: "take over what another state of this stack has made, or one that is lost: its objects get the marks of this one",
  },
  against: {
    type: "string",
    value: "DIR",
    help: "compare with this catalog instead of the stack's state; needs no engine and no account",
  },
  "against-record": {
    type: "string",
    value: "FILE",
    help: "compare with this record of the stack instead of its state; needs no engine, key or passphrase",
  },
  all: { type: "boolean", help: "every service of the catalog" },
  "allow-deletions": {
    type: "string",
    value: "N",
    help: "the exact number of losses the guard names: a service counts as one",
  },
  "api-key": {
    type: "string",
    value: "KEY",
    help: "the only key the sandbox accepts (default: made up once); others see it in the list of processes",
  },
  "api-key-file": {
    type: "string",
    value: "FILE",
    help: "file with that key; HARNESS_PLATFORM_API_KEY is read too, with --foreground",
  },
  approve: {
    type: "string",
    value: "WHO",
    help: "all, or STEP=PERSON[,PERSON][@+2h]; a user group may stand for its steps; may be repeated",
    multiple: true,
  },
  archetype: { type: "string", value: "NAME", help: "api, listener, streaming, scheduler or job" },
  at: { type: "string", value: "INSTANT", help: "the time to take for now, 2026-01-05T11:00Z" },
  author: {
    type: "string",
    value: "PERSON",
    help: 'author of commits, "Name <mail>" (default: that of Git)',
  },
  base: { type: "string", value: "BRANCH", help: "branch that proposals are merged into (default: main)" },
  body: { type: "string", value: "FILE", help: "Markdown file with the text" },
  by: { type: "string", value: "PERSON", help: "who starts the run" },
  catalog: {
    type: "string",
    value: "DIR",
    help: "folder of services.yaml and platform.yaml (default: catalog)",
  },
  "changed-since": {
    type: "string",
    value: "COMMIT",
    help: "look only at targets whose catalog entry has changed since then",
  },
  check: { type: "boolean", help: "write nothing; exit 1 and name every file that is not as it ought to be" },
  "check-account": {
    type: "boolean",
    help: "look at the account: which objects to create are new, taken over, or somebody else's; needs a key",
  },
  "check-all": { type: "boolean", help: "validate and judge every target, not only those that change" },
  close: { type: "boolean", help: "close the issue, where one is open" },
  commit: { type: "string", value: "SHA", help: "the commit at the head of the pull request" },
  cron: {
    type: "string",
    value: "CRON",
    help: 'when a scheduler runs, five fields in UTC, "0 6 * * 1-5" (default: every hour)',
  },
  "delete-orphans": {
    type: "boolean",
    help: "delete what this state has made, has lost, and the catalog does not ask for; asks, unless --yes is there too",
  },
  description: { type: "string", value: "TEXT", help: "free text" },
  "detailed-exitcode": { type: "boolean", help: "exit 2 when there are changes, as terraform plan does" },
  down: {
    type: "string",
    value: "NAME",
    help: "an infrastructure, or a delegate tag, that cannot be reached; may be repeated",
    multiple: true,
  },
  env: {
    type: "string",
    value: "KEY=VALUE",
    help: "environment variable of the container, no secret; may be repeated",
    multiple: true,
  },
  environments: { type: "string", value: "LIST", help: "comma-separated environments" },
  expect: {
    type: "string",
    value: "OUTCOME",
    help: "exit 1 unless the run ends so: success, failed, expired, …",
  },
  fail: {
    type: "string",
    value: "STEP",
    help: "a step or stage that fails, STEP[=ERROR]; may be repeated",
    multiple: true,
  },
  foreground: { type: "boolean", help: "stay in this terminal and print one JSON line when ready" },
  github: { type: "string", value: "OWNER/REPO", help: "repository on GitHub (default: GITHUB_REPOSITORY)" },
  header: {
    type: "string",
    value: "LINE",
    help: 'a header of the request, "Name: value"; may be repeated',
    multiple: true,
  },
  "health-path": {
    type: "string",
    value: "PATH",
    help: "path that the probes ask (default: /health)",
  },
  help: { type: "boolean", help: "show this text" },
  host: { type: "string", value: "ADDRESS", help: "address to listen on (default: 127.0.0.1)" },
  image: { type: "string", value: "TAG", help: "image tag to deliver" },
  import: {
    type: "string",
    value: "KEYS",
    help: "take over objects that exist, such as pipeline/payment-service",
  },
  input: {
    type: "string",
    value: "NAME=VALUE",
    help: "what approvers fill in; may be repeated",
    multiple: true,
  },
  latency: { type: "string", value: "MS", help: "delay of every sandbox answer in milliseconds" },
  "moved-from": {
    type: "string",
    value: "URL",
    help: "the account is the one that was reached at this endpoint, and has moved",
  },
  only: { type: "string", value: "WHICH", help: "production or nonproduction" },
  out: { type: "string", value: "PATH", help: "folder, or file of a record, to write to" },
  output: {
    type: "string",
    value: "FORMAT",
    help: "text or json, or markdown where a report is made (default: text)",
  },
  payload: { type: "string", value: "FILE", help: "JSON file with the body of the request" },
  pipeline: {
    type: "string",
    value: "ID",
    help: "another pipeline of the plan (default: that of the service)",
  },
  plan: { type: "string", value: "FILE", help: "do exactly what this plan says, or nothing" },
  policies: {
    type: "boolean",
    help: "hold every object to the policies too; builds OPA where it is missing",
  },
  port: {
    type: "string",
    value: "N",
    help: "port to listen on; 0 takes a free one (add: that of the container, default: 8080)",
  },
  profile: { type: "string", value: "NAME", help: "profile of platform.yaml" },
  propose: { type: "boolean", help: "make a branch and a pull request instead of editing the file here" },
  "pull-request": {
    type: "string",
    value: "N",
    help: "its number (default: that of the GitHub Actions run)",
  },
  "rate-limit": {
    type: "string",
    value: "N|off",
    help: "calls a minute that are allowed (sandbox: 400, serve: 120 a token)",
  },
  record: { type: "string", value: "FILE", help: "then write the record of the stack to this file" },
  refresh: {
    type: "string",
    value: "SECONDS",
    help: "how long a catalog is used before the repository is asked again (default: 30)",
  },
  regions: { type: "string", value: "LIST", help: "comma-separated regions" },
  reject: {
    type: "string",
    value: "STEP",
    help: "an approval that somebody rejects, STEP[=PERSON][@+1h]; may be repeated",
    multiple: true,
  },
  remote: {
    type: "string",
    value: "URL",
    help: "Git repository of the catalog (default: the remote origin)",
  },
  replace: { type: "boolean", help: "put this in the place of an open proposal that says something else" },
  save: { type: "string", value: "FILE", help: "keep the plan, for up --plan" },
  scenario: { type: "string", value: "FILE", help: "YAML file with the same, to be kept in Git" },
  set: {
    type: "string",
    value: "NAME=VALUE",
    help: "a variable of the pipeline; may be repeated",
    multiple: true,
  },
  size: { type: "string", value: "NAME", help: "size of platform.yaml" },
  stack: { type: "string", value: "NAME", help: "stack to work on (default: dev)" },
  state: {
    type: "string",
    value: "FILE",
    help: "file of the sandbox's objects, or folder of the server's state",
  },
  status: { type: "boolean", help: "put the answer on the commit as its status, for a rule to ask for" },
  target: { type: "string", value: "NAME", help: "kubernetes or ecs" },
  team: { type: "string", value: "NAME", help: "owning team of platform.yaml" },
  ticket: { type: "string", value: "ID", help: "change ticket that approvers fill in, CHG0123456" },
  title: { type: "string", value: "TEXT", help: "title of the issue" },
  tokens: { type: "string", value: "FILE", help: "list of who may call, see docs/rest.md" },
  version: { type: "boolean", help: "print the version" },
  "with-account": { type: "boolean", help: "only stacks whose file names a Harness account" },
  within: {
    type: "string",
    value: "DAYS",
    help: "days before the day from which a credential is due (default: 30)",
  },
  yes: { type: "boolean", help: "do not ask for confirmation" },
} as const satisfies Record<string, OptionInfo>;

/** Name of an option, without dashes. */
export type OptionName = keyof typeof options;
