{{- /*
The Pod template of every component. Takes
  root, component, settings (the component's values), command, args, ports {name: number},
  probe {path, port, scheme}, live (the path of the liveness probe)
and, where they apply,
  kubeconfig (mounts it), capabilities, annotations, grace (seconds to end in), volume (of etcd's data).
*/}}
{{- define "plane.pod" -}}
metadata:
  labels:
    {{- include "plane.selector" . | nindent 4 }}
  {{- with .annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ .root.Release.Name }}-plane
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ .grace | default 10 }}
  {{- /* Karmada's images name no user; files of volumes and Secrets are the group's. */}}
  securityContext:
    runAsNonRoot: true
    runAsUser: 65532
    runAsGroup: 65532
    fsGroup: 65532
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  topologySpreadConstraints:
    {{- include "plane.spread" . | nindent 4 }}
  containers:
    - name: {{ .component }}
      image: {{ .settings.image | quote }}
      imagePullPolicy: IfNotPresent
      command:
        - {{ .command }}
      args:
        {{- toYaml .args | nindent 8 }}
        {{- range .settings.extraArgs }}
        - {{ printf "--%s=%s" .name .value | quote }}
        {{- end }}
      {{- if .volume }}
      env:
        - name: POD_NAME
          valueFrom:
            fieldRef:
              fieldPath: metadata.name
      {{- end }}
      ports:
        {{- range $name, $port := .ports }}
        - name: {{ $name }}
          containerPort: {{ $port }}
        {{- end }}
      {{- include "plane.probes" . | nindent 6 }}
      resources:
        {{- toYaml .settings.resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop:
            - ALL
          {{- with .capabilities }}
          add:
            {{- toYaml . | nindent 12 }}
          {{- end }}
      volumeMounts:
        - name: pki
          mountPath: /etc/karmada/pki
          readOnly: true
        {{- if .kubeconfig }}
        - name: kubeconfig
          mountPath: /etc/karmada/config
          readOnly: true
        {{- end }}
        {{- with .volume }}
        - name: {{ . }}
          mountPath: /var/lib/etcd
        {{- end }}
  volumes:
    {{- /* Whole directories, never single files: a kubelet renews only directories. */}}
    - name: pki
      secret:
        secretName: {{ .root.Release.Name }}-{{ .component }}-pki
        {{- /* 0440, which YAML 1.1 and 1.2 read differently. */}}
        defaultMode: 288
    {{- if .kubeconfig }}
    - name: kubeconfig
      configMap:
        name: {{ .root.Release.Name }}-kubeconfig
    {{- end }}
{{- end }}

{{- /* A start may take two minutes and is seen within a second; what has run once is given 80 s before it is restarted. */}}
{{- define "plane.probes" -}}
startupProbe:
  httpGet:
    {{- toYaml .probe | nindent 4 }}
  periodSeconds: 1
  timeoutSeconds: 5
  failureThreshold: 120
readinessProbe:
  httpGet:
    {{- toYaml .probe | nindent 4 }}
  periodSeconds: 1
  timeoutSeconds: 5
  failureThreshold: 3
livenessProbe:
  httpGet:
    {{- toYaml (merge (dict "path" .live) .probe) | nindent 4 }}
  periodSeconds: 10
  timeoutSeconds: 15
  failureThreshold: 8
{{- end }}

{{- /* Replicas of one component, apart from each other: over nodes by preference, unless nodes or zones are asked for. */}}
{{- define "plane.spread" -}}
- topologyKey: kubernetes.io/hostname
  whenUnsatisfiable: {{ eq .root.Values.availability "Node" | ternary "DoNotSchedule" "ScheduleAnyway" }}
  {{- include "plane.spreadOver" . | nindent 2 }}
{{- if eq .root.Values.availability "Zone" }}
- topologyKey: topology.kubernetes.io/zone
  whenUnsatisfiable: DoNotSchedule
  {{- include "plane.spreadOver" . | nindent 2 }}
{{- end }}
{{- end }}

{{- /* Only Pods of one revision count, or the first new Pod of a rolling update would have nowhere to go. */}}
{{- define "plane.spreadOver" -}}
maxSkew: 1
labelSelector:
  matchLabels:
    {{- include "plane.selector" . | nindent 4 }}
matchLabelKeys:
  - {{ .volume | empty | ternary "pod-template-hash" "controller-revision-hash" }}
{{- end }}
