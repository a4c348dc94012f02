#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Fails when a target imports what scripts/layers.txt does not allow, when a pure target reads the
# world outside, or when input could make a source trap.
#
#     scripts/check-layers.sh [FOLDER]    checks the package in FOLDER instead of this one
set -eu
cd "$(dirname "$0")/.."
layers=$PWD/scripts/layers.txt
[ $# -eq 0 ] || cd "$1"
status=0

# Says what is wrong and where; without a place there is nothing wrong.
refuse() {
  [ -n "$2" ] || return 0
  printf 'layers: %s\n%s\n' "$1" "$2" >&2
  status=1
}

# Prints FILE:LINE:TEXT of the code that matches, without comments.
code() {
  pattern=$1
  shift
  grep -rnE "$pattern" "$@" --include='*.swift' | grep -vE '^[^:]+:[0-9]+: *//' || true
}

# Prints the modules that a folder imports, also for one declaration: 'import struct Foundation.Date'.
imports() {
  attributes='((public|internal|package|private|fileprivate|@[a-z_]+(\([A-Za-z]+\))?) +)*'
  kind='((struct|class|enum|protocol|func|typealias|let|var) +)?'
  find "$1" -name '*.swift' -exec sed -nE \
    "s,^ *${attributes}import +$kind([A-Z][A-Za-z0-9_]*)(\.[A-Za-z0-9_.]+)? *(//.*)?\$,\6,p" {} + \
    | sort -u
}

for folder in Sources/*/; do
  target=$(basename "$folder")
  if ! line=$(grep "^$target:" "$layers"); then
    refuse "$target has no line in scripts/layers.txt:" "$folder"
    continue
  fi
  allowed=" ${line#*:} Swift Glibc Darwin Synchronization "
  for module in $(imports "$folder"); do
    case "$allowed" in
      *" $module "*) ;;
      *)
        refuse "$target must not import $module:" \
          "$(grep -rlE "import +([a-z]+ +)?$module\b" "$folder" --include='*.swift')"
        ;;
    esac
  done
done

# The zone rules are the one place of Timeline that asks Foundation.
if [ -d Sources/Timeline ]; then
  asking=$(code '^ *([a-z]+ +)?import +([a-z]+ +)?Foundation' Sources/Timeline)
  [ "$(printf '%s\n' "$asking" | grep -c .)" -le 1 ] \
    || refuse "more than one file of Timeline imports Foundation:" "$asking"
fi

# Rows 1 and 2: time and chance come in as arguments, and nothing goes out.
outside='\b(Date\(\)|Date\.now|Clock\.now|ContinuousClock|SuspendingClock|SystemRandomNumberGenerator'
outside="$outside"'|ProcessInfo|FileManager|FileHandle|getenv|setlocale|Locale\.|TimeZone\.(current|autoupdatingCurrent)'
outside="$outside"'|clock_gettime|gettimeofday|localtime|fopen|UUID\(\)|randomElement\(\)|shuffled\(\))'
outside="$outside"'|(^|[^.A-Za-z])((print|debugPrint|fputs|printf)\(|(time|open)\((nil|"|&))'
outside="$outside"'|\.random\(in: *[^,]*\)'
for target in FHIR Terminal Search Validation Extraction Timeline SampleData; do
  [ -d "Sources/$target" ] || continue
  refuse "$target must do no I/O and read no clock, environment, locale or chance:" \
    "$(code "$outside" "Sources/$target")"
done

if [ -d Sources/Store ]; then
  refuse "GRDB must not appear in a public signature:" \
    "$(code '(public|package|@_exported) +import +GRDB' Sources/Store)"
fi
refuse "input must not be able to trap:" "$(code '\b(fatalError\(|try!|as! )' Sources)"
refuse "an empty catch hides an error:" "$(code 'catch *\{ *\}' Sources)"

exit $status
