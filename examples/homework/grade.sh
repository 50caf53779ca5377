#!/bin/sh
# Grades every answer of a folder in one run of `sbp batch`: one line an answer, worst news first.
#   grade.sh FOLDER [NETWORK.sbp]
# SBP is the command to run, `sbp` unless it is set. Needs a POSIX shell with sed and awk, nothing else.
set -eu

# A file as a JSON string, without its quotes.
string() {
  tr -d '\r' < "$1" | tr '\t' ' ' | sed 's/\\/\\\\/g; s/"/\\"/g' | awk '{ printf "%s\\n", $0 }'
}

network=
if [ $# -gt 1 ]; then
  network=$(printf ',"network":"%s"' "$(string "$2")")
fi

for answer in "$1"/*.md "$1"/*.tex; do
  [ -e "$answer" ] || continue
  printf '{"id":"%s","op":"check","document":"%s"%s}\n' "$(basename "$answer")" "$(string "$answer")" "$network"
done |
${SBP:-sbp} batch |
sed -n 's/^{"id":"\([^"]*\)".*"proved":\([0-9]*\),"agrees":\([0-9]*\),"refuted":\([0-9]*\),"unknown":\([0-9]*\),"unread":\([0-9]*\).*/\4 refuted  \2 proved  \3 agree  \5 unknown  \6 unread  \1/p' |
sort -k1,1nr -k11,11
