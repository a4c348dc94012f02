#!/bin/sh
# Fails when a target imports what scripts/layers.txt does not allow, or a source can trap on input.
set -eu
cd "$(dirname "$0")/.."
status=0

for folder in Sources/*/; do
  target=$(basename "$folder")
  line=$(grep "^$target:" scripts/layers.txt || true)
  if [ -z "$line" ]; then
    echo "layers: $target has no line in scripts/layers.txt" >&2
    status=1
    continue
  fi
  allowed=" ${line#*:} Swift Glibc Synchronization "
  imports=$(grep -rhoE '^ *((public|internal|package|private|fileprivate|@testable) +)*import +[A-Za-z_]+ *$' \
    "$folder" --include='*.swift' | sed -E 's/ *$//; s/.* //' | sort -u || true)
  for module in $imports; do
    case "$allowed" in
      *" $module "*) ;;
      *)
        echo "layers: $target must not import $module:" >&2
        grep -rlE "import +$module\$" "$folder" --include='*.swift' >&2 || true
        status=1
        ;;
    esac
  done
done

# The zone rules are the one place of a pure module that asks Foundation.
pure=$(grep -rl '^ *import Foundation\|^ *public import Foundation' Sources/Timeline --include='*.swift' || true)
if [ "$(printf '%s\n' "$pure" | grep -c .)" -gt 1 ]; then
  echo "layers: more than one file of Timeline imports Foundation:" >&2
  printf '%s\n' "$pure" >&2
  status=1
fi

if grep -rnE '\b(fatalError\(|try!|as! )' Sources --include='*.swift' | grep -v 'ArgumentParser' >&2; then
  echo "layers: input must not be able to trap" >&2
  status=1
fi
exit $status
