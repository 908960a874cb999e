/** The head of the OpenAPI document; the rest of it is made from the routes. */
export const openApiInfo = {
  openapi: "3.1.0",
  info: {
    title: "harness-catalog",
    version: "1.0.0",
    description:
      "Proposes changes of the service catalog as pull requests, and reads it. Nothing here writes to Harness: that happens when a pull request is merged.",
  },
  tags: [
    { name: "read", description: "The catalog of the base branch" },
    { name: "propose", description: "Each call ends in a branch and a pull request" },
    { name: "webhooks", description: "Events of the repository" },
    { name: "server", description: "Health and codes" },
    { name: "gone", description: "Operations of older designs; each answers 410 and says what to use" },
  ],
};
