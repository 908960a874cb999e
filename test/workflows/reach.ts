/** What a job of a workflow can reach, read off its file: whose code it runs, with which rights, secrets and tokens. */
import { actions, workflows, type Job, type Step, type Workflow } from "./files";

/** One job. Lists are sorted; those of other jobs that call it count as its own. */
export interface Reach {
  /** Events that start it, those of the workflows that call it among them. */
  readonly events: readonly string[];
  /**
   * Whose code its steps run: `main`, as checked out by the name of the target branch or for an event of main; `proposed`,
   * that of a pull request; `none` without a checkout.
   */
  readonly code: "main" | "proposed" | "none";
  /** Folders with files of a pull request beside that code. */
  readonly data: readonly string[];
  readonly permissions: readonly string[];
  readonly environment: string | undefined;
  readonly secrets: readonly string[];
  /** Steps that get the job's token, by name. */
  readonly token: readonly string[];
  /** Rights of Apps' tokens that it makes. */
  readonly apps: readonly string[];
}

/** Events in which somebody who may not merge decides about the checked-out commit. */
const foreign = ["pull_request", "pull_request_review"];

/** The branch that a pull request wants to get into. Nobody but those who merge decides what is on it. */
const baseRef = "${{ github.event.pull_request.base.ref }}";

/** Every job of every workflow of this repository, as `workflow.job`. */
export function reaches(): Map<string, Reach> {
  const all = [...workflows()];
  return new Map(
    all.flatMap(([name, workflow]) =>
      Object.entries(workflow.jobs).map(([id, job]) => [
        `${name}.${id}`,
        reachOf(job, eventsOf(name, workflow, all)),
      ]),
    ),
  );
}

function eventsOf(name: string, { on }: Workflow, all: readonly [string, Workflow][]): string[] {
  const callers = all.filter(([, { jobs }]) =>
    Object.values(jobs).some(({ uses }) => uses === `./.github/workflows/${name}.yml`),
  );
  const own = Object.keys(on).filter((event) => event !== "workflow_call");
  return [...new Set([...own, ...callers.flatMap(([, caller]) => Object.keys(caller.on))])].sort();
}

/** What a job reaches that these events start. */
export function reachOf(job: Job, events: readonly string[]): Reach {
  const steps = job.steps ?? [];
  const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
  const isForeign = events.some((event) => foreign.includes(event));
  const text = JSON.stringify(job) + steps.map(textOfAction).join("");
  return {
    events,
    code: checkouts.length === 0 ? "none" : codeOf(checkouts, isForeign),
    data: checkouts.flatMap(({ with: given }) =>
      given?.["path"] === undefined ? [] : [String(given["path"])],
    ),
    permissions: Object.entries(job.permissions ?? {})
      .map(([scope, access]) => `${scope}: ${String(access)}`)
      .sort(),
    environment: job.environment,
    secrets: secretsIn(text),
    token: steps
      .filter((step) => /github\.token|secrets\.GITHUB_TOKEN/.test(JSON.stringify(step)))
      .map(nameOf),
    apps: steps
      .filter(({ uses }) => uses?.startsWith("actions/create-github-app-token@"))
      .flatMap(({ with: given = {} }) =>
        Object.entries(given).flatMap(([key, value]) =>
          key.startsWith("permission-") ? [`${key.slice("permission-".length)}: ${String(value)}`] : [],
        ),
      )
      .sort(),
  };
}

/** Names of secrets; `all of them` for whatever takes them otherwise than by a name, such as `toJSON(secrets)`. */
function secretsIn(text: string): string[] {
  const names = [...text.matchAll(/\bsecrets\.(\w+)/g)].map(([, name = ""]) => name);
  const others = /\bsecrets\s*(\[|\))|"secrets":"inherit"/.test(text) ? ["all of them"] : [];
  return [...new Set([...names, ...others])].sort();
}

/** The checkout into the folder of the job is what runs. */
function codeOf(checkouts: readonly Step[], isForeign: boolean): "main" | "proposed" {
  const own = checkouts.filter(({ with: given }) => given?.["path"] === undefined);
  const [first, ...others] = own;
  if (first === undefined || others.length > 0) return "proposed";
  const ref = first.with?.["ref"];
  if (ref === baseRef || (!isForeign && (ref === undefined || ref === "${{ github.ref_name }}")))
    return "main";
  return "proposed";
}

/** A composite action of this repository runs in the job and could ask for the same things. */
function textOfAction({ uses }: Step): string {
  const name = /^\.\/\.github\/actions\/([\w-]+)$/.exec(uses ?? "")?.[1];
  return name === undefined ? "" : JSON.stringify(actions().get(name) ?? {});
}

export function nameOf(step: Step): string {
  return step.name ?? step.uses?.split("@")[0] ?? "";
}
