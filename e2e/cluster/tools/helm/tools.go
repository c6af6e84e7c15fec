//go:build tools

// Package tools pins the Go commands that need newer k8s.io versions than the
// cluster itself: Helm, and kwok for the nodes of member clusters.
package tools

import (
	_ "helm.sh/helm/v4/cmd/helm"
	_ "sigs.k8s.io/kwok/cmd/kwok"
)
