# shellcheck shell=bash
# Shows the clusters and their processes.

status() {
  local cluster
  if [[ $output == json ]]; then
    status_json
    return
  fi
  printf '%-16s %-24s %8s %6s %8s %8s  %s\n' CLUSTER PART PID PORT RSS_MB AGE_S STATE
  for cluster in $(cluster_names); do each_part "$cluster" table_row; done
}

# each_part CLUSTER COMMAND: runs COMMAND CLUSTER PART PID PORT RSS-KIB AGE-SECONDS STATE for each of its processes.
each_part() {
  local dir="$state_root/$1" part pid started port rss age state
  age=$((($(milliseconds) - $(<"$dir/started")) / 1000))
  while read -r part pid started port; do
    rss=0 state=gone
    if alive "$pid" "$started"; then
      state=running
      rss=$(resident_kib "$pid")
    fi
    "$2" "$1" "$part" "$pid" "$port" "${rss:-0}" "$age" "$state"
  done <"$dir/parts"
}

table_row() {
  printf '%-16s %-24s %8s %6s %8s %8s  %s\n' "$1" "$2" "$3" "$4" $(($5 / 1024)) "$6" "$7"
}

status_json() {
  local cluster between=''
  printf '{"clusters":['
  for cluster in $(cluster_names); do
    printf '%s{"name":"%s","state":"%s","parts":[' "$between" "$cluster" "$state_root/$cluster"
    first_part=yes
    each_part "$cluster" json_part
    printf ']}'
    between=,
  done
  printf ']}\n'
}

json_part() {
  [[ $first_part == yes ]] || printf ','
  first_part=no
  printf '{"part":"%s","pid":%s,"port":%s,"rssKiB":%s,"ageSeconds":%s,"running":%s}' \
    "$2" "$3" "${4/#-/null}" "$5" "$6" "$([[ $7 == running ]] && echo true || echo false)"
}
