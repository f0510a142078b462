# shellcheck shell=bash
# Starts and stops the processes of one cluster. A process is known by its id and its start time together, so that a
# process of another program that got the same id later is never touched.

# The start time of a live process in clock ticks since boot, empty when there is none; a process that only waits to be
# reaped is not live.
start_time() {
  local stat fields
  { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 0
  # The program's name in brackets may hold spaces: the fields after it start with the state, field 3 of the file.
  read -r -a fields <<<"${stat##*) }"
  [[ ${fields[0]} == [ZX] ]] || printf '%s' "${fields[19]}"
}

alive() { [[ -n $2 && $(start_time "$1") == "$2" ]]; }

resident_kib() {
  { sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$1/status"; } 2>/dev/null || true
}

# start_part DIR PART PORT PROGRAM ARGUMENT...: starts it in a process group of its own, its output in logs/PART.log,
# and notes it in DIR/parts as one line `PART PID START-TIME PORT`.
start_part() {
  local dir=$1 part=$2 port=$3 pid
  shift 3
  set -m
  (cd "$dir" && exec "$@") </dev/null >>"$dir/logs/$part.log" 2>&1 8>&- 9>&- &
  pid=$!
  disown "$pid"
  set +m
  printf '%s %s %s %s\n' "$part" "$pid" "$(start_time "$pid")" "$port" >>"$dir/parts"
}

# live_pids DIR [PART...]: the process ids of the cluster's live processes, all of them or those of the named parts.
live_pids() {
  local dir=$1 part pid started port
  shift
  [[ -f $dir/parts ]] || return 0
  while read -r part pid started port; do
    if { (($# == 0)) || [[ " $* " == *" $part "* ]]; } && alive "$pid" "$started"; then echo "$pid"; fi
  done <"$dir/parts"
}

part_alive() { [[ -n $(live_pids "$1" "$2") ]]; }

any_alive() { [[ -n $(live_pids "$1") ]]; }

# Stops the cluster and returns when no process is left. etcd is last: without it kube-apiserver does not end by itself.
stop_parts() {
  end_parts "$1" kwok kube-scheduler kube-controller-manager kube-apiserver
  end_parts "$1" etcd
}

# end_parts DIR PART...: asks the parts to end, and kills those that still live four seconds later.
end_parts() {
  local tick pids
  for ((tick = 0; tick < 160; tick++)); do
    mapfile -t pids < <(live_pids "$@")
    ((${#pids[@]})) || return 0
    # A process may end between being seen and being signalled.
    ((tick != 0)) || kill -TERM "${pids[@]}" 2>/dev/null || true
    ((tick != 80)) || kill -KILL "${pids[@]}" 2>/dev/null || true
    sleep 0.05
  done
  die "$exit_internal" "these processes do not end: ${pids[*]}"
}
