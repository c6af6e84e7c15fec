{{- /* One for all: every Pod finds its own identity under the same file names, so that a renewed certificate changes no object but its Secret. */}}
{{- define "plane.kubeconfig" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "plane.meta" (dict "root" . "component" "kubeconfig") | nindent 2 }}
data:
  kubeconfig: |
    apiVersion: v1
    kind: Config
    clusters:
      - name: plane
        cluster:
          server: https://{{ include "plane.host" (dict "root" . "component" "apiserver") }}:5443
          certificate-authority: /etc/karmada/pki/ca.crt
    users:
      - name: component
        user:
          client-certificate: /etc/karmada/pki/client.crt
          client-key: /etc/karmada/pki/client.key
    contexts:
      - name: plane
        context:
          cluster: plane
          user: component
    current-context: plane
{{- end }}
