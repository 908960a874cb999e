/** What Backstage asks beyond the rest; its own test in test/backstage goes the whole way. */
import assert from "node:assert/strict";
import { openPullRequest } from "../../src/github";
import {
  botToken,
  gitHubForTest,
  gitIn,
  pushBranch,
  repository,
  type GitHubForTest,
} from "../support/localGitHub";

describe("the local GitHub, as Backstage asks it", () => {
  let test: GitHubForTest;
  before(async () => {
    test = await gitHubForTest();
  });
  after(() => test.close());

  const ask = async (query: string, head: string) => {
    const [owner, repo] = repository.split("/");
    const answer = await fetch(`${test.server.url}/graphql`, {
      method: "POST",
      headers: { authorization: `Bearer ${botToken}` },
      body: JSON.stringify({ query, variables: { owner, repo, head } }),
    });
    return await answer.json();
  };
  const query = `query ($owner: String!, $repo: String!, $head: String!) {
    repository(name: $repo, owner: $owner) {
      ref(qualifiedName: $head) { associatedPullRequests(first: 1, states: OPEN) { edges { node { id number url } } } }
    }
  }`;

  it("says whether a branch exists and which open pull request has it", async () => {
    assert.deepEqual(await ask(query, "asked"), { data: { repository: { ref: null } } });
    pushBranch(test, "asked", "asked.txt", "x\n");
    const noPull = { data: { repository: { ref: { associatedPullRequests: { edges: [] } } } } };
    assert.deepEqual(await ask(query, "asked"), noPull);
    const { number } = await openPullRequest(test.github, {
      head: "asked",
      base: "main",
      title: "t",
      body: "",
    });
    const node = { id: `PR_${number}`, number, url: `${test.server.url}/${repository}/pull/${number}` };
    assert.deepEqual(await ask(query, "asked"), {
      data: { repository: { ref: { associatedPullRequests: { edges: [{ node }] } } } },
    });
    const { octokit, owner, repo } = test.github;
    await octokit.rest.pulls.update({ owner, repo, pull_number: number, state: "closed" });
    assert.deepEqual(await ask(query, "asked"), noPull);
  });

  it("refuses any other query", async () => {
    assert.deepEqual(await ask("query { viewer { id } }", "main"), {
      errors: [{ message: "the local GitHub does not model this query" }],
    });
  });

  it("lists commits, trees and blobs", async () => {
    const { octokit, owner, repo } = test.github;
    const commit = pushBranch(test, "listed", "listed.txt", "content\n");
    const commits = (await octokit.rest.repos.listCommits({ owner, repo, sha: "listed", per_page: 1 })).data;
    const tree = gitIn(test.server.gitDir(repository), "rev-parse", "listed^{tree}");
    assert.deepEqual(
      commits.map((each) => [each.sha, each.commit.message, each.commit.tree.sha]),
      [[commit, "Change listed.txt", tree]],
    );
    const listed = (await octokit.rest.git.getTree({ owner, repo, tree_sha: commit, recursive: "true" })).data
      .tree;
    assert.deepEqual(
      listed.map(({ path, mode, type }) => [path, mode, type]),
      [
        ["README.md", "100644", "blob"],
        ["listed.txt", "100644", "blob"],
      ],
    );
    const blob = (await octokit.rest.git.getBlob({ owner, repo, file_sha: listed[1]!.sha })).data;
    assert.equal(Buffer.from(blob.content, "base64").toString(), "content\n");
    await assert.rejects(octokit.rest.git.getBlob({ owner, repo, file_sha: "0".repeat(40) }), /Not Found/);
    await assert.rejects(octokit.rest.git.getTree({ owner, repo, tree_sha: "0".repeat(40) }), /Not Found/);
  });
});
