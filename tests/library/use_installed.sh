#!/bin/sh
# Installs the library into an empty folder and builds the examples against it, once with CMake and once with pkg-config:
#   tests/library/use_installed.sh BUILD SOURCE
# Costs some 10 s.
set -eu
build=$1
source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cmake --install "$build" --prefix "$folder/prefix" >/dev/null
cmake -S "$source/examples" -B "$folder/cmake" -DCMAKE_PREFIX_PATH="$folder/prefix" >/dev/null
cmake --build "$folder/cmake" >/dev/null
"$folder/cmake/render_to_memory" >"$folder/by_cmake"

PKG_CONFIG_PATH=$(dirname "$(find "$folder/prefix" -name convarith.pc)")
export PKG_CONFIG_PATH
# shellcheck disable=SC2046
"${CXX:-c++}" -std=c++20 $(pkg-config --cflags convarith) "$source/examples/render_to_memory.cpp" -o "$folder/example" \
  $(pkg-config --libs convarith)
"$folder/example" >"$folder/by_pkg_config"

cmp "$folder/by_cmake" "$folder/by_pkg_config"
cat "$folder/by_cmake"
grep -Eq 'gives a 3x3 output: 9 steps, [0-9]{5} bytes of GIF, [0-9]{4} bytes of PNG' "$folder/by_cmake"
