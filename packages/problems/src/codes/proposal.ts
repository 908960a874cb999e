/** Problems of proposals: the catalog's repository, its branches and pull requests. */
export const proposalCodes = {
  PRO001: { title: "The repository cannot be reached", exit: 1 },
  PRO002: { title: "An open proposal says something else", exit: 1 },
  PRO003: { title: "The repository refused the branch", exit: 1 },
  PRO004: { title: "The branch is being changed by others all the time", exit: 1 },
  PRO005: { title: "The repository holds no catalog there", exit: 1 },
  PRO006: { title: "The catalog of the base branch is not valid", exit: 1 },
  PRO007: { title: "No repository to propose to", exit: 1 },
  PRO008: { title: "Git failed", exit: 1 },
} as const;
