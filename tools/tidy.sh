#!/bin/sh
# Holds every source of the program against .clang-tidy: tools/tidy.sh BUILD [--deep]
# Most checks run on sources compiled as one, since most of the time goes into headers. Those that only look into the file
# that they are given run on each source; --deep lets the analyzer follow paths as far as it can.
set -eu
build=$1
jobs=$(nproc)
depth="--extra-arg=-Xclang --extra-arg=-analyzer-config --extra-arg=-Xclang --extra-arg=mode=shallow"
[ "${2-}" != --deep ] || depth=""
by_file="-*,clang-analyzer-*,-clang-analyzer-optin.performance.Padding,bugprone-suspicious-include,misc-unused-using-decls"

configure() {
  cmake -S . -B "$build/$1" -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_UNITY_BUILD="$2" -DCONVARITH_TESTS=OFF >"$build/$1.log" ||
    { cat "$build/$1.log"; exit 1; }
}
mkdir -p "$build"
configure together ON
configure alone OFF

# clang-tidy counts what it keeps to itself on standard error, which is of no use to anyone.
check() { xargs -P "$jobs" -n 1 clang-tidy --quiet -p "$@" 2>/dev/null; }
status=0
find "$build/together/src" -name 'unity_*.cxx' | sort |
  check "$build/together" --checks=-clang-analyzer-*,-bugprone-suspicious-include || status=1
# shellcheck disable=SC2086
git ls-files 'src/*.cpp' | check "$build/alone" --checks="$by_file" $depth || status=1
[ $status -eq 0 ] || echo "clang-tidy complains, see above" >&2
exit $status
