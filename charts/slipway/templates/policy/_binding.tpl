{{/* These policies speak of the operator alone; everybody else passes untouched. */}}
{{- define "slipway.onlyOperator" -}}
- name: is-the-operator
  expression: request.userInfo.username == '{{ include "slipway.user" . }}'
{{- end }}

{{- define "slipway.policyBinding" -}}
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: {{ .name }}
  labels: {{- include "slipway.labels" .root | nindent 4 }}
spec:
  policyName: {{ .name }}
  validationActions: [Deny]
{{- end }}
