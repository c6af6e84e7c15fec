{{- /* Only the controllers that a plane needs: any that acts on workloads would run the templates that Karmada propagates. */}}
{{- define "plane.kubeControllerManager" -}}
{{- $controllers := list "namespace-controller" "garbage-collector-controller" "serviceaccount-token-controller" "ttl-after-finished-controller" "clusterrole-aggregation-controller" }}
{{- include "plane.deployment" (dict "root" . "component" "kube-controller-manager" "settings" .Values.components.kubeControllerManager
  "kubeconfig" true
  "command" "/usr/local/bin/kube-controller-manager"
  "ports" (dict "https" 10257)
  "probe" (dict "path" "/healthz" "port" "https" "scheme" "HTTPS")
  "live" "/healthz"
  "args" (list
    "--kubeconfig=/etc/karmada/config/kubeconfig"
    (printf "--controllers=%s" (join "," $controllers))
    "--leader-elect=true"
    "--profiling=false"
    "--root-ca-file=/etc/karmada/pki/ca.crt"
    "--secure-port=10257"
    "--service-account-private-key-file=/etc/karmada/pki/service-account.key"
    "--tls-min-version=VersionTLS13"
    "--use-service-account-credentials=true"
  )
) }}
{{- end }}
