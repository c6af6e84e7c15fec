{{- /* Without rights, and its token is in no Pod: it is there so that the namespace's default account is not used. */}}
{{- define "plane.serviceAccount" -}}
{{- if gt (len .Release.Name) 40 }}
{{- fail "the release name is longer than 40 characters: the names of its Services would be too long" }}
{{- end }}
apiVersion: v1
kind: ServiceAccount
metadata:
  {{- include "plane.meta" (dict "root" . "component" "plane") | nindent 2 }}
automountServiceAccountToken: false
{{- end }}
