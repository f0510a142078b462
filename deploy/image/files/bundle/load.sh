#!/bin/sh
# Loads the image of this machine's processor into its container engine, or all of them to a registry:
#   ./load.sh                       docker, podman, nerdctl or ctr, whichever is there
#   ./load.sh REGISTRY/PROJECT      to a registry of yours, with skopeo, as one image REGISTRY/PROJECT/xisuan:VERSION for all processors
#                                   that are here; then: helm install --set image.repository=REGISTRY/PROJECT/xisuan
# 把镜像装入本机的容器引擎，或用 skopeo 推送到自己的镜像仓库。
set -eu
cd "$(dirname -- "$0")"
./verify.sh

if [ $# -gt 0 ]; then
  command -v skopeo >/dev/null 2>&1 || { echo "load: copying to a registry needs skopeo (package skopeo)" >&2; exit 3; }
  if command -v sha256sum >/dev/null 2>&1; then sum="sha256sum"; else sum="shasum -a 256"; fi
  layout=$(mktemp -d "${TMPDIR:-/tmp}/xisuan-load.XXXXXX")
  trap 'rm -rf "$layout"' EXIT
  trap 'exit 1' HUP INT TERM
  # Pods ask for one name on nodes of every processor: an index over what each archive's own index names.
  manifests=
  for archive in images/*.tar; do
    tar -xf "$archive" -C "$layout"
    manifest=$(sed -e 's/.*"manifests":\[\(.*\)\].*/\1/' -e 's/,"annotations":{[^}]*}//' "$layout/index.json")
    manifests=$manifests${manifests:+,}$manifest
    version=${archive##*/xisuan-} && version=${version%-linux-*.tar}
  done
  type='"mediaType":"application/vnd.oci.image.index.v1+json"'
  printf '{"schemaVersion":2,%s,"manifests":[%s]}' "$type" "$manifests" >"$layout/whole"
  digest=$($sum "$layout/whole") && digest=${digest%% *}
  size=$(($(wc -c <"$layout/whole")))
  mv "$layout/whole" "$layout/blobs/sha256/$digest"
  printf '{"schemaVersion":2,%s,"manifests":[{%s,"digest":"sha256:%s","size":%d,"annotations":{"org.opencontainers.image.ref.name":"%s"}}]}' \
    "$type" "$type" "$digest" "$size" "$version" >"$layout/index.json"
  skopeo copy --all "oci:$layout:$version" "docker://$1/xisuan:$version"
  exit 0
fi

case $(uname -m) in
  x86_64) processor=amd64 ;;
  aarch64 | arm64) processor=arm64 ;;
  *) echo "load: no image for $(uname -m) is in the bundle" >&2; exit 2 ;;
esac
archive=$(ls images/*-linux-$processor.tar 2>/dev/null | head -n 1)
[ -n "$archive" ] || { echo "load: no image for $processor is in the bundle" >&2; exit 2; }
for engine in docker podman; do
  if command -v $engine >/dev/null 2>&1; then exec $engine load -i "$archive"; fi
done
# The kubelet looks in containerd's namespace k8s.io alone.
if command -v nerdctl >/dev/null 2>&1; then exec nerdctl --namespace k8s.io load -i "$archive"; fi
if command -v ctr >/dev/null 2>&1; then exec ctr --namespace k8s.io images import "$archive"; fi
echo "load: neither docker, podman, nerdctl nor ctr is here" >&2
exit 3
