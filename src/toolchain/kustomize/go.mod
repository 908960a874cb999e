module harness-catalog/toolchain/kustomize

go 1.25.0

require sigs.k8s.io/kustomize/kustomize/v5 v5.8.1
