# shellcheck shell=bash
# Starts and stops whole clusters. The state folder of one holds: parts (its processes), logs, pki, tokens.csv, audit,
# etcd, and kubeconfig with a file for each user.

# The programs' own identities, so that the audit log tells them apart; each may do everything.
readonly components=(system:kube-controller-manager system:kube-scheduler system:kwok)

group_of() {
  case $1 in
    xisuan-operator) echo xisuan:operators ;;
    ops) echo xisuan:operations ;;
    finance) echo xisuan:finance ;;
    tenant-*) echo xisuan:tenants ;;
    *) echo system:masters ;;
  esac
}

up() {
  local began dir="$state_root/$name"
  ensure_built
  began=$(milliseconds)
  take_lock
  ! any_alive "$dir" || die "$exit_failed" "the cluster $name is already running; testbed down --name $name stops it"
  trap 'abandon_start' EXIT
  trap 'exit 130' INT TERM
  start_with_retries "$dir"
  ((nodes == 0)) || create_nodes
  trap - EXIT INT TERM
  began=$(($(milliseconds) - began))
  say "the cluster $name is up after $(printf '%d.%03d' $((began / 1000)) $((began % 1000))) s"
  say "stop it with: testbed down --name $name"
  printf 'export KUBECONFIG=%q\n' "$dir/kubeconfig/admin"
}

# Kills one part and starts it again with the command line that it had; what it kept on the disk is what it finds.
restart() {
  local dir="$state_root/$name" pid port command=()
  ensure_built
  [[ -n $part ]] || usage_error "restart needs --part, one of ${restartable[*]}"
  take_lock
  pid=$(live_pids "$dir" "$part")
  [[ -n $pid ]] || die "$exit_failed" "the cluster $name runs no $part"
  port=$(sed -n "s/^$part $pid [0-9]* //p" "$dir/parts")
  mapfile -d '' -t command <"/proc/$pid/cmdline"
  kill -KILL "$pid"
  until ! part_alive "$dir" "$part"; do sleep 0.02; done
  sed -i "/^$part $pid /d" "$dir/parts"
  start_part "$dir" "$part" "$port" "${command[@]}"
  port=$(sed -n 's/^kube-apiserver [0-9]* [0-9]* //p' "$dir/parts")
  wait_for "$dir" "$part" 60 apiserver_ready "$dir" "$port" || die "$exit_failed" "the cluster $name does not answer with its new $part"
  say "$part of the cluster $name runs again"
}

milliseconds() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }

# One command at a time works on a name. The lock is on descriptor 9, which no started process inherits.
take_lock() {
  mkdir -p -m 700 "$state_root" "$state_root/.locks"
  exec 9>"$state_root/.locks/$name"
  flock --nonblock 9 || die "$exit_failed" "another testbed command is working on the cluster $name"
}

# The part that would not start, for the message.
guilty=''

# Another program may take a port between finding it free and using it: then all is tried again with other ports.
start_with_retries() {
  local dir=$1 attempt
  for attempt in 1 2 3; do
    prepare_state "$dir"
    if start_parts "$dir"; then return 0; fi
    grep -q 'address already in use' "$dir/logs/$guilty.log" || break
    stop_parts "$dir"
    say "a port was taken while $guilty started (attempt $attempt)"
  done
  return 1
}

