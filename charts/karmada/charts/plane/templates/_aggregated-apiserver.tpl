{{- define "plane.aggregatedApiserver" -}}
{{- /* It never ends by itself while somebody watches through it, and kube-apiserver waits for it when both end. */}}
{{- include "plane.deployment" (dict "root" . "component" "aggregated-apiserver" "settings" .Values.components.karmadaAggregatedAPIServer
  "kubeconfig" true
  "grace" 3
  "command" "/bin/karmada-aggregated-apiserver"
  "ports" (dict "https" 8443)
  "probe" (dict "path" "/readyz" "port" "https" "scheme" "HTTPS")
  "live" "/livez"
  "args" (list
    "--kubeconfig=/etc/karmada/config/kubeconfig"
    "--authentication-kubeconfig=/etc/karmada/config/kubeconfig"
    "--authorization-kubeconfig=/etc/karmada/config/kubeconfig"
    (printf "--etcd-servers=https://%s:2379" (include "plane.host" (dict "root" . "component" "etcd")))
    "--etcd-cafile=/etc/karmada/pki/etcd-ca.crt"
    "--etcd-certfile=/etc/karmada/pki/etcd-client.crt"
    "--etcd-keyfile=/etc/karmada/pki/etcd-client.key"
    "--etcd-prefix=/registry"
    "--profiling=false"
    "--secure-port=8443"
    "--tls-cert-file=/etc/karmada/pki/server.crt"
    "--tls-private-key-file=/etc/karmada/pki/server.key"
    "--tls-min-version=VersionTLS13"
  )
) }}
{{- end }}
