/**
 * Rules of the lint that Harness itself does not keep when something is saved, each with the official acceptance test
 * that saves such a document. The sandbox does not enforce them; what is rendered still has to keep them.
 */
export const lintExceptions: Readonly<Record<string, string>> = {
  strayRoot: "TestAccResourceEnvironment_withYaml",
  serviceDefinition: "TestAccResourceService",
};
