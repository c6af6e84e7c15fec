{{- define "plane.webhook" -}}
{{- include "plane.deployment" (dict "root" . "component" "webhook" "settings" .Values.components.karmadaWebhook
  "kubeconfig" true
  "command" "/bin/karmada-webhook"
  "ports" (dict "https" 8443 "metrics" 8080)
  "probe" (dict "path" "/readyz" "port" "https" "scheme" "HTTPS")
  "live" "/readyz"
  "args" (list
    "--kubeconfig=/etc/karmada/config/kubeconfig"
    "--bind-address=0.0.0.0"
    "--cert-dir=/etc/karmada/pki"
    "--health-probe-bind-address=0"
    "--metrics-bind-address=:8080"
    "--secure-port=8443"
    "--tls-cert-file-name=server.crt"
    "--tls-min-version=1.3"
    "--tls-private-key-file-name=server.key"
  )
) }}
{{- end }}
