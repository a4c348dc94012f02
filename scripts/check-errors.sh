#!/bin/sh
# Fails for an error code that no test names.
set -eu
cd "$(dirname "$0")/.."
status=0
for file in $(git ls-files 'Sources/*Error.swift'); do
  [ -f "$file" ] || continue
  codes=$(sed -n '/enum Code/,/^  }/p' "$file" | sed -nE 's/^ *case ([a-zA-Z0-9]+).*/\1/p')
  for code in $codes; do
    if ! grep -rqE "\.$code\b" Tests --include='*.swift'; then
      echo "errors: no test names .$code of $file" >&2
      status=1
    fi
  done
done
exit $status
