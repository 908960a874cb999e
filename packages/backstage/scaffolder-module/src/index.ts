/** Backstage backend module: `backend.add(import("backstage-plugin-scaffolder-backend-module-harness-catalog"))`. */
import { coreServices, createBackendModule } from "@backstage/backend-plugin-api";
import { scaffolderActionsExtensionPoint } from "@backstage/plugin-scaffolder-node";
import { addServiceAction } from "./addService";
import { fetchAction } from "./fetch";
import { removeServiceAction } from "./removeService";

/** Adds the actions `harness-catalog:fetch`, `harness-catalog:service:add` and `harness-catalog:service:remove`. */
export default createBackendModule({
  pluginId: "scaffolder",
  moduleId: "harness-catalog",
  register(env) {
    env.registerInit({
      deps: { scaffolder: scaffolderActionsExtensionPoint, reader: coreServices.urlReader },
      async init({ scaffolder, reader }) {
        scaffolder.addActions(fetchAction(reader), addServiceAction(), removeServiceAction());
      },
    });
  },
});
