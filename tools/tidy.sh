#!/bin/sh
# Holds every source of the program against .clang-tidy: tools/tidy.sh BUILD [--deep]
# Most of the time goes into headers, so that sources which CMake would compile together are checked as one file, more of them
# than where they are compiled. Their text is copied into it, because some checks only look at the file they are given. --deep
# lets the analyzer follow paths as far as it can.
set -eu
build=$1
depth="--extra-arg=-Xclang --extra-arg=-analyzer-config --extra-arg=-Xclang --extra-arg=mode=shallow"
[ "${2-}" != --deep ] || depth=""

mkdir -p "$build"
build=$(cd "$build" && pwd)
cmake -S . -B "$build" -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=48 \
  -DCONVARITH_TESTS=OFF >"$build/cmake.log" ||
  { cat "$build/cmake.log"; exit 1; }

# Puts the text of each source in the place of the line that includes it, and notes where it begins.
join_sources() {
  awk -v places="$1.places" '
    BEGIN { printf "" >places }
    !/^#include "\// { print; line++; next }
    { source = $2; gsub(/"/, "", source)
      print line, source >places
      while ((getline text <source) > 0) { print text; line++ }
      close(source) }' "$1" >"$1.joined"
  mv "$1.joined" "$1"
}

# Checks one joined file. Complaints name the source and its line. What clang-tidy keeps to itself is counted on standard
# error, which is of no use to anyone.
cat >"$build/check.sh" <<'END'
set -u
status=0
# shellcheck disable=SC2086
clang-tidy --quiet -p "$1" $3 "$2" >"$2.complaints" 2>/dev/null || status=1
awk -v joined="$2" '
  FNR == NR { starts[++count] = $1; sources[count] = $2; next }
  index($0, joined ":") == 1 {
    rest = substr($0, length(joined) + 2)
    line = rest + 0
    for (i = count; i > 1 && starts[i] >= line; i--) {}
    sub(/^[0-9]+/, line - starts[i], rest)
    print sources[i] ":" rest; next }
  { print }' "$2.places" "$2.complaints"
exit $status
END

find "$build/src" -name 'unity_*.cxx' >"$build/joined"
while read -r file; do join_sources "$file"; done <"$build/joined"
# The largest file first, so that no processor waits for it at the end.
xargs ls -S <"$build/joined" | xargs -P "$(nproc)" -I FILE sh "$build/check.sh" "$build" FILE "$depth" || {
  echo "clang-tidy complains, see above" >&2
  exit 1
}
