# Shared by the scripts that run from a checkout: finds a JDK, and builds what is missing or older than its sources.
# The caller sets `root` (the checkout) and `program` (its name in messages).
# POSIX sh; to be sourced.

# jdk_version FOLDER: the number of the Java version that is there.
jdk_version() {
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

is_jdk() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 1
  version=$(jdk_version "$1")
  [ -n "$version" ] && [ "$version" -ge 21 ]
}

find_jdk() {
  for home in "${JAVA_HOME:-}" "${JDK_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if [ -n "$home" ] && is_jdk "$home"; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  command=$(command -v javac 2>/dev/null) || return 1
  command=$(readlink -f "$command" 2>/dev/null || printf '%s' "$command")
  home=$(dirname -- "$(dirname -- "$command")")
  is_jdk "$home" && printf '%s\n' "$home"
}

# Prints the JDK's folder, or says what to do and exits with 3.
require_jdk() {
  find_jdk || {
    echo "$program: no JDK 21 or newer was found: install one (for example Temurin 21 from https://adoptium.net) or point JAVA_HOME at it." >&2
    exit 3
  }
}

# newer_source STAMP: whether a source is newer than the last build, or there was none.
newer_source() {
  [ -f "$1" ] || return 0
  [ -n "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main "$root/deploy/crds" \
      -newer "$1" -type f -print 2>/dev/null | head -n 1)" ]
}

# commit: which commit is checked out, with a mark where something was changed since; nothing of it needs Git.
commit() {
  id=$(git -C "$root" rev-parse --short=12 HEAD 2>/dev/null) || { echo unknown; return; }
  git -C "$root" diff --quiet HEAD 2>/dev/null || id="$id-changed"
  printf '%s\n' "$id"
}

# build JDK MODULE STAMP: builds the module and what it needs, without tests; the output goes to a log.
build() {
  log="$root/$2/target/build.log"
  mkdir -p "$root/$2/target"
  echo "$program: building (first use, or sources are newer); takes a minute or two ..." >&2
  if ! (cd "$root" && JAVA_HOME="$1" ./mvnw -B -ntp -pl "$2" -am package -Dxisuan.commit="$(commit)" -Dmaven.test.skip=true -Dspotless.check.skip=true) >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    echo "$program: the build failed; the whole output is in $log" >&2
    exit 70
  fi
  forget_other_versions
  : >"$3"
}

# forget_other_versions: jars of ours that a build of another version left would come before the new ones, or beside them.
forget_other_versions() {
  version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$root/pom.xml" | head -n 1)
  [ -n "$version" ] || return 0
  for module in model scheduler-core billing k8s-operator cli benchmarks image; do
    for jar in "$root"/*/target/"$module"-[0-9]*.jar "$root"/*/target/lib/"$module"-[0-9]*.jar \
      "$root"/deploy/image/target/"$module"-[0-9]*.jar "$root"/deploy/image/target/lib/"$module"-[0-9]*.jar; do
      case $jar in
        *-"$version".jar | *-"$version"-tests.jar) ;;
        *) rm -f -- "$jar" ;;
      esac
    done
  done
}

# quiet_flags JDK: what keeps newer JDKs from warning of libraries that use what will be restricted one day.
quiet_flags() {
  if [ "$(jdk_version "$1")" -ge 23 ]; then
    printf '%s\n' --sun-misc-unsafe-memory-access=allow
  fi
}

# remember JDK CLASSES FILE: writes down how to start, so that later starts need not look for it.
remember() {
  start_jdk=$1
  start_classes=$2
  start_version=$(jdk_version "$1")
  start_flags="-Xlog:disable -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED $(quiet_flags "$1") -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8"
  {
    printf "start_java_home='%s'\n" "${JAVA_HOME:-}"
    printf "start_jdk='%s'\nstart_classes='%s'\nstart_version='%s'\nstart_flags='%s'\n" "$1" "$2" "$start_version" "$start_flags"
  } >"$3"
}

# remembered FILE: takes what was written down, if it is there, of the same JAVA_HOME, its JDK still is, and no jar was packaged since
# (another build of ours does that; -nt is known to every sh that we met, though POSIX lacks it).
remembered() {
  [ -f "$1" ] || return 1
  . "$1"
  [ "$start_java_home" = "${JAVA_HOME:-}" ] && [ -x "$start_jdk/bin/java" ] && ! [ "${start_classes%%:*}" -nt "$1" ]
}

# class_data NAME: the flag that makes Java map what the rehearsal loaded: an ahead-of-time cache where the JDK knows it (JEP 514).
class_data() {
  if [ "$start_version" -ge 25 ]; then
    printf '%s\n' "-XX:AOTCache=$1.aot"
  else
    printf '%s\n' "-XX:SharedArchiveFile=${1%-operator}.jsa"
  fi
}

# rehearse NAME: runs once what users run, and keeps for later starts what that loaded (docs/decisions/0112). Without it all works, slower.
# Commands map classes as they come; the operator, which needs most of them, has them linked before it begins.
rehearse() {
  if [ "${XISUAN_REHEARSE:-yes}" = no ]; then
    return 0
  fi
  folder=$(mktemp -d)
  echo "$program: rehearsing, so that later starts are fast ..." >&2
  if [ "$start_version" -ge 25 ]; then
    java_rehearses -XX:TieredStopAtLevel=3 -XX:AOTMode=record "-XX:AOTConfiguration=$folder/classes" -cp "$start_classes" io.xisuan.cli.Rehearse "$folder/stage" &&
      java_rehearses -XX:AOTMode=create "-XX:AOTConfiguration=$folder/classes" "-XX:AOTCache=$1.aot.new" -XX:-AOTClassLinking -cp "$start_classes" &&
      java_rehearses -XX:AOTMode=create "-XX:AOTConfiguration=$folder/classes" "-XX:AOTCache=$1-operator.aot.new" -cp "$start_classes"
  else
    java_rehearses -XX:TieredStopAtLevel=1 "-XX:ArchiveClassesAtExit=$1.jsa.new" -cp "$start_classes" io.xisuan.cli.Rehearse "$folder/stage"
  fi >"$1.rehearsal.log" 2>&1 || echo "$program: the rehearsal failed, starts are slower: see $1.rehearsal.log" >&2
  rm -rf "$folder"
  for kept in "$1.aot" "$1-operator.aot" "$1.jsa"; do
    if [ -s "$kept.new" ]; then
      mv -f "$kept.new" "$kept"
    fi
  done
}

java_rehearses() {
  mkdir -p "$folder/stage"
  "$start_jdk/bin/java" -Xmx2g $start_flags -Dxisuan.config="$folder/none" -Dxisuan.home="$root" "$@"
}