prepare_state() {
  local dir=$1 tokens user_name index=0
  rm -rf "$dir"
  mkdir -p -m 700 "$dir" "$dir/logs" "$dir/pki" "$dir/kubeconfig" "$dir/audit"
  [[ -z $data_dir ]] || { mkdir -p -m 700 "$data_dir"; data_dir=$(cd "$data_dir" && pwd); }
  : >"$dir/parts"
  milliseconds >"$dir/started"
  "$bin/testbed-keys" service-account "$dir/pki/service-account.key"
  mapfile -t tokens < <("$bin/testbed-keys" tokens $((${#users[@]} + ${#components[@]})))
  (
    umask 077
    for user_name in "${users[@]}" "${components[@]}"; do
      printf '%s,%s,%s,"%s"\n' "${tokens[index]}" "$user_name" "$user_name" "$(group_of "$user_name")"
      index=$((index + 1))
    done >"$dir/tokens.csv"
  )
}

start_parts() {
  local dir=$1 ports
  mapfile -t ports < <("$bin/testbed-keys" ports 4)
  start_etcd "$dir" "${ports[0]}" "${ports[1]}"
  start_apiserver "$dir" "${ports[2]}" "${ports[0]}"
  wait_for "$dir" kube-apiserver 30 test -s "$dir/pki/apiserver.crt" || return 1
  write_kubeconfigs "$dir" "${ports[2]}"
  wait_for "$dir" kube-apiserver 60 apiserver_ready "$dir" "${ports[2]}" || return 1
  [[ -z $data_dir ]] || forget_old_kubelet "$dir"
  start_controller_manager "$dir"
  start_scheduler "$dir"
  start_kwok "$dir" "${ports[3]}"
  wait_for "$dir" kube-controller-manager 30 as_admin "$dir" get serviceaccount default --namespace default || return 1
  wait_for "$dir" kwok 30 http_ok "${ports[3]}" /healthz || return 1
  all_alive "$dir"
}

# A part may have ended while another program answered on its port.
all_alive() {
  for guilty in etcd kube-apiserver kube-controller-manager kube-scheduler kwok; do
    part_alive "$1" "$guilty" || return 1
  done
  guilty=''
}

# In kept data the nodes' leases are those of an earlier kwok; the new one would wait until they expire.
forget_old_kubelet() {
  as_admin "$1" delete leases --all --namespace kube-node-lease --ignore-not-found >>"$1/logs/kwok.log" 2>&1 || true
}

# wait_for DIR PART SECONDS COMMAND...: until the command succeeds; false when the part, or the etcd below it, died or
# the time is over.
wait_for() {
  local dir=$1 part=$2 deadline=$((SECONDS + $3)) needed
  shift 3
  until "$@" >/dev/null 2>&1; do
    guilty=$part
    for needed in etcd "$part"; do
      part_alive "$dir" "$needed" || { guilty=$needed; return 1; }
    done
    ((SECONDS < deadline)) || return 1
    sleep 0.05
  done
}

as_admin() {
  local dir=$1
  shift
  "$bin/kubectl" --kubeconfig="$dir/kubeconfig/admin" --cache-dir="$dir/cache" --request-timeout=5s "$@"
}

apiserver_ready() {
  { : >"/dev/tcp/127.0.0.1/$2"; } 2>/dev/null && as_admin "$1" get --raw /readyz
}

# True when http://127.0.0.1:PORT/PATH answers 200.
http_ok() {
  local line
  exec 7<>"/dev/tcp/127.0.0.1/$1" || return 1
  printf 'GET %s HTTP/1.0\r\n\r\n' "$2" >&7
  read -r -t 2 line <&7 || line=''
  exec 7>&-
  [[ $line == *' 200 '* ]]
}

write_kubeconfigs() {
  local dir=$1 port=$2 authority token user_name
  authority=$(base64 -w 0 <"$dir/pki/apiserver.crt")
  while IFS=, read -r token user_name _; do
    (umask 077 && kubeconfig_text >"$dir/kubeconfig/$user_name")
  done <"$dir/tokens.csv"
}

# Reads name, port, authority, token and user_name of its caller.
kubeconfig_text() {
  cat <<CONFIG
apiVersion: v1
kind: Config
clusters:
- name: testbed-$name
  cluster:
    server: https://127.0.0.1:$port
    certificate-authority-data: $authority
users:
- name: $user_name
  user:
    token: $token
contexts:
- name: testbed-$name
  context:
    cluster: testbed-$name
    user: $user_name
current-context: testbed-$name
CONFIG
}

create_nodes() {
  local number
  for ((number = 1; number <= nodes; number++)); do
    printf -- '---\napiVersion: v1\nkind: Node\nmetadata:\n  name: node-%04d\n' "$number"
    printf 'status:\n  capacity: {cpu: "96", memory: 1Ti, pods: "110", nvidia.com/gpu: "8"}\n'
  done | as_admin "$state_root/$name" create --filename - >/dev/null
}

# Runs when `up` ends before the cluster is up, whatever the reason.
abandon_start() {
  local status=$? dir="$state_root/$name"
  trap - EXIT
  stop_parts "$dir"
  if ((status == 130)); then
    rm -rf "$dir"
    die 130 "interrupted; what was started is stopped"
  fi
  if [[ -n $guilty && -f $dir/logs/$guilty.log ]]; then
    say "the last lines of the log of $guilty:"
    tail -n 20 "$dir/logs/$guilty.log" >&2
  fi
  rm -rf "$state_root/.failed-$name"
  mv "$dir" "$state_root/.failed-$name"
  die "$exit_internal" "the cluster $name did not start; its logs are in $state_root/.failed-$name/logs"
}

down() {
  local names=("$name") dir
  if [[ $all == yes ]]; then mapfile -t names < <(cluster_names); fi
  for name in ${names[@]+"${names[@]}"}; do
    dir="$state_root/$name"
    [[ -d $dir ]] || { say "there is no cluster $name"; continue; }
    take_lock
    stop_parts "$dir"
    if [[ $keep == yes ]]; then
      say "stopped $name; its state is in $dir"
    else
      rm -rf "$dir" "$state_root/.failed-$name"
      say "stopped $name"
    fi
    exec 9>&-
  done
}

cluster_names() {
  local dir
  for dir in "$state_root"/*/; do
    if [[ -f $dir/parts ]]; then basename "$dir"; fi
  done
}

need_cluster() {
  any_alive "$state_root/$name" ||
    die "$exit_failed" "the cluster $name is not running; testbed up --name $name starts it"
}

kubeconfig() {
  need_cluster
  echo "$state_root/$name/kubeconfig/$user"
}

run_kubectl() {
  need_cluster
  find_built || die "$exit_failed" "kubectl is not built for this checkout; testbed build builds it"
  exec "$bin/kubectl" --kubeconfig="$state_root/$name/kubeconfig/$user" --cache-dir="$state_root/$name/cache" \
    ${arguments[@]+"${arguments[@]}"}
}
