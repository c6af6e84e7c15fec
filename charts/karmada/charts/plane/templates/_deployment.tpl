{{- /* A Deployment and, above one replica, its disruption budget. Takes what plane.pod takes. */}}
{{- define "plane.deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "plane.meta" . | nindent 2 }}
spec:
  replicas: {{ .settings.replicas }}
  revisionHistoryLimit: 2
  {{- /* The new Pod is ready before the old one ends; where only one may act, the lease says which. */}}
  strategy:
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
  selector:
    matchLabels:
      {{- include "plane.selector" . | nindent 6 }}
  template:
    {{- include "plane.pod" . | nindent 4 }}
{{ include "plane.disruptionBudget" . }}
{{- end }}

{{- /* With one replica a budget would only hold up whoever drains the node. */}}
{{- define "plane.disruptionBudget" -}}
{{- if gt (int .settings.replicas) 1 }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- include "plane.meta" . | nindent 2 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      {{- include "plane.selector" . | nindent 6 }}
{{- end }}
{{- end }}
