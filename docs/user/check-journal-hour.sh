#!/bin/sh
# Follows one sealed hour of a usage journal with nothing but a shell, coreutils and openssl: every record's hash, the hour's root, the
# seal before it and the signature. Usage: check-journal-hour.sh FOLDER 2026-10-05T07 journal.pub
set -eu

folder=$1 hour=$2 key=$3
segment="$folder/usage-$hour.journal"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tab=$(printf '\t')

bytes() { tr a-f A-F | basenc --base16 -d; }
digest() { sha256sum | cut -c1-64; }
fail() { echo "$1" >&2; exit 1; }

# 1. The seal: HOUR FIRST LAST ROOT PREVIOUS DIGEST ALGORITHM KEY SIGNATURE, separated by tabs.
line=$(grep "^$hour:00:00Z$tab" "$folder/seals.tsv") || fail "no seal of $hour"
field() { printf '%s\n' "$line" | cut -f"$1"; }
first=$(field 2) last=$(field 3) root=$(field 4) previous=$(field 5)

# 2. It names the hash of the line before it, 64 zeros when it is the first.
before=$(grep -B1 "^$hour:00:00Z$tab" "$folder/seals.tsv" | head -n 1)
if [ "$before" = "$line" ]; then
  named=$(printf '%064d' 0)
else
  named=$(printf '%s' "$before" | digest)
fi
[ "$named" = "$previous" ] || fail "the seal does not name the one before it"

# 3. Each record: SHA-256 over the hash before (32 bytes), the number (8 bytes), the format (1 byte) and the body.
chain=$(head -n 1 "$segment" | cut -d' ' -f5)
seq=$(head -n 1 "$segment" | cut -d' ' -f4)
[ "$((seq + 1))" = "$first" ] || fail "the segment does not begin with record $first"
ended=0
: > "$work/level"
tail -n +2 "$segment" > "$work/records"
while IFS=$tab read -r seq format hash body; do
  chain=$({ printf '%s' "$chain" | bytes; printf '%016x' "$seq" | bytes; printf '%s%s' "$format" "$body"; } | digest)
  [ "$chain" = "$hash" ] || fail "record $seq is not what its hash says"
  { printf '00'; printf '%s' "$hash"; } | bytes | digest >> "$work/level"
  ended=$seq
done < "$work/records"
[ "$ended" = "$last" ] || fail "the segment ends with record $ended, not $last"

# 4. The root: RFC 6962, pairs from the left, one that is left over goes up as it is.
while [ "$(wc -l < "$work/level")" -gt 1 ]; do
  while read -r left; do
    if read -r right; then
      { printf '01'; printf '%s%s' "$left" "$right"; } | bytes | digest
    else
      printf '%s\n' "$left"
    fi
  done < "$work/level" > "$work/above"
  mv "$work/above" "$work/level"
done
[ "$(cat "$work/level")" = "$root" ] || fail "the records do not have the sealed root"

# 5. The signature, and whose it is.
{ echo '-----BEGIN PUBLIC KEY-----'; grep -v -e '-----' "$key"; echo '-----END PUBLIC KEY-----'; } > "$work/key.pem"
[ "$(openssl pkey -pubin -in "$work/key.pem" -outform DER | digest | cut -c1-16)" = "$(field 8)" ] || fail "another key signed"
printf 'xisuan-journal-hour 1 %s %s %s %s %s %s' "$(field 1)" "$first" "$last" "$root" "$(field 6)" "$previous" > "$work/text"
field 9 | base64 -d > "$work/signature"
openssl pkeyutl -verify -pubin -inkey "$work/key.pem" -rawin -in "$work/text" -sigfile "$work/signature" > /dev/null \
  || fail "the signature is not the key's"
echo "$hour: records $first to $last are those that were sealed"
