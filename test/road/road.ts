/**
 * A service's whole road on this machine: asked for, checked and planned on its pull request, merged, created in both
 * accounts, its manifests committed; and the way out. The workflows' own commands, with real git, kustomize,
 * kubeconform, OPA and Pulumi engine, two sandboxes and a local GitHub.
 */
import { runWorkflow, type RunResult } from "../workflows/runner";
import { createWorld, repository, type World } from "../workflows/world";
import { wayOut, ways } from "./ways";

/** What a service left behind on its way. */
export interface Arrival {
  readonly service: string;
  /** Comments of plans on the pull request. */
  readonly comments: readonly string[];
  /** Objects that carry the service's name, `account/kind/identifier`. */
  readonly objects: readonly string[];
  /** Its files on main. */
  readonly manifests: readonly string[];
}

/** What the road is told with. */
export interface Telling {
  readonly say: (line: string) => void;
  /** Milliseconds of a clock that only runs forward. */
  readonly clock: () => number;
}

/** Goes all ways in, then one way out, and gives what is there after each. @throws Error with the log of what failed */
export async function travel({ say, clock }: Telling): Promise<readonly Arrival[]> {
  const took = (milliseconds: number, what: string) =>
    say(`${(milliseconds / 1000).toFixed(1).padStart(7)} s  ${what}`);
  const start = clock();
  let roads = 0;
  const timed = async <Value>(what: string, work: () => Promise<Value>): Promise<Value> => {
    const from = clock();
    const value = await work();
    took(clock() - from, what);
    return value;
  };
  const wholeRoad = async (service: string, ask: () => Promise<string>): Promise<Arrival> => {
    const from = clock();
    const branch = await timed("asked for: branch and pull request", ask);
    const arrival = await fromPullRequest(world, service, branch, timed);
    roads += clock() - from;
    took(clock() - from, `${service}, from the wish to the last file`);
    return arrival;
  };
  const world = await timed("two accounts, a GitHub, the repository", createWorld);
  try {
    await timed("first deployment", () => everyJob(world, "deploy"));
    await timed("first manifests", () => everyJob(world, "manifests"));
    const arrivals: Arrival[] = [];
    for (const way of ways) {
      const open = await timed(`ready: ${way.title}`, () => way.open(world));
      try {
        say(`${way.service} by ${way.title}`);
        arrivals.push(await wholeRoad(way.service, () => open.go()));
      } finally {
        await open.close();
      }
    }
    const [{ service } = { service: "" }] = ways;
    say(`${service} goes, by harness-catalog remove --propose`);
    arrivals.push(await wholeRoad(service, () => wayOut(world, service)));
    took(roads, "all roads together");
    took(clock() - start, "what had to be there before them included, in all");
    return arrivals;
  } finally {
    await world.close();
  }
}

type Timed = <Value>(what: string, work: () => Promise<Value>) => Promise<Value>;

async function fromPullRequest(
  world: World,
  service: string,
  branch: string,
  timed: Timed,
): Promise<Arrival> {
  const { owner, repo, octokit } = world.github;
  const { number } = await world.pullRequest(branch);
  await timed("checked, planned, commented", async () =>
    allSucceeded(await runWorkflow("preview", await world.onPullRequest(branch))),
  );
  const comments = await world.comments(number);
  await timed("merged", () =>
    octokit.rest.pulls.merge({ owner, repo, pull_number: number, merge_method: "squash" }),
  );
  await timed("applied to both accounts", () => everyJob(world, "deploy"));
  await timed("manifests generated, checked, committed", () => everyJob(world, "manifests"));
  const bare = world.server.gitDir(repository);
  const files = await world.git(bare, "ls-tree", "-r", "--name-only", "main", `generated/${service}/`);
  return {
    service,
    comments,
    objects: objectsOf(world, service),
    manifests: files.split("\n").filter(Boolean),
  };
}

async function everyJob(world: World, workflow: string): Promise<void> {
  allSucceeded(await runWorkflow(workflow, await world.onMain()));
}

function allSucceeded(run: RunResult): void {
  for (const [name, { result, log }] of run)
    if (result === "failure") throw new Error(`${name} failed\n${log}`);
}

function objectsOf({ sandboxes }: World, service: string): string[] {
  const identifier = service.replaceAll("-", "_");
  return Object.entries(sandboxes).flatMap(([account, sandbox]) =>
    Object.entries(sandbox.snapshot() as unknown as Record<string, Record<string, unknown>>).flatMap(
      ([kind, objects]) =>
        Object.keys(objects)
          .filter((key) => key.split("/").some((part) => part.startsWith(identifier)))
          .map((key) => `${account}/${kind}/${key}`),
    ),
  );
}
