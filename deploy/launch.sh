# Shared by the scripts that run from a checkout: finds a JDK, and builds what is missing or older than its sources.
# The caller sets `root` (the checkout) and `program` (its name in messages). POSIX sh; to be sourced.

is_jdk() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
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

# build JDK MODULE STAMP: builds the module and what it needs, without tests; the output goes to a log.
build() {
  log="$root/$2/target/build.log"
  mkdir -p "$root/$2/target"
  echo "$program: building (first use, or sources are newer); takes a minute or two ..." >&2
  if ! (cd "$root" && JAVA_HOME="$1" ./mvnw -q -pl "$2" -am package -Dmaven.test.skip=true -Dspotless.check.skip=true) >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    echo "$program: the build failed; the whole output is in $log" >&2
    exit 70
  fi
  : >"$3"
}

# quiet_flags JDK: what keeps newer JDKs from warning of libraries that use what will be restricted one day.
quiet_flags() {
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  if [ "${version:-0}" -ge 23 ]; then
    printf '%s\n' --sun-misc-unsafe-memory-access=allow
  fi
}
