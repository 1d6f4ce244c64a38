#!/bin/sh
# Makes docs/guide.pdf: draws the figures of docs/figures.jsonl, asks the program for their layers and formulas, and sets
# docs/guide.tex, twice for the references:
#   tools/document.sh PROGRAM FOLDER
# Whatever LaTeX complains about, down to a line that is too long, is a failure.
set -eu

program=$(realpath "$1")
docs=$(realpath "$(dirname "$0")/../docs")
mkdir -p "$2"
cd "$2"

"$program" render --manifest "$docs/figures.jsonl" --format pdf --quiet

# \worked{same} and \layer{same} of the guide.
ask() { printf '%s\n' "$line" | "$program" shape --preset - "$@"; }
while read -r line; do
  name=$(printf '%s\n' "$line" | sed 's/{"name": "\([a-z_]*\)".*/\1/')
  worked=$(ask --formula latex | sed -n '/^formula/{n;s/^ *//p;}')
  layer=$(ask --as pytorch | sed 's/_/\\_/g')
  printf '%s\n' "\\saidof{worked}{$name}{$worked}" "\\saidof{layer}{$name}{$layer}"
done <"$docs/figures.jsonl" >facts.tex

# The same bytes whenever it is made.
export SOURCE_DATE_EPOCH=0 FORCE_SOURCE_DATE=1 TEXINPUTS="$docs:"
for _ in 1 2; do
  pdflatex -interaction=nonstopmode -halt-on-error guide.tex >said.txt || { tail -n 40 said.txt >&2; exit 1; }
done
if grep -E 'Warning|^(Over|Under)full' guide.log >&2; then
  echo "tools/document.sh: LaTeX complains of the guide, see above" >&2
  exit 1
fi
cp guide.pdf "$docs/guide.pdf"
