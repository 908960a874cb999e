/** Problems with GitHub and with git. */
export const gitHubCodes = {
  GIT001: { title: "There are no credentials for GitHub", exit: 1 },
  GIT002: { title: "No repository is named", exit: 1 },
  GIT003: { title: "GitHub refused or could not be reached", exit: 1 },
  GIT004: { title: "The owners of changed entries have not approved", exit: 1 },
} as const;
