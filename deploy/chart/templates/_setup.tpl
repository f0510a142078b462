{{/*
What a cluster needs before the operator acts on it: the same files that `xisuan install` applies, filled in alike. Each object bears the
digest of them all, by which the operator knows at its start whether the cluster is set up as its own version needs it.
*/}}
{{- define "xisuan.setup.digest" -}}
{{- $all := "" -}}
{{- range $path, $_ := .Files.Glob "files/crds/*.yaml" }}{{ $all = print $all ($.Files.Get $path) }}{{ end -}}
{{- range list "system" "marks" "tenants" "fence" "rights" "narrowed" }}{{ $all = print $all ($.Files.Get (printf "files/setup/%s.yaml" .)) }}{{ end -}}
{{- sha256sum $all | trunc 16 -}}
{{- end }}

{{/* The user that the operator is to the API server: its ServiceAccount. */}}
{{- define "xisuan.setup.user" -}}
system:serviceaccount:{{ include "xisuan.namespace" . }}:xisuan-operator
{{- end }}

{{/* The priority class that the cluster gives to pods that name none: asked for, unless it is named. */}}
{{- define "xisuan.setup.defaultClass" -}}
{{- if .Values.setup.defaultPriorityClass -}}
{{- .Values.setup.defaultPriorityClass -}}
{{- else -}}
{{- range (lookup "scheduling.k8s.io/v1" "PriorityClass" "" "").items }}{{ if .globalDefault }}{{ .metadata.name }}{{ end }}{{ end -}}
{{- end -}}
{{- end }}

{{/* Takes a list of the root and a file's name, and returns its objects. */}}
{{- define "xisuan.setup.file" -}}
{{- $root := index . 0 -}}
{{- $groups := $root.Values.setup.groups -}}
{{- $actions := ternary `["Deny", "Audit"]` `["Warn", "Audit"]` (eq $root.Values.setup.tenantPolicies "deny") -}}
{{- $text := $root.Files.Get (printf "files/setup/%s.yaml" (index . 1)) -}}
{{- if not $text }}{{ fail (printf "\nthis chart lacks its own file files/setup/%s.yaml: its links were lost where it was copied; take the chart from a release, or from a checkout with symbolic links" (index . 1)) }}{{ end -}}
{{- $text
  | replace "@OPERATOR_USER@" (include "xisuan.setup.user" $root)
  | replace "@OPERATOR_GROUP@" $groups.operators
  | replace "@OPERATIONS_GROUP@" $groups.operations
  | replace "@FINANCE_GROUP@" $groups.finance
  | replace "@TENANTS_GROUP@" $groups.tenants
  | replace "@TENANT_ACTIONS@" $actions
  | replace "@DEFAULT_CLASS@" (include "xisuan.setup.defaultClass" $root) -}}
{{- end }}
