/** A pipeline without a problem that uses most of what the lint looks at. */

/** Organization and project of all documents of the tests. */
export const scope = "  orgIdentifier: default\n  projectIdentifier: shop\n";

/** The pipeline. */
export const pipeline = `pipeline:
  name: orders-cd
  identifier: orders_cd
${scope}  tags:
    team: shop
  variables:
    - name: imageTag
      type: String
      value: <+input>.regex(^v[0-9]+$)
    - name: region
      type: String
      value: <+input>.default(north).allowedValues(north,south)
  stages:
    - stage:
        name: Test
        identifier: test
        template:
          templateRef: deploy
          versionLabel: 1.0.0
          templateInputs:
            type: Deployment
            delegateSelectors:
              - test-delegate
            spec:
              service:
                serviceRef: orders
              environment:
                environmentRef: test
                infrastructureDefinitions:
                  - identifier: test_north
    - stage:
        name: Gate
        identifier: gate
        type: Approval
        spec:
          execution:
            steps:
              - step:
                  type: HarnessApproval
                  name: Approve
                  identifier: approve
                  timeout: 7d
                  spec:
                    approvalMessage: Ship <+pipeline.variables.imageTag>?
                    includePipelineExecutionHistory: true
                    approvers:
                      userGroups: [account.shop]
                      minimumCount: 1
                      disallowPipelineExecutor: true
                    approverInputs:
                      - name: ticket
                        regex: ^CHG[0-9]+$
                    autoApproval:
                      action: APPROVE
                      scheduledDeadline:
                        time: 2026-12-01 09:00 AM
                        timeZone: Europe/Berlin
    - stage:
        name: Live
        identifier: live
        type: Deployment
        strategy:
          matrix:
            cell: [a, b]
        when:
          pipelineStatus: Success
          condition: <+pipeline.variables.region> == "north"
        spec:
          deploymentType: Kubernetes
          service:
            useFromStage:
              stage: test
          environment:
            environmentRef: live
            infrastructureDefinitions:
              - identifier: live_north
          execution:
            steps:
              - stepGroup:
                  name: Canary
                  identifier: canary
                  steps:
                    - step:
                        type: K8sCanaryDeploy
                        name: Deploy
                        description: cell <+matrix.cell>
                        identifier: canary_deploy
                        timeout: 10m
                        spec:
                          skipDryRun: false
                          instanceSelection:
                            type: Percentage
                            spec:
                              percentage: 10
                    - step:
                        type: Verify
                        name: Verify
                        identifier: verify
                        timeout: 2h
                        spec:
                          type: Canary
                          monitoredService:
                            type: Default
                            spec: {}
                          spec:
                            sensitivity: MEDIUM
                            duration: 10m
                    - step:
                        type: K8sCanaryDelete
                        name: Delete
                        identifier: canary_delete
                        timeout: 10m
                        spec: {}
              - step:
                  type: K8sRollingDeploy
                  name: Rolling
                  identifier: rolling
                  timeout: 10m
                  spec: {}
                  failureStrategies:
                    - onFailure:
                        errors: [Timeout]
                        action:
                          type: Retry
                          spec:
                            retryCount: 2
                            retryIntervals: [10s]
            rollbackSteps:
              - step:
                  type: K8sRollingRollback
                  name: Rollback
                  identifier: rollback
                  timeout: 10m
                  spec: {}
        failureStrategies:
          - onFailure:
              errors: [AllErrors]
              action:
                type: StageRollback
  notificationRules:
    - name: mail
      identifier: mail
      enabled: true
      pipelineEvents:
        - type: StageFailed
          forStages: [live]
      notificationMethod:
        type: Email
        spec:
          userGroups: []
          recipients: [shop@example.com]
`;
