{{- define "plane.services" -}}
{{- $apiserver := dict "root" . "component" "apiserver" }}
{{- $etcd := dict "root" . "component" "etcd" }}
apiVersion: v1
kind: Service
metadata:
  {{- include "plane.meta" $apiserver | nindent 2 }}
spec:
  type: {{ .Values.exposure.type }}
  {{- /* In the first stage nobody but the operator asks, and it asks /readyz itself: no need to wait for the kubelet's answer. */}}
  publishNotReadyAddresses: {{ eq .Values.stage "Foundation" }}
  selector:
    {{- include "plane.selector" $apiserver | nindent 4 }}
  ports:
    - name: https
      port: 5443
      targetPort: https
      {{- if and (eq .Values.exposure.type "NodePort") .Values.exposure.nodePort }}
      nodePort: {{ .Values.exposure.nodePort }}
      {{- end }}
---
apiVersion: v1
kind: Service
metadata:
  {{- include "plane.meta" $etcd | nindent 2 }}
spec:
  {{- /* A lone member is dialled as soon as it runs; of several, only those that are ready. */}}
  publishNotReadyAddresses: {{ eq (int .Values.components.etcd.replicas) 1 }}
  selector:
    {{- include "plane.selector" $etcd | nindent 4 }}
  ports:
    - name: client
      port: 2379
      targetPort: client
---
apiVersion: v1
kind: Service
metadata:
  {{- include "plane.meta" (merge (dict "name" "etcd-peer") $etcd) | nindent 2 }}
spec:
  clusterIP: None
  {{- /* Members have to find each other before any of them can be ready. */}}
  publishNotReadyAddresses: true
  selector:
    {{- include "plane.selector" $etcd | nindent 4 }}
  ports:
    - name: peer
      port: 2380
      targetPort: peer
{{- range $component := list "aggregated-apiserver" "webhook" }}
{{- $server := dict "root" $ "component" $component }}
---
apiVersion: v1
kind: Service
metadata:
  {{- include "plane.meta" $server | nindent 2 }}
spec:
  selector:
    {{- include "plane.selector" $server | nindent 4 }}
  ports:
    - name: https
      port: 443
      targetPort: https
{{- end }}
{{- end }}
