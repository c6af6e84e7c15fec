{{- /* Everything is closed, then one policy a component opens what it needs. */}}
{{- define "plane.networkPolicies" -}}
{{- if .Values.networkPolicy.enabled }}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "plane.meta" (dict "root" . "component" "default-deny") | nindent 2 }}
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
---
{{ include "plane.policy" (dict "root" . "component" "etcd") }}
  ingress:
    - from:
        {{- include "plane.pods" (dict "root" . "component" "apiserver") | nindent 8 }}
        {{- include "plane.pods" (dict "root" . "component" "aggregated-apiserver") | nindent 8 }}
      ports:
        - port: 2379
    - from:
        {{- include "plane.pods" (dict "root" . "component" "etcd") | nindent 8 }}
      ports:
        - port: 2379
        - port: 2380
  egress:
    {{- include "plane.toDNS" . | nindent 4 }}
    - to:
        {{- include "plane.pods" (dict "root" . "component" "etcd") | nindent 8 }}
      ports:
        - port: 2379
        - port: 2380
---
{{ include "plane.policy" (dict "root" . "component" "apiserver") }}
  ingress:
    - ports:
        - port: 5443
      {{- if or (eq .Values.exposure.type "ClusterIP") .Values.networkPolicy.allowFrom }}
      from:
        - podSelector: {}
        {{- with .Values.operatorNamespace }}
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: {{ . }}
        {{- end }}
        {{- with .Values.networkPolicy.allowFrom }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
  egress:
    {{- include "plane.toDNS" . | nindent 4 }}
    {{- include "plane.toEtcd" . | nindent 4 }}
    - to:
        {{- include "plane.pods" (dict "root" . "component" "aggregated-apiserver") | nindent 8 }}
        {{- include "plane.pods" (dict "root" . "component" "webhook") | nindent 8 }}
      ports:
        - port: 8443
---
{{ include "plane.policy" (dict "root" . "component" "aggregated-apiserver") }}
  ingress:
    {{- include "plane.fromAPI" . | nindent 4 }}
  egress:
    {{- include "plane.toDNS" . | nindent 4 }}
    {{- include "plane.toEtcd" . | nindent 4 }}
    {{- include "plane.toAPI" . | nindent 4 }}
    {{- include "plane.toMembers" . | nindent 4 }}
---
{{ include "plane.policy" (dict "root" . "component" "webhook") }}
  ingress:
    {{- include "plane.fromAPI" . | nindent 4 }}
  egress:
    {{- include "plane.toDNS" . | nindent 4 }}
    {{- include "plane.toAPI" . | nindent 4 }}
---
{{ include "plane.policy" (dict "root" . "component" "controller-manager") }}
  ingress: []
  egress:
    {{- include "plane.toDNS" . | nindent 4 }}
    {{- include "plane.toAPI" . | nindent 4 }}
    {{- include "plane.toMembers" . | nindent 4 }}
{{- range $component := list "kube-controller-manager" "scheduler" }}
---
{{ include "plane.policy" (dict "root" $ "component" $component) }}
  ingress: []
  egress:
    {{- include "plane.toDNS" $ | nindent 4 }}
    {{- include "plane.toAPI" $ | nindent 4 }}
{{- end }}
{{- end }}
{{- end }}

{{- define "plane.policy" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "plane.meta" . | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "plane.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
{{- end }}

{{- define "plane.pods" -}}
- podSelector:
    matchLabels:
      {{- include "plane.selector" . | nindent 6 }}
{{- end }}

{{- define "plane.fromAPI" -}}
- from:
    {{- include "plane.pods" (dict "root" . "component" "apiserver") | nindent 4 }}
  ports:
    - port: 8443
{{- end }}

{{- /* Cluster DNS answers from Pods, from an address of the node or from elsewhere: only its port is known. */}}
{{- define "plane.toDNS" -}}
- ports:
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
{{- end }}

{{- define "plane.toEtcd" -}}
- to:
    {{- include "plane.pods" (dict "root" . "component" "etcd") | nindent 4 }}
  ports:
    - port: 2379
{{- end }}

{{- define "plane.toAPI" -}}
- to:
    {{- include "plane.pods" (dict "root" . "component" "apiserver") | nindent 4 }}
  ports:
    - port: 5443
{{- end }}

{{- /* Anywhere but the link-local ranges, where clouds give away the credentials of the node. */}}
{{- define "plane.toMembers" -}}
- to:
    {{- range .Values.networkPolicy.memberCIDRs }}
    - ipBlock:
        cidr: {{ . | quote }}
        {{- if eq . "0.0.0.0/0" }}
        except:
          - 169.254.0.0/16
        {{- else if eq . "::/0" }}
        except:
          - fe80::/10
          - fd00:ec2::254/128
        {{- end }}
    {{- end }}
{{- end }}
