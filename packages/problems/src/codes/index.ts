import { backstageCodes } from "./backstage";
import { catalogCodes } from "./catalog";
import { commandCodes } from "./command";
import { gitHubCodes } from "./gitHub";
import { harnessCodes } from "./harness";
import { lintCodes } from "./lint";
import { manifestCodes } from "./manifests";
import { networkCodes } from "./network";
import { policyCodes } from "./policy";
import { proposalCodes } from "./proposal";
import { serverCodes } from "./server";
import { simulationCodes } from "./simulation";
import { templateCodes } from "./template";
import { toolchainCodes } from "./toolchain";

/** What a code means and the exit code of a command that ends with it. One row each in docs/errors.md. */
export interface CodeInfo {
  readonly title: string;
  readonly exit: number;
}

/** Every code this project can print. Families: CAT the catalog, CMD commands and engine, HAR Harness and its provider, LINT rendered documents, POL policies, MAN generated manifests, TOOL the toolchain, SIM simulations, TPL templates, GIT GitHub and git, BST forms of Backstage, PRO proposals, SRV the REST server, NET proxies and certificates. */
export const codes = {
  ...catalogCodes,
  ...commandCodes,
  ...harnessCodes,
  ...lintCodes,
  ...templateCodes,
  ...policyCodes,
  ...manifestCodes,
  ...toolchainCodes,
  ...simulationCodes,
  ...gitHubCodes,
  ...backstageCodes,
  ...proposalCodes,
  ...serverCodes,
  ...networkCodes,
} as const satisfies Record<string, CodeInfo>;

export type ErrorCode = keyof typeof codes;
