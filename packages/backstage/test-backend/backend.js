"use strict";
/**
 * A real Backstage backend with what the forms need: the catalog, the scaffolder with its GitHub actions, and the module
 * of this repository. Run by the tests as `node backend.js MODULE --config FILE`, where MODULE is the folder of the packed module; prints "ready" when it answers.
 */
const { createBackend } = require("@backstage/backend-defaults");

const backend = createBackend();
backend.add(require("@backstage/plugin-catalog-backend").default);
backend.add(require("@backstage/plugin-catalog-backend-module-scaffolder-entity-model").default);
backend.add(require("@backstage/plugin-scaffolder-backend").default);
backend.add(require("@backstage/plugin-scaffolder-backend-module-github").default);
backend.add(require(process.argv[2]).default);

backend.start().then(
  () => console.log("ready"),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
