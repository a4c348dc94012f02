#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Names sources over 600 lines, and fails for those over 800. Generated files are exempt.
set -eu
cd "$(dirname "$0")/.."
status=0
for file in $(git ls-files '*.swift' '*.c' '*.cpp' '*.h' | grep -v '+Generated'); do
  [ -f "$file" ] || continue
  lines=$(wc -l < "$file")
  if [ "$lines" -gt 800 ]; then
    echo "sizes: $file has $lines lines; 800 are the limit" >&2
    status=1
  elif [ "$lines" -gt 600 ]; then
    echo "sizes: $file has $lines lines; above 600 needs a reason" >&2
  fi
done
exit $status
