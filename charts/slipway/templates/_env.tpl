{{/* Every variable is one that operator/src/config.ts knows; it refuses any other SLIPWAY_ name. */}}
{{- define "slipway.env" -}}
- name: POD_NAME
  valueFrom: { fieldRef: { fieldPath: metadata.name } }
- name: POD_NAMESPACE
  valueFrom: { fieldRef: { fieldPath: metadata.namespace } }
- name: SLIPWAY_SERVICE_ACCOUNT
  valueFrom: { fieldRef: { fieldPath: spec.serviceAccountName } }
- { name: SLIPWAY_WATCH_NAMESPACES, value: {{ join "," .Values.watchNamespaces | quote }} }
- { name: SLIPWAY_LEADER_ELECTION, value: "on" }
- { name: SLIPWAY_PLANE_ACCESS, value: {{ .Values.planeAccess }} }
- { name: SLIPWAY_MEMBER_ALLOWED_CIDRS, value: {{ join "," .Values.memberAddresses.allowedCIDRs | quote }} }
- { name: SLIPWAY_MEMBER_DENIED_CIDRS, value: {{ join "," .Values.memberAddresses.deniedCIDRs | quote }} }
- { name: SLIPWAY_HELM_BINARY, value: /usr/local/bin/helm }
- { name: SLIPWAY_HELM_HOME, value: /var/lib/slipway/helm }
- { name: SLIPWAY_METRICS_PORT, value: "8080" }
- { name: SLIPWAY_HEALTH_PORT, value: "8081" }
- { name: SLIPWAY_LOG_LEVEL, value: {{ .Values.logLevel }} }
- { name: SLIPWAY_CONCURRENT_INSTANCES, value: {{ .Values.concurrency.instances | quote }} }
- { name: SLIPWAY_CONCURRENT_MEMBERS, value: {{ .Values.concurrency.members | quote }} }
- { name: SLIPWAY_CONCURRENT_HELM, value: {{ .Values.concurrency.helm | quote }} }
{{- end }}
