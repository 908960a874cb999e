/** Problems of the template library and of moving to another version. 00x the files, 01x against what is deployed. */
export const templateCodes = {
  TPL001: { title: "The template library cannot be read", exit: 1 },
  TPL002: { title: "A file of the template library is no template version", exit: 1 },
  TPL010: { title: "The body of a deployed template version has changed", exit: 1 },
  TPL011: { title: "A template's inputs break without a new major version", exit: 1 },
  TPL012: { title: "A template version skips a ring", exit: 1 },
} as const;
