{{- /* Without unifiedAuth: on a member its objects bear the constant name karmada-impersonator, and planes that share the member would fight over them. */}}
{{- define "plane.controllerManager" -}}
{{- include "plane.deployment" (dict "root" . "component" "controller-manager" "settings" .Values.components.karmadaControllerManager
  "kubeconfig" true
  "command" "/bin/karmada-controller-manager"
  "ports" (dict "health" 10357 "metrics" 8080)
  "probe" (dict "path" "/healthz" "port" "health" "scheme" "HTTP")
  "live" "/healthz"
  "args" (list
    "--kubeconfig=/etc/karmada/config/kubeconfig"
    "--cluster-status-update-frequency=10s"
    "--controllers=*,-unifiedAuth"
    "--health-probe-bind-address=:10357"
    "--leader-elect=true"
    "--leader-elect-resource-namespace=karmada-system"
    "--metrics-bind-address=:8080"
  )
) }}
{{- end }}
