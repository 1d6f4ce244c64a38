#!/bin/sh
# Puts the playground together, one file that needs nothing else, with the engine that was compiled into FOLDER:
# tools/playground.sh FOLDER OUTPUT
set -eu
folder=$1
output=$2
packed=$(mktemp -d)
trap 'rm -rf "$packed"' EXIT

# Browsers unpack gzip themselves, and zopfli packs it closest.
zopfli -c "$folder/playground_core.wasm" >"$packed/core.gz"
node "$(dirname "$0")/playground.mjs" "$folder/playground_core.js" "$packed/core.gz" "$packed/index.html"
mv "$packed/index.html" "$output"
