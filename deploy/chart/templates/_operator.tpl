{{/* The operator's pod: alone with a volume, or one of several with a server. */}}
{{- define "xisuan.operator.pod" -}}
{{- $operator := .Values.operator -}}
{{- $store := .Values.store -}}
{{- $server := include "xisuan.onServer" . -}}
metadata:
  labels:
    {{- include "xisuan.operator.selector" . | nindent 4 }}
    {{- include "xisuan.labels" . | nindent 4 }}
    {{- with $operator.podLabels }}{{ toYaml . | nindent 4 }}{{ end }}
  annotations:
    # A changed file starts the operator anew: it reads its options once.
    xisuan.io/config: {{ include "xisuan.operator.config" . | sha256sum | trunc 16 | quote }}
    {{- with $operator.podAnnotations }}{{ toYaml . | nindent 4 }}{{ end }}
spec:
  serviceAccountName: xisuan-operator
  {{- include "xisuan.pullSecrets" . | nindent 2 }}
  terminationGracePeriodSeconds: 30
  enableServiceLinks: false
  {{- with $operator.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  securityContext:
    {{- include "xisuan.podSecurity" . | nindent 4 }}
  containers:
    - name: operator
      image: {{ include "xisuan.image" . }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      args:
        - operator
        - --no-install
        - --cluster={{ $operator.cluster }}
        - --data=/var/lib/xisuan
        - --listen=:9461
        - --lease-seconds={{ $operator.leaseSeconds }}
        - --gang-start-seconds={{ $operator.gangStartSeconds }}
        - --first-retry-seconds={{ $operator.firstRetrySeconds }}
        {{- if $server }}
        - --db={{ $store.postgresql.url }}
        {{- end }}
        {{- if .Values.journalKey.existingSecret }}
        - --journal-key=/etc/xisuan/journal-key/{{ .Values.journalKey.key }}
        {{- end }}
        {{- if or .Values.exporters.list .Values.exporters.nodeAnnotations }}
        - --exporters=/etc/xisuan/config/exporters.yaml
        {{- end }}
        {{- if .Values.notices.existingSecret }}
        - --notices=/etc/xisuan/notices/{{ .Values.notices.key }}
        {{- end }}
        {{- if and .Values.backup.enabled (not $server) }}
        - --backups=/backup
        {{- end }}
        {{- range $operator.extraArgs }}
        - {{ . | quote }}
        {{- end }}
      env:
        - name: XISUAN_DATA
          value: /var/lib/xisuan
        - name: HOME
          value: /tmp
        {{- if $server }}
        {{- include "xisuan.serverUser" . | nindent 8 }}
        {{- end }}
        {{- with $operator.extraEnv }}{{ toYaml . | nindent 8 }}{{ end }}
      ports:
        - name: http
          containerPort: 9461
      startupProbe:
        httpGet:
          path: /healthz
          port: http
        periodSeconds: 2
        failureThreshold: 150
      readinessProbe:
        httpGet:
          path: /readyz
          port: http
        periodSeconds: 5
      livenessProbe:
        httpGet:
          path: /healthz
          port: http
        periodSeconds: 20
        timeoutSeconds: 5
      resources:
        {{- toYaml $operator.resources | nindent 8 }}
      securityContext:
        {{- include "xisuan.containerSecurity" . | nindent 8 }}
      volumeMounts:
        - name: data
          mountPath: /var/lib/xisuan
        - name: tmp
          mountPath: /tmp
        {{- if or .Values.exporters.list .Values.exporters.nodeAnnotations }}
        - name: config
          mountPath: /etc/xisuan/config
          readOnly: true
        {{- end }}
        {{- if .Values.journalKey.existingSecret }}
        - name: journal-key
          mountPath: /etc/xisuan/journal-key
          readOnly: true
        {{- end }}
        {{- if .Values.notices.existingSecret }}
        - name: notices
          mountPath: /etc/xisuan/notices
          readOnly: true
        {{- end }}
        {{- if and .Values.backup.enabled (not $server) }}
        # To tell how old the newest backup is.
        - name: backup
          mountPath: /backup
          readOnly: true
        {{- end }}
        {{- with $operator.extraVolumeMounts }}{{ toYaml . | nindent 8 }}{{ end }}
    {{- if and .Values.backup.enabled (not $server) }}
    # Beside the operator, since nobody else can mount its volume.
    - name: backup
      image: {{ include "xisuan.image" . }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      args:
        {{- include "xisuan.backup.args" . | nindent 8 }}
        - --data=/var/lib/xisuan
        - --every={{ .Values.backup.every }}
      env:
        - name: HOME
          value: /tmp
      resources:
        {{- toYaml .Values.backup.resources | nindent 8 }}
      securityContext:
        {{- include "xisuan.containerSecurity" . | nindent 8 }}
      volumeMounts:
        - name: data
          mountPath: /var/lib/xisuan
        - name: backup
          mountPath: /backup
        - name: tmp
          mountPath: /tmp
    {{- end }}
  volumes:
    - name: data
      {{- if $server }}
      # Books and journal are on the server; here is what one process keeps while it lives.
      emptyDir: {}
      {{- else }}
      persistentVolumeClaim:
        claimName: {{ $store.volume.existingClaim | default "xisuan-data" }}
      {{- end }}
    - name: tmp
      emptyDir: {}
    {{- if or .Values.exporters.list .Values.exporters.nodeAnnotations }}
    - name: config
      configMap:
        name: xisuan-operator
    {{- end }}
    {{- if .Values.journalKey.existingSecret }}
    - name: journal-key
      secret:
        secretName: {{ .Values.journalKey.existingSecret }}
    {{- end }}
    {{- if .Values.notices.existingSecret }}
    - name: notices
      secret:
        secretName: {{ .Values.notices.existingSecret }}
    {{- end }}
    {{- if and .Values.backup.enabled (not $server) }}
    - name: backup
      persistentVolumeClaim:
        claimName: {{ .Values.backup.volume.existingClaim | default "xisuan-backup" }}
    {{- end }}
    {{- with $operator.extraVolumes }}{{ toYaml . | nindent 4 }}{{ end }}
  {{- with $operator.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $operator.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if $operator.affinity }}
  affinity:
    {{- toYaml $operator.affinity | nindent 4 }}
  {{- else if gt (int .Values.replicas) 1 }}
  affinity:
    podAntiAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 100
          podAffinityTerm:
            topologyKey: kubernetes.io/hostname
            labelSelector:
              matchLabels:
                {{- include "xisuan.operator.selector" . | nindent 16 }}
  {{- end }}
{{- end }}

{{/* The operator's options file. */}}
{{- define "xisuan.operator.config" -}}
nodeAnnotations: {{ .Values.exporters.nodeAnnotations }}
exporters:
  {{- toYaml .Values.exporters.list | nindent 2 }}
{{- end }}
