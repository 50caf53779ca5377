#!/usr/bin/env bash
# Writes the parsers that are committed under src/ from the grammars here.
#   grammar/generate.sh           write the files
#   grammar/generate.sh --check   exit 1 when the committed files are stale
# Needs java (11 or newer) and npm; a normal build needs neither.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
root=$(cd .. && pwd)
jar=$PWD/tool/node_modules/antlr4ng-cli/antlr4-4.13.2-SNAPSHOT-complete.jar
if [[ ! -f $jar ]]; then
  (cd tool && npm ci --silent --no-fund --no-audit)
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mode=${1:-}
status=0

# generate NAMESPACE FOLDER GRAMMAR...
generate() {
  local namespace=$1 out=$root/$2 made=$tmp/$1
  shift 2
  # Grammars are named relative to this folder: the tool prints the name as given into the header.
  java -jar "$jar" -Dlanguage=CSharp -Werror -no-visitor -no-listener -package "$namespace" -Xexact-output-dir -o "$made" "$@"
  for file in "$made"/*.cs; do
    # The tool has no option for internal classes, nor for parsers that leave the console alone.
    sed -i -E 's/^public (partial class|interface) /internal \1 /; s/Console\.(Out|Error)/TextWriter.Null/g; s/[ \t]+$//; s/\r$//' "$file"
  done
  rm -f "$made"/*.interp "$made"/*.tokens
  if [[ $mode == --check ]]; then
    if ! diff -r -u "$out" "$made" >"$tmp/diff"; then
      head -40 "$tmp/diff"
      echo "$out is stale: run grammar/generate.sh and commit it" >&2
      status=1
    fi
  else
    mkdir -p "$out"
    rm -f "$out"/*.cs
    cp "$made"/*.cs "$out"/
    echo "wrote $(ls "$out" | wc -l) files to $out"
  fi
}

generate SymBackprop.Syntax.Generated src/SymBackprop/Syntax/Generated SymBackpropLexer.g4 SymBackpropParser.g4
generate SymBackprop.Checking.Structure.Generated src/SymBackprop/Checking/Structure/Generated LatexLexer.g4 LatexParser.g4

if [[ $mode == --check && $status == 0 ]]; then
  echo "the generated parsers are current"
fi
exit $status
