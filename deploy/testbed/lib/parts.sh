# shellcheck shell=bash
# The command line of each program of a cluster. DIR is the cluster's state folder; ports are free ones of 127.0.0.1.

start_etcd() {
  local dir=$1 port=$2 peer_port=$3
  start_part "$dir" etcd "$port" "$bin/etcd" \
    --name=testbed --data-dir="${data_dir:-$dir/etcd}" --unsafe-no-fsync --log-level=warn \
    --quota-backend-bytes=4294967296 \
    --listen-client-urls="http://127.0.0.1:$port" --advertise-client-urls="http://127.0.0.1:$port" \
    --listen-peer-urls="http://127.0.0.1:$peer_port" --initial-advertise-peer-urls="http://127.0.0.1:$peer_port" \
    --initial-cluster="testbed=http://127.0.0.1:$peer_port"
}

start_apiserver() {
  local dir=$1 port=$2 etcd_port=$3 extra=() audit_flags=()
  [[ $audit == no ]] || audit_flags=(--audit-policy-file="$here/config/audit-policy.yaml"
    --audit-log-path="$dir/audit/audit.log" --audit-log-maxsize=100 --audit-log-maxbackup=2)
  read -r -a extra <<<"${XISUAN_TESTBED_APISERVER_ARGS:-}"
  start_part "$dir" kube-apiserver "$port" "$bin/kube-apiserver" \
    --etcd-servers="http://127.0.0.1:$etcd_port" --bind-address=127.0.0.1 --secure-port="$port" \
    --cert-dir="$dir/pki" --endpoint-reconciler-type=none --service-cluster-ip-range=10.0.0.0/16 \
    --anonymous-auth=false --token-auth-file="$dir/tokens.csv" --authorization-mode=Node,RBAC \
    --service-account-issuer=https://kubernetes.default.svc \
    --service-account-signing-key-file="$dir/pki/service-account.key" \
    --service-account-key-file="$dir/pki/service-account.key" \
    ${audit_flags[@]+"${audit_flags[@]}"} ${extra[@]+"${extra[@]}"}
}

# A node is lost when nothing was heard of it for a quarter longer than its lease lasts.
start_controller_manager() {
  local dir=$1
  start_part "$dir" kube-controller-manager - "$bin/kube-controller-manager" \
    --kubeconfig="$dir/kubeconfig/system:kube-controller-manager" --leader-elect=false --secure-port=0 \
    --service-account-private-key-file="$dir/pki/service-account.key" --root-ca-file="$dir/pki/apiserver.crt" \
    --allocate-node-cidrs=false --node-monitor-period=1s --node-monitor-grace-period="$((lease_seconds * 5 / 4))s" \
    --node-eviction-rate=100 --secondary-node-eviction-rate=100 --kube-api-qps=500 --kube-api-burst=1000
}

start_scheduler() {
  local dir=$1
  sed "s|TESTBED_KUBECONFIG|$dir/kubeconfig/system:kube-scheduler|" "$here/config/scheduler.yaml" >"$dir/scheduler.yaml"
  start_part "$dir" kube-scheduler - "$bin/kube-scheduler" --config="$dir/scheduler.yaml" --secure-port=0
}

# The fake kubelet of all nodes. Its home is the state folder: it would read a user's own stages.
start_kwok() {
  local dir=$1 port=$2 stages=() file
  for file in "$here"/stages/*.yaml; do stages+=(--config="$file"); done
  start_part "$dir" kwok "$port" env HOME="$dir" "$bin/kwok" \
    --kubeconfig="$dir/kubeconfig/system:kwok" "${stages[@]}" --server-address="127.0.0.1:$port" \
    --manage-all-nodes=true --cidr=10.64.0.0/10 \
    --node-lease-duration-seconds="$lease_seconds"
}
