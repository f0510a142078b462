# shellcheck shell=bash
# Builds the programs and finds them again. The result lies in a folder of the user's cache that is named after what it
# was built from, so that every checkout with the same module files shares it.

readonly controlplane_names=(etcd kube-apiserver kube-controller-manager kube-scheduler kubectl testbed-keys)

# The version that a go.mod requires of a module: required_version FOLDER MODULE
required_version() {
  sed -n "s|^[[:space:]]*\(require \)\{0,1\}$2 \(v[0-9][0-9.]*\).*|\2|p" "$here/$1/go.mod" | head -n 1
}

kubernetes_version=$(required_version controlplane k8s.io/kubernetes)
readonly kubernetes_version

link_flags() {
  local minor=${kubernetes_version#v1.}
  printf -- '-s -w'
  local package
  for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
    printf -- ' -X %s.gitVersion=%s -X %s.gitMajor=1 -X %s.gitMinor=%s -X %s.gitCommit= -X %s.gitTreeState=archive' \
      "$package" "$kubernetes_version" "$package" "$package" "${minor%%.*}" "$package" "$package"
  done
}

# The name of what would be built: a hash of the module files and of the way they are built.
source_hash() {
  (
    cd "$here"
    export LC_ALL=C
    cat controlplane/go.mod controlplane/go.sum controlplane/*.go kwok/go.mod kwok/go.sum kwok/nodes-first.sed
    link_flags
  ) | sha256sum | cut -c 1-16
}

# The Go version that builds here, empty without one. An older Go than go.mod asks for fetches a newer one.
go_version() {
  command -v go >/dev/null || return 0
  (cd "$here/controlplane" && go env GOVERSION 2>/dev/null) || true
}

# Sets `bin` to the folder of the built programs, whichever Go built them; false when they are not built yet.
bin=''
find_built() {
  local hash candidate
  hash=$(source_hash)
  for candidate in "$cache_root/$hash"-go*; do
    if [[ -x $candidate/kwok && -x $candidate/kube-apiserver ]]; then bin=$candidate; fi
  done
  [[ -n $bin ]]
}

need_go() {
  [[ -n $(go_version) ]] && return
  local least
  least=$(sed -n 's/^go \([0-9]*\.[0-9]*\).*/\1/p' "$here/controlplane/go.mod")
  die "$exit_no_go" "building the control plane needs Go $least or later on the PATH (https://go.dev/dl/), only this once"
}

ensure_built() {
  find_built && return
  need_go
  say "building the control plane first: about ten minutes on two cores, once per user"
  build
}

build() {
  need_go
  mkdir -p "$cache_root"
  local target
  target="$cache_root/$(source_hash)-$(go_version)"
  exec 8>"$cache_root/build.lock"
  flock --nonblock 8 || { say "waiting for another build of this user to end"; flock 8; }
  if [[ -x $target/kwok && -x $target/kube-apiserver ]]; then
    say "already built: $target"
  else
    build_into "$target"
  fi
  exec 8>&-
  bin=$target
}

# Builds into a temporary folder and renames it: a folder of the final name is always whole.
build_into() {
  local target=$1 temporary started=$SECONDS
  temporary=$(mktemp -d "$cache_root/building.XXXXXX")
  # shellcheck disable=SC2064 # the folder's name is meant as it is now
  trap "rm -rf '$temporary'" EXIT
  compile controlplane -ldflags "$(link_flags)" -o "$temporary/controlplane" .
  patch_kwok "$temporary/work"
  compile kwok -ldflags '-s -w' -modfile "$temporary/work/go.mod" -o "$temporary/kwok" sigs.k8s.io/kwok/cmd/kwok
  chmod -R u+w "$temporary/work"
  rm -rf "$temporary/work"
  local link
  for link in "${controlplane_names[@]}"; do ln -s controlplane "$temporary/$link"; done
  chmod 755 "$temporary"
  mv -T "$temporary" "$target"
  trap - EXIT
  say "built in $((SECONDS - started)) s: $target"
}

# compile FOLDER BUILD-ARGUMENT...
compile() {
  local folder=$1
  shift
  say "compiling $folder ($kubernetes_version, $(go_version))"
  (cd "$here/$folder" && CGO_ENABLED=0 go build -trimpath "$@") >&2 ||
    die "$exit_internal" "Go could not build $here/$folder; its messages are above"
}

# Writes to FOLDER a go.mod that builds a changed copy of kwok; kwok/nodes-first.sed says what and why. The copy is made
# of what Go has checked against go.sum.
patch_kwok() {
  local folder=$1 source changed=pkg/kwok/controllers/controller.go
  source=$(cd "$here/kwok" && go mod download sigs.k8s.io/kwok >&2 && go list -m -f '{{.Dir}}' sigs.k8s.io/kwok) ||
    die "$exit_internal" "Go could not fetch kwok; its messages are above"
  mkdir -p "$folder/kwok/${changed%/*}"
  cp -r "$source"/{go.mod,cmd,pkg} "$folder/kwok"
  chmod -R u+w "$folder/kwok"
  sed -f "$here/kwok/nodes-first.sed" "$source/$changed" >"$folder/kwok/$changed"
  ! cmp -s "$source/$changed" "$folder/kwok/$changed" ||
    die "$exit_internal" "kwok/nodes-first.sed does not fit this version of kwok"
  cp "$here/kwok/go.sum" "$folder"
  { cat "$here/kwok/go.mod" && printf '\nreplace sigs.k8s.io/kwok => %s\n' "$folder/kwok"; } >"$folder/go.mod"
}
