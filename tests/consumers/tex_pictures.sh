#!/bin/sh
# Whether pdflatex makes of figures in TikZ what their PDF pages show:
#   tests/consumers/tex_pictures.sh PROGRAM FOLDER
# Pages have the same size, and the same colours up to the edges of lines and letters. Figures are of all kinds: planes,
# numbers, formulas, signs that TeX minds, scripts that it has no letters for.
set -eu

program=$(realpath "$1")
mkdir -p "$2"
cd "$2"
failures=0

# Mean difference of two pages, of 1.
difference() { compare -metric MAE "$1" "$2" null: 2>&1 | sed 's/.*(\(.*\))/\1/'; }

# To a hundredth of a bp, and in as many pages.
has_same_size() {
  for document in "$1" "$1-cairo"; do pdfinfo "$document.pdf"; done | awk -v name="$1" '
    /^Pages/ { pages[++n] = $2 }
    /^Page size/ { width[n] = $3; height[n] = $5 }
    function far(a, b) { return a - b > 0.01 || b - a > 0.01 }
    END {
      if (pages[1] == pages[2] && !far(width[1], width[2]) && !far(height[1], height[2])) exit 0
      print name ": pages are", width[1], "x", height[1], "bp, not", width[2], "x", height[2]
      exit 1
    }'
}

check() {
  name=$1
  shift
  "$program" render "$@" --quiet -o "$name.tex"
  "$program" render "$@" --quiet --format pdf-pages -o "$name-cairo.pdf"
  if ! pdflatex -interaction=nonstopmode -halt-on-error "$name.tex" >"$name.said"; then
    tail -n 20 "$name.said"
    failures=$((failures + 1))
    return
  fi
  grep -E 'Warning|^(Over|Under)full|Missing character' "$name.log" && failures=$((failures + 1))
  for document in "$name" "$name-cairo"; do
    pdftoppm -r 100 -png "$document.pdf" "$document-page"
  done
  has_same_size "$name" || failures=$((failures + 1))
  worst=0
  for page in "$name"-page-*.png; do
    worst=$(printf '%s\n%s\n' "$worst" "$(difference "$page" "$name-cairo-page-${page##*-}")" | sort -g | tail -n 1)
  done
  echo "$name: pages differ by $worst of 1"
  [ "$(printf '%s\n0.006\n' "$worst" | sort -g | tail -n 1)" = 0.006 ] || failures=$((failures + 1))
}

check planes --preset padding_strides
check explained --preset explained_padding_strides_odd_transposed_stamp
check strip --preset padding_strides --strip 4 --legend --caption both
check numbers --preset numerical_padding_strides
check sequence --preset conv1d
check equation --preset 3channel_filters1 --steps 0:3
check breakdown --preset conv2 --steps 0:3
check volume --preset separable_volume --steps 0:3
check row --preset conv1d_k2_s2_p1
check signs -n 4 -k 3 --title '100% of #1 & $2_a ~ {b} ^c \ <d> "e" `f` g--h' --caption "fi ff, ,, it's -- 3 × 5 ≤ 15, α → ∞"
check scripts -n 4 -k 3 --title 'Свёртка' --caption 'Größe, naïve'

[ "$failures" -eq 0 ] || { echo "tex_pictures.sh: $failures figures differ" >&2; exit 1; }
