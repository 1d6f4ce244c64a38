#!/bin/sh
# Compares what two builds of the program write: tools/same_bytes.sh PROGRAM OTHER
# Every preset in every format that needs no other program, and what is known of its shape.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
write() {
  "$1" render --all --quiet --format gif,png,pdf,pdf-pages,svg,svg-steps,html,webp,apng,tex --out-dir "$2"
  "$1" render --family arithmetic --quiet --format json --out-dir "$2"
  "$1" presets >"$2/presets.txt"
  for preset in presets/*.json; do
    "$1" shape --preset "$preset" --json >"$2/$(basename "$preset")"
  done
}
write "$1" "$folder/a" &
write "$2" "$folder/b"
wait $!
diff -rq "$folder/a" "$folder/b" || { echo "tools/same_bytes.sh: $1 and $2 write other bytes, see above" >&2; exit 1; }
echo "Same bytes: $(find "$folder/a" -type f | wc -l) files of $1 and $2"
