{{- define "plane.apiserver" -}}
{{- /* The image gives the binary this capability as a file attribute: where the bounding set lacks it, the kernel refuses to start it. */}}
{{- include "plane.deployment" (dict "root" . "component" "apiserver" "settings" .Values.components.karmadaAPIServer
  "command" "/usr/local/bin/kube-apiserver"
  "capabilities" (list "NET_BIND_SERVICE")
  "grace" 15
  "ports" (dict "https" 5443)
  "probe" (dict "path" "/readyz" "port" "https" "scheme" "HTTPS")
  "live" "/livez"
  "args" (list
    "--secure-port=5443"
    "--tls-cert-file=/etc/karmada/pki/server.crt"
    "--tls-private-key-file=/etc/karmada/pki/server.key"
    "--tls-min-version=VersionTLS13"
    "--client-ca-file=/etc/karmada/pki/ca.crt"
    "--authorization-mode=RBAC"
    "--allow-privileged=true"
    "--disable-admission-plugins=ServiceAccount,StorageObjectInUseProtection"
    (printf "--etcd-servers=https://%s:2379" (include "plane.host" (dict "root" . "component" "etcd")))
    "--etcd-cafile=/etc/karmada/pki/etcd-ca.crt"
    "--etcd-certfile=/etc/karmada/pki/etcd-client.crt"
    "--etcd-keyfile=/etc/karmada/pki/etcd-client.key"
    "--etcd-prefix=/registry"
    "--max-requests-inflight=1500"
    "--max-mutating-requests-inflight=500"
    "--profiling=false"
    "--proxy-client-cert-file=/etc/karmada/pki/front-proxy-client.crt"
    "--proxy-client-key-file=/etc/karmada/pki/front-proxy-client.key"
    "--requestheader-allowed-names=front-proxy-client"
    "--requestheader-client-ca-file=/etc/karmada/pki/front-proxy-ca.crt"
    "--requestheader-extra-headers-prefix=X-Remote-Extra-"
    "--requestheader-group-headers=X-Remote-Group"
    "--requestheader-username-headers=X-Remote-User"
    "--service-account-issuer=https://kubernetes.default.svc"
    "--service-account-key-file=/etc/karmada/pki/service-account.pub"
    "--service-account-signing-key-file=/etc/karmada/pki/service-account.key"
    "--service-cluster-ip-range=10.96.0.0/12"
    "--shutdown-delay-duration=2s"
    "--shutdown-watch-termination-grace-period=3s"
  )
) }}
{{- end }}
