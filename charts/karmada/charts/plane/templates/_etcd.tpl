{{- define "plane.etcd" -}}
{{- $settings := .Values.components.etcd }}
{{- $peers := include "plane.host" (dict "root" . "component" "etcd-peer") }}
{{- $members := list }}
{{- range $index := until (int $settings.replicas) }}
{{- $member := printf "%s-etcd-%d" $.Release.Name $index }}
{{- $members = append $members (printf "%s=https://%s.%s:2380" $member $member $peers) }}
{{- end }}
{{- $etcd := dict "root" . "component" "etcd" "settings" $settings
  "volume" "data"
  "grace" 30
  "command" "/usr/local/bin/etcd"
  "ports" (dict "client" 2379 "peer" 2380 "metrics" 2381)
  "probe" (dict "path" "/readyz" "port" "metrics" "scheme" "HTTP")
  "live" "/livez"
  "args" (list
    "--name=$(POD_NAME)"
    "--data-dir=/var/lib/etcd/data"
    (printf "--initial-cluster=%s" (join "," $members))
    (printf "--initial-cluster-token=%s" .Release.Namespace)
    "--listen-client-urls=https://0.0.0.0:2379"
    (printf "--advertise-client-urls=https://$(POD_NAME).%s:2379" $peers)
    "--client-cert-auth=true"
    "--trusted-ca-file=/etc/karmada/pki/ca.crt"
    "--cert-file=/etc/karmada/pki/server.crt"
    "--key-file=/etc/karmada/pki/server.key"
    "--listen-peer-urls=https://0.0.0.0:2380"
    (printf "--initial-advertise-peer-urls=https://$(POD_NAME).%s:2380" $peers)
    "--peer-client-cert-auth=true"
    "--peer-trusted-ca-file=/etc/karmada/pki/ca.crt"
    "--peer-cert-file=/etc/karmada/pki/peer.crt"
    "--peer-key-file=/etc/karmada/pki/peer.key"
    "--tls-min-version=TLS1.3"
    "--listen-metrics-urls=http://0.0.0.0:2381"
    "--enable-grpc-gateway=false"
    "--snapshot-count=10000"
  )
}}
apiVersion: apps/v1
kind: StatefulSet
metadata:
  {{- include "plane.meta" $etcd | nindent 2 }}
spec:
  replicas: {{ $settings.replicas }}
  serviceName: {{ .Release.Name }}-etcd-peer
  podManagementPolicy: Parallel
  revisionHistoryLimit: 2
  selector:
    matchLabels:
      {{- include "plane.selector" $etcd | nindent 6 }}
  template:
    {{- include "plane.pod" $etcd | nindent 4 }}
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes:
          - ReadWriteOnce
        {{- with $settings.storage.storageClassName }}
        storageClassName: {{ . }}
        {{- end }}
        resources:
          requests:
            storage: {{ $settings.storage.size }}
{{ include "plane.disruptionBudget" $etcd }}
{{- end }}
