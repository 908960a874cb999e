/**
 * GitHub's objects, by the official `@pulumi/github`. Loaded only by stacks that manage GitHub: nothing else in
 * `components/` refers to this folder.
 */
import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";
import {
  gitHubKey,
  type GitHubArgs,
  type GitHubKey,
  type GitHubKind,
  type GitHubObject,
  type GitHubRepositoryUnit,
} from "../../src/plan/gitHub/model";
import { gitHubImportId } from "./importId";
import { resolveGitHubInputs, type GitHubValues } from "./inputs";
import { gitHubClasses } from "./resourceClasses";

export type { GitHubValues } from "./inputs";

/** What a repository needs beside its part of the plan. */
export interface GitHubRepositoryArgs {
  readonly unit: GitHubRepositoryUnit;
  /** Provider of the repository's organization. */
  readonly provider: github.Provider;
  readonly values: GitHubValues;
  /** Objects that exist and are taken over, `kind/name` or `kind/name=id`. */
  readonly imports: ReadonlySet<string>;
  /** Objects the stack holds already: one of them keeps its value where nobody gives it this time. */
  readonly held: ReadonlySet<string>;
}

/**
 * A provider for one organization. Without a token the plugin reads GITHUB_TOKEN itself. The SDK would make that an
 * input, in plain text and another one in every run of a workflow; so it is taken out, and the state holds none.
 */
export function gitHubProvider(owner: string, token: pulumi.Output<string> | undefined): github.Provider {
  const name = `github-${owner}`;
  if (token !== undefined) return new github.Provider(name, { owner, token });
  return new github.Provider(name, { owner }, { transformations: [withoutToken] });
}

const withoutToken: pulumi.ResourceTransformation = ({ props, opts }) => ({
  props: { ...props, token: undefined },
  opts,
});

/** One repository with its rules, teams, environments and webhook. */
export class GitHubRepository extends pulumi.ComponentResource {
  /** The resources of this component, by object key. */
  readonly nodes: ReadonlyMap<GitHubKey, pulumi.CustomResource>;
  /** Objects with a value that are left out, because neither this run nor an earlier one had it. */
  readonly withoutValue: readonly GitHubKey[];
  /** Objects with a value that are registered; the next run's `held`. */
  readonly withValue: readonly GitHubKey[];

  constructor(args: GitHubRepositoryArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("harness-catalog:components:GitHubRepository", args.unit.name, {}, opts);
    const nodes = new Map<GitHubKey, pulumi.CustomResource>();
    const withoutValue: GitHubKey[] = [];
    const withValue: GitHubKey[] = [];
    const teams = teamNumbers(args.provider, this);
    for (const object of args.unit.objects) {
      const key = gitHubKey(object);
      const { inputs, missing } = resolveGitHubInputs(object.inputs, args.values, teams);
      // A stand-in would overwrite what a person has put there, so an object is made only with its value.
      if (missing.length > 0 && !args.held.has(key)) {
        withoutValue.push(key);
        continue;
      }
      if (hasValue(object)) withValue.push(key);
      const options = optionsOf(object, args, missing, nodes);
      nodes.set(key, create(object.kind, object.name, inputs, { parent: this, ...options }));
    }
    this.nodes = nodes;
    this.withoutValue = withoutValue;
    this.withValue = withValue;
    this.registerOutputs({ repository: args.unit.name });
  }
}

function optionsOf(
  object: GitHubObject,
  { unit, provider, imports }: GitHubRepositoryArgs,
  missing: readonly string[],
  nodes: ReadonlyMap<GitHubKey, pulumi.CustomResource>,
): pulumi.CustomResourceOptions {
  const importId = gitHubImportId(object, imports);
  return {
    provider,
    dependsOn: object.dependsOn.map((key) => dependency(object, key, nodes)),
    // What exists is taken over as it is; the next run, whose plan shows it, brings it to what the catalog says.
    ignoreChanges: importId === undefined ? [...missing] : ["*"],
    ...(importId === undefined ? {} : { import: importId }),
    // No change of the catalog deletes a repository: it is let go of, and while `protect` stands not even that.
    // The others are replaced when their repository is renamed. GitHub answers for the old name as well, so a deletion
    // that came last would hit what has just been made.
    ...(object.kind === "repository"
      ? { protect: unit.protect, retainOnDelete: true }
      : { deleteBeforeReplace: true }),
  };
}

function create<Kind extends GitHubKind>(
  kind: Kind,
  name: string,
  // Placeholders are replaced, so these are the arguments that the plan was checked against.
  inputs: unknown,
  opts: pulumi.CustomResourceOptions,
): pulumi.CustomResource {
  return new gitHubClasses[kind](name, inputs as GitHubArgs[Kind], opts);
}

/** Asks GitHub for the number of a team, once for each. */
function teamNumbers(
  provider: github.Provider,
  parent: pulumi.Resource,
): (slug: string) => pulumi.Output<number> {
  const asked = new Map<string, pulumi.Output<number>>();
  return (slug) => {
    const known = asked.get(slug);
    if (known !== undefined) return known;
    const number = github.getTeamOutput({ slug }, { provider, parent }).id.apply(Number);
    asked.set(slug, number);
    return number;
  };
}

function hasValue({ inputs }: GitHubObject): boolean {
  return /"\$value":/.test(JSON.stringify(inputs));
}

function dependency(
  object: GitHubObject,
  key: GitHubKey,
  nodes: ReadonlyMap<GitHubKey, pulumi.CustomResource>,
): pulumi.Resource {
  const found = nodes.get(key);
  if (found === undefined)
    throw new Error(`${gitHubKey(object)} depends on ${key}, which comes later or never`);
  return found;
}
