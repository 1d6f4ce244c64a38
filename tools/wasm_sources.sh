#!/bin/sh
# Unpacks the sources of giflib and libdeflate, which the build with Emscripten compiles itself, from Debian's packages into
# FOLDER: tools/wasm_sources.sh FOLDER
# Where a machine's apt knows no source packages, a list of its own asks the servers that its binary packages come from.
set -eu
folder=$1
packages="giflib libdeflate"

for package in $packages; do
  set -- "$folder/$package"-*
  [ -d "$1" ] || missing="${missing:-} $package"
done
[ -n "${missing:-}" ] || exit 0

mkdir -p "$folder/lists/partial"
cd "$folder"
. /etc/os-release
apt-get indextargets --format 'deb-src $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' "Origin: ${NAME%% *}" |
  sort -u >sources.list
get() {
  apt-get -qq -o "Dir::Etc::sourcelist=$PWD/sources.list" -o Dir::Etc::sourceparts=/dev/null -o "Dir::State::lists=$PWD/lists" \
    -o APT::Sandbox::User="$(id -un)" "$@"
}
get update
# shellcheck disable=SC2086
get source $missing >/dev/null
rm -rf lists
