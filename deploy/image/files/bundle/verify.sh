#!/bin/sh
# Checks every file of the bundle against SHA256SUMS, and that no other file lies in it. Needs sha256sum or shasum.
# 校验离线包：逐个文件核对 SHA256SUMS，并检查有没有多出来的文件。
set -eu
cd "$(dirname -- "$0")"
if command -v sha256sum >/dev/null 2>&1; then sum="sha256sum"; else sum="shasum -a 256"; fi
if ! said=$($sum -c SHA256SUMS 2>&1); then
  printf '%s\n' "$said" | grep -v ': OK$' >&2 || true
  echo "verify: the bundle is damaged or changed: fetch it again / 离线包已损坏或被改动，请重新获取" >&2
  exit 1
fi
listed=$(sed 's/^[0-9a-f]*  //' SHA256SUMS | sort)
present=$(find . -type f ! -name SHA256SUMS | sed 's/^\.\///' | sort)
if [ "$listed" != "$present" ]; then
  echo "verify: there are files that SHA256SUMS does not name / 存在 SHA256SUMS 未列出的文件" >&2
  exit 1
fi
echo "verify: $(printf '%s\n' "$listed" | wc -l | tr -d ' ') files are as they were packed / 文件完好"
