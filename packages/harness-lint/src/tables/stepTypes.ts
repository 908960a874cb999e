/**
 * The step types of Harness. Sources, read on 2026-11-30: github.com/harness/harness-schema, v0/pipeline/steps, with the lists of
 * v0/template/template_config.yaml and of the stages (types whose file could not be read are named as the other files do);
 * the enumeration of entity types in the vendor's npm client of ng-manager, version 1.1.0. Both name types the other has not.
 */

/** Steps of Kubernetes deployments. */
export const kubernetesSteps: readonly string[] = (
  "K8sApply K8sBGSwapServices K8sBlueGreenDeploy K8sBlueGreenStageScaleDown K8sBlueGreenStageScaleUp " +
  "K8sCanaryDelete K8sCanaryDeploy K8sDelete K8sDiff K8sDryRun K8sPatch K8sProgressiveCanaryRollback " +
  "K8sRollingDeploy K8sRollingRollback K8sRollout K8sScale K8sTrafficRouting"
).split(" ");

/** Steps of ECS deployments. */
export const ecsSteps: readonly string[] = (
  "EcsBasicRollback EcsBlueGreenCreateService EcsBlueGreenRollback EcsBlueGreenSwapTargetGroups " +
  "EcsBlueGreenTrafficShift EcsCanaryDelete EcsCanaryDeploy EcsRollingDeploy EcsRollingRollback " +
  "EcsRunTask EcsScale EcsServiceSetup EcsUpgradeContainer"
).split(" ");

/** Steps of all other deployments, of GitOps and of provisioners. */
export const deliverySteps: readonly string[] = (
  "AppResize AppRollback AsgBlueGreenDeploy AsgBlueGreenRollback AsgBlueGreenSwapService " +
  "AsgCanaryDelete AsgCanaryDeploy AsgPhasedDeploy AsgRollback AsgRollingDeploy AsgRollingRollback " +
  "AsgScale AsgSetup AsgShiftTraffic AsgSteadyState AwsCdkBootstrap AwsCdkDeploy AwsCdkDestroy " +
  "AwsCdkDiff AwsCdkRollback AwsCdkSynth AwsLambdaCanaryDeploy AwsLambdaCanaryRollback AwsLambdaDeploy " +
  "AwsLambdaRollback AwsLambdaTrafficShift AwsSamBuild AwsSamDeploy AwsSamRollback AzureARMRollback " +
  "AzureContainerAppsDeploy AzureContainerAppsPrepareRollbackData AzureContainerAppsRollback " +
  "AzureContainerAppsTrafficShift AzureCreateARMResource AzureCreateBPResource AzureFunctionDeploy " +
  "AzureFunctionRollback AzureSlotDeployment AzureSwapSlot AzureTrafficShift AzureWebAppRollback " +
  "BGAppSetup BambooBuild BasicAppSetup CanaryAppSetup CdSscaEnforcement CdSscaOrchestration " +
  "CloudFunctionRollback CloudFunctionTrafficShift Command CreatePR CreateStack DeleteStack " +
  "DeployAwsAgentCoreRevision DeployCloudFunction DeployCloudFunctionGenOne " +
  "DeployCloudFunctionWithNoTraffic DeployGoogleAgentRuntimeRevision DownloadAwsS3 DownloadGcs " +
  "DownloadHarnessStore DownloadManifests ElastigroupBGStageSetup ElastigroupBlueGreenTrafficShift " +
  "ElastigroupDeploy ElastigroupRollback ElastigroupSetup ElastigroupSwapRoute FetchInstanceScript " +
  "GceProvisionBackendService GitOpsFetchLinkedApps GitOpsGetAppDetails GitOpsRollback GitOpsRollout " +
  "GitOpsSync GitOpsUpdateReleaseRepo GoogleCloudRunDeploy GoogleCloudRunJob " +
  "GoogleCloudRunPrepareRollbackData GoogleCloudRunRollback GoogleCloudRunTrafficShift " +
  "GoogleMigBlueGreenDeploy GoogleMigBlueGreenRollback GoogleMigDeploy GoogleMigSteadyState " +
  "GoogleMigTrafficShift HelmBGDeploy HelmBlueGreenSwapStep HelmCanaryDelete HelmCanaryDeploy " +
  "HelmDelete HelmDeploy HelmRollback JenkinsBuild MergePR RevertPR RollbackAwsAgentCoreRevision " +
  "RollbackCloudFunctionGenOne RollbackGoogleAgentRuntimeRevision RollbackStack RouteMapping " +
  "SalesforceApexTest SalesforceCreateScratchOrg SalesforceDeleteScratchOrg SalesforceDeploy " +
  "SalesforceDownloadDeployables SalesforceDownloadOrg SalesforceEvaluateDiff SalesforceQuickDeploy " +
  "SalesforceRollback SalesforceSourceBackup SalesforceValidate ServerlessAwsLambdaDeploy " +
  "ServerlessAwsLambdaDeployV2 ServerlessAwsLambdaPackageV2 ServerlessAwsLambdaPrepareRollbackV2 " +
  "ServerlessAwsLambdaRollback ServerlessAwsLambdaRollbackV2 ShellScriptProvision " +
  "ShiftAwsAgentCoreTraffic ShiftGoogleAgentRuntimeTraffic StandAloneTrafficShiftRollback SwapRollback " +
  "SwapRoutes TanzuCommand TasRollingDeploy TasRollingRollback TerraformApply TerraformCloudRollback " +
  "TerraformCloudRun TerraformDestroy TerraformPlan TerraformRollback TerragruntApply TerragruntDestroy " +
  "TerragruntPlan TerragruntRollback UpdateGitOpsApp"
).split(" ");

