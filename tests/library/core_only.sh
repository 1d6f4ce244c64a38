#!/bin/sh
# Builds the library without Cairo, FreeType, fontconfig, FriBidi, HarfBuzz, libwebp, libpng, libjpeg and CLI11, with the fonts that
# the build in BUILD embedded, and renders with it: tests/library/core_only.sh BUILD SOURCE
# Costs a minute or two.
set -eu
build=$1
source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cmake -S "$source" -B "$folder/core" -DCMAKE_BUILD_TYPE=None -DCMAKE_UNITY_BUILD=ON -DCONVARITH_CORE_ONLY=ON \
  -DCONVARITH_TYPEFACES="$(cd "$build/src/type" && pwd)" >/dev/null
cmake --build "$folder/core" --parallel "$(nproc)" >/dev/null
"$source/tests/library/use_installed.sh" "$folder/core" "$source" >"$folder/core_says"
"$source/tests/library/use_installed.sh" "$build" "$source" >"$folder/program_says"
cmp "$folder/core_says" "$folder/program_says"
