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

# start_part DIR PART PORT PROGRAM ARGUMENT...: starts it in a process group of its own, its output in logs/PART.log, and
# notes it in DIR/parts as one line `PART PID START-TIME PORT`.
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

# True while the named part of the cluster lives: part_alive DIR PART
part_alive() {
  local part pid started port
  while read -r part pid started port; do
    if [[ $part == "$2" ]]; then
      alive "$pid" "$started" && return
    fi
  done <"$1/parts"
  return 1
}

# True while any process of the cluster lives.
any_alive() {
  local part pid started port
  [[ -f $1/parts ]] || return 1
  while read -r part pid started port; do
    alive "$pid" "$started" && return
  done <"$1/parts"
  return 1
}

# signal_parts DIR SIGNAL
signal_parts() {
  local part pid started port
  while read -r part pid started port; do
    if alive "$pid" "$started"; then kill "-$2" "$pid" 2>/dev/null || true; fi
  done <"$1/parts"
}

# Asks all processes to end, kills those left after some seconds, and returns when none is left.
stop_parts() {
  local dir=$1 tick
  [[ -f $dir/parts ]] || return 0
  signal_parts "$dir" TERM
  for ((tick = 0; tick < 160; tick++)); do
    any_alive "$dir" || return 0
    ((tick == 80)) && signal_parts "$dir" KILL
    sleep 0.05
  done
  die "$exit_internal" "processes noted in $dir/parts do not end"
}
