/** The stages of pipelines, all of them links to templates. */
export { approvalStage, type Approvers, type ApprovalSubject } from "./approval";
export { bakeStage } from "./bake";
export { changeWindowStage, type WindowGuard } from "./changeWindow";
export { deployStage, type Deployment, type DeploymentSettings } from "./deploy";
export type { StageHead, TemplateLink } from "./link";
