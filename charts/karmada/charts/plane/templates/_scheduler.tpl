{{- /* gRPC reads its certificate once, so the digest of it restarts the scheduler; every other component reloads its files. */}}
{{- define "plane.scheduler" -}}
{{- $digest := .Values.certificates.scheduler.digest }}
{{- include "plane.deployment" (dict "root" . "component" "scheduler" "settings" .Values.components.karmadaScheduler
  "kubeconfig" true
  "annotations" ($digest | empty | ternary dict (dict "slipway.dev/certificate-digest" $digest))
  "command" "/bin/karmada-scheduler"
  "ports" (dict "health" 10351 "metrics" 8080)
  "probe" (dict "path" "/healthz" "port" "health" "scheme" "HTTP")
  "live" "/healthz"
  "args" (list
    "--kubeconfig=/etc/karmada/config/kubeconfig"
    "--health-probe-bind-address=:10351"
    "--leader-elect=true"
    "--leader-elect-resource-namespace=karmada-system"
    "--metrics-bind-address=:8080"
    "--scheduler-estimator-ca-file=/etc/karmada/pki/ca.crt"
    "--scheduler-estimator-cert-file=/etc/karmada/pki/client.crt"
    "--scheduler-estimator-key-file=/etc/karmada/pki/client.key"
  )
) }}
{{- end }}
