export { publishingRun, type Wanted } from "./artifacts";
export { connect, type GitHub } from "./client";
export { putComment, type CommentOutcome } from "./comments";
export { accessFromEnv, type Credentials, type GitHubAccess } from "./credentials";
export { closeIssue, putIssue, type IssueOutcome, type IssueText } from "./issues";
export {
  closePullRequest,
  findPullRequest,
  openPullRequest,
  type PullRequest,
  type PullRequestText,
} from "./pullRequests";
export { approvalsOf, membersOf, pullRequestsOf, putStatus, type Approvals, type Status } from "./reviews";
