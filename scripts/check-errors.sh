#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Fails for an error code that no test of its error type names.
set -eu
cd "$(dirname "$0")/.."
status=0
for file in $(git ls-files 'Sources/*Error.swift'); do
  [ -f "$file" ] || continue
  type=$(basename "$file" .swift)
  tests=$(grep -rlw "$type" Tests --include='*.swift' || true)
  # shellcheck disable=SC2013
  for code in $(sed -n '/enum Code/,/^  }/p' "$file" | sed -nE 's/^ *case ([a-zA-Z0-9]+).*/\1/p'); do
    # shellcheck disable=SC2086
    if [ -z "$tests" ] || ! grep -qE "\.$code\b" $tests; then
      echo "errors: no test of $type names .$code" >&2
      status=1
    fi
  done
done
exit $status
