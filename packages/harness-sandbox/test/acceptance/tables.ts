import { accessCases } from "./access";
import { connectorCases } from "./connectors";
import { deliveryCases } from "./delivery";
import { forceDeleteCases } from "./forceDelete";
import { governanceCases } from "./governance";
import { hierarchyCases } from "./hierarchy";
import { monitoringCases } from "./monitoring";
import { pipelineCases } from "./pipelines";
import { secretCases } from "./secrets";
import { templateCases } from "./templates";

/** The calls behind the official client's acceptance tests; what those get from Harness, they get here. */
export const tables = {
  hierarchy: hierarchyCases,
  access: accessCases,
  secrets: secretCases,
  connectors: connectorCases,
  delivery: deliveryCases,
  pipelines: pipelineCases,
  templates: templateCases,
  "force delete": forceDeleteCases,
  monitoring: monitoringCases,
  governance: governanceCases,
};
