{{/* The namespace that the policies name: see k8s-operator's act/fence.yaml. */}}
{{- define "xisuan.namespace" -}}xisuan-system{{- end }}

{{- define "xisuan.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: xisuan
{{- end }}

{{/* What selects the operator's pods; it can never change. */}}
{{- define "xisuan.operator.selector" -}}
app.kubernetes.io/name: xisuan
app.kubernetes.io/component: operator
{{- end }}

{{/* What selects the agent's pods; it can never change. */}}
{{- define "xisuan.agent.selector" -}}
app.kubernetes.io/name: xisuan-agent
{{- end }}

{{- define "xisuan.image" -}}
{{- $image := .Values.image -}}
{{- with $image.registry }}{{ trimSuffix "/" . }}/{{ end -}}
{{- $image.repository -}}
{{- if $image.digest }}@{{ $image.digest }}{{ else }}:{{ $image.tag | default .Chart.AppVersion }}{{ end -}}
{{- end }}

{{- define "xisuan.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- end }}

{{/* "yes" when the books lie on a PostgreSQL server. */}}
{{- define "xisuan.onServer" -}}
{{- if .Values.store.postgresql.url }}yes{{ end -}}
{{- end }}

{{- define "xisuan.backup.selector" -}}
app.kubernetes.io/name: xisuan-backup
app.kubernetes.io/component: backup
{{- end }}

{{- define "xisuan.backup.args" -}}
{{- $backup := .Values.backup -}}
- backup
- create
- --to=/backup
- --keep-last={{ $backup.keepLast }}
- --keep-daily={{ $backup.keepDaily }}
- --keep-monthly={{ $backup.keepMonthly }}
{{- end }}

{{/* The ports of all hosts in the server's URL, each once, as items of a NetworkPolicy; an address of IPv6 stands in brackets. */}}
{{- define "xisuan.serverPorts" -}}
{{- $hosts := regexFind "^jdbc:postgresql://[^/?]+" .Values.store.postgresql.url | trimPrefix "jdbc:postgresql://" -}}
{{- $ports := list -}}
{{- range splitList "," $hosts }}{{ $ports = append $ports (regexFind ":[0-9]+$" . | trimPrefix ":" | default "5432") }}{{ end -}}
{{- range uniq $ports }}
- {protocol: TCP, port: {{ . }}}
{{- end }}
{{- end }}

{{/* Who the program is to the server. */}}
{{- define "xisuan.serverUser" -}}
{{- $server := .Values.store.postgresql -}}
- name: PGUSER
  valueFrom:
    secretKeyRef:
      name: {{ $server.existingSecret }}
      key: {{ $server.usernameKey }}
- name: PGPASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $server.existingSecret }}
      key: {{ $server.passwordKey }}
{{- end }}

{{/* What the restricted profile of pod security asks of a pod. */}}
{{- define "xisuan.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .Values.operator.runAsUser }}
runAsGroup: {{ .Values.operator.runAsUser }}
fsGroup: {{ .Values.operator.runAsUser }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{/* What it asks of a container, and a root that nobody writes to. */}}
{{- define "xisuan.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}
