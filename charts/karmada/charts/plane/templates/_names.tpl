{{- /* The labels that selectors are built from: they never change. Takes {root, component}. */}}
{{- define "plane.selector" -}}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- /* Name and labels of one object. Takes {root, component} and, where it differs from the component, name. */}}
{{- define "plane.meta" -}}
name: {{ .root.Release.Name }}-{{ .name | default .component }}
labels:
  app.kubernetes.io/name: karmada
  app.kubernetes.io/managed-by: {{ .root.Release.Service }}
  {{- include "plane.selector" . | nindent 2 }}
  {{- with .root.Values.labels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}

{{- /* <service>.<namespace>.svc resolves whatever the cluster's domain is. Takes {root, component}. */}}
{{- define "plane.host" -}}
{{ .root.Release.Name }}-{{ .component }}.{{ .root.Release.Namespace }}.svc
{{- end }}