/** Steps that only builds have, unless a group brings a machine of its own. */
export const buildSteps: readonly string[] = (
  "ArtifactoryUpload BuildAndPushACR BuildAndPushDockerRegistry BuildAndPushECR BuildAndPushGAR " +
  "BuildAndPushGCR FilesUpload GCSUpload HarUpload RestoreCache RestoreCacheAzure RestoreCacheGCS " +
  "RestoreCacheS3 RunTests S3Upload SaveCache SaveCacheAzure SaveCacheGCS SaveCacheS3 Test"
).split(" ");

/** Feature flags and experiments. */
export const flagsSteps: readonly string[] = (
  "FMEFlagAddTargets FlagConfiguration FmeChangeProposalSubmit FmeConfigureSegmentRule " +
  "FmeFlagAddRemoveFlagsets FmeFlagAddRemoveTargets FmeFlagArchive FmeFlagCreate " +
  "FmeFlagDefaultAllocation FmeFlagDefinitionInstructions FmeFlagDelete FmeFlagKill " +
  "FmeFlagLimitExposure FmeFlagPatchDefinition FmeFlagReallocateTraffic FmeFlagRemoveTargets " +
  "FmeFlagRestore FmeFlagSetDynamicConfigurations FmeFlagSetImpressionTracking FmeFlagSetTargetingRules " +
  "FmeFlagSetTargets FmeFlagSetTreatments FmeFlagUpdate FmeFlagsetAddRemoveFlags FmeFlagsetCreate " +
  "FmeFlagsetDelete FmeMetricCheck FmeSegmentAddRemoveTargets FmeSegmentCreate FmeSegmentDelete " +
  "FmeSegmentSetTargetingRules FmeSegmentUpdate"
).split(" ");

/** Approvals, scripts, scans, supply chain, databases, portals and the rest. */
export const othersSteps: readonly string[] = (
  "AISRE_CreateAlert AISRE_CreateIncident AIVerifyNG AWSECR AWSSecurityHub Action Agent AiEval " +
  "AiEvalsRun AiTestAutomation AiVerify AnalyzeDeploymentImpact Anchore ApiTestRun AquaSecurity " +
  "AquaTrivy Background Bandit Barrier Bitrise BlackDuck Brakeman Burp CdStoPolicyEnforcement " +
  "ChangeAdvisor Chaos ChaosAction ChaosFault ChaosProbe Checkmarx CheckmarxOne Checkov Clair CodeQL " +
  "Container CookieCutter CortexCloud Coverity CreateCatalog CreateOrganisation CreateProject " +
  "CreateRepo CreateResource CustomApproval CustomIngest DBSchemaApply DBSchemaRollback " +
  "DBSchemaRollbackSQL DBSchemaUpdateSQL DBTestAndPreview DataTheorem DirectPush DockerContentTrust " +
  "Email EnforceAttestation EventListener EventListner External FlywayCommand FortifyOnDemand Fossa " +
  "GitClone Gitleaks GovernanceRuleAWS Grype HarnessApproval HarnessSAST HarnessSCA HsaRepoScan Http " +
  "IACMAnsiblePlugin IACMApproval IACMAwsCdkPlugin IACMBlastRadiusAgent IACMCheckov IACMCostEstimation " +
  "IACMModuleTestPlugin IACMOpenTofuPlugin IACMPrepareExecution IACMTFCompliance IACMTFLint IACMTFSec " +
  "IACMTerraformPlugin IACMTerragruntPlugin IdpAction JfrogXray JiraApproval JiraCreate JiraReleaseStep " +
  "JiraUpdate LiquibaseCommandStep LoadTest Mend Metasploit Modelscan Nessus NexusIQ Nikto Nmap Openvas " +
  "OsvScaner OsvScanner Owasp Plugin Policy PrismaCloud Prowler Qualys Queue RONotify Reapsaw " +
  "RegisterCatalog Run Security Semgrep ServiceNowApproval ServiceNowCreate ServiceNowImportSet " +
  "ServiceNowUpdate ShellScript ShiftLeft SlackNotify SlsaVerification Sniper Snyk Sonarqube " +
  "SscaAibomOrchestration SscaArtifactSigning SscaArtifactVerification SscaCompliance SscaEnforcement " +
  "SscaJunitAttestation SscaOrchestration SscaPrAttestation Sysdig Tenable Traceable " +
  "UpdateCatalogProperty Veracode Verify Wait Wiz Zap provenance"
).split(" ");
