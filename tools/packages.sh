#!/bin/sh
# Installs the Debian packages that a purpose needs and this machine lacks:
#   tools/packages.sh build|test|bench|check|document|consumers|wasm [...]
# Nothing is asked of apt where nothing is missing. Without apt, or without the right to use it, the packages are named.
set -eu

build="g++ cmake pkg-config libcairo2-dev libgif-dev libcli11-dev nlohmann-json3-dev libfmt-dev libdeflate-dev
  libprotozero-dev libfreetype-dev libharfbuzz-dev libharfbuzz-bin libfontconfig-dev libfribidi-dev libwebp-dev
  libpng-dev libjpeg-dev fonts-lmodern"

packages_for() {
  case $1 in
    build) echo "$build" ;;
    test) echo "$build libgtest-dev ffmpeg fonts-dejavu-core gifsicle imagemagick libonnx-testdata librsvg2-bin parallel
      poppler-utils qpdf python3 python3-docutils python3-jsonschema python3-markdown python3-pil" ;;
    bench) echo "$build ffmpeg gifsicle imagemagick python3" ;;
    document) echo "$build lmodern texlive-latex-base texlive-latex-recommended texlive-pictures" ;;
    check) echo "$build libgtest-dev clang clang-format clang-tidy libclang-rt-dev" ;;
    consumers) echo "$build chromium ffmpeg imagemagick librsvg2-bin lmodern poppler-utils python3-sphinx texlive-latex-base
      texlive-latex-extra texlive-latex-recommended texlive-pictures $(node_packages)" ;;
    wasm) echo "$build emscripten dpkg-dev zopfli $(node_packages)" ;;
    *) echo "tools/packages.sh: there is no purpose '$1': give build, test, bench, check, document, consumers or wasm" >&2
      return 1 ;;
  esac
}

# Node often comes from elsewhere, and Debian's doesn't go with it.
node_packages() {
  command -v node >/dev/null || echo nodejs
  command -v npm >/dev/null || echo npm
}

is_installed() {
  dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed
}

wanted=""
for purpose in "$@"; do
  more=$(packages_for "$purpose")
  wanted="$wanted $more"
done

if ! command -v apt-get >/dev/null 2>&1; then
  # shellcheck disable=SC2086
  set -- $wanted
  echo "This system has no apt. If the build fails, install what matches these Debian packages:" "$@" >&2
  exit 0
fi

missing=""
for package in $wanted; do
  case " $missing " in *" $package "*) continue ;; esac
  is_installed "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
  as_root=""
elif command -v sudo >/dev/null 2>&1; then
  as_root="sudo"
else
  echo "Packages are missing, and there is neither root nor sudo to install them. Run as root:" >&2
  echo "  apt-get install --no-install-recommends$missing" >&2
  exit 1
fi
echo "Installing:$missing" >&2
# A machine that was never updated knows no packages; one that was need not ask again.
# shellcheck disable=SC2086
install_missing() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null; }
install_missing 2>/dev/null || { $as_root apt-get update -qq && install_missing; }
