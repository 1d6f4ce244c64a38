#!/bin/sh
# Writes the documents that the program generates, and, with pictures, what they show:
#   tools/docs.sh PROGRAM FOLDER [--pictures]
# FOLDER/gallery.md has every built-in preset, FOLDER/embedding.md how to show figures, with a recipe for each host.
set -eu

program=$1
folder=$2

mkdir -p "$folder"
embed() { "$program" embed "$@" 2>/dev/null; }

# A family, how many of its figures stand beside each other, and what it is.
gallery() {
  cat <<'TEXT'
# Gallery

Every preset. `convarith render --preset NAME` draws one; pictures are called after their presets. They follow your page's
colours, and stand still if your system asks for less motion. In the captions n is the input, k the kernel, s the
stride, p the padding, d the dilation, a the output_padding, m the output.

This page is made by `make docs`: it is what `convarith embed --table` prints.
TEXT
  family arithmetic 3 "Convolution arithmetic" "The figures of *A guide to convolution arithmetic for deep learning*."
  family explained 2 "Explained" "The same with labels, formulas and a legend; transposed layers in both of their views."
  family numerical 3 "With numbers" "The numerical figures of the guide."
  family book 1 "For books" "Worked examples with numbers: equations, padding, strides, pooling, sequences, channels, and a small network at work."
  family tutorial 2 "In one dimension" "The sum of every step in symbols."
  family models 2 "Whole models" "What one output sees of the input, and models as blocks in a row."
  family channels 2 "Channels, filters and groups" "As sheets with numbers, and as solid blocks in space."
}

family() {
  printf '\n## %s\n\n%s\n\n' "$3" "$4"
  embed --family "$1" --for markdown --format svg --dark --table --columns "$2"
}

fence() {
  printf '\n```%s\n' "$1"
  cat
  printf '```\n'
}

recipe() {
  host=$1
  language=$2
  shift 2
  printf '\n```sh\nconvarith embed %s\n```\n' "$*"
  # shellcheck disable=SC2086
  eval "set -- $*"
  embed "$@" | fence "$language"
}

embedding() {
  cat <<'TEXT'
# Figures in your pages

`convarith embed` prints what shows a figure where you write: the picture with its size, a caption, and alternative text
that says what the figure shows. The text follows from the layer, so that it is true for every layer. On standard error
it says which `convarith render` command makes the files. Presets, `--layer` and layer flags mean the same as in
`convarith render`; `--base` is the folder or address that the files are in; `--table` puts several figures beside each
other, with parameters and worked formulas.

| for | picture | less motion | dark pages |
|---|---|---|---|
| `markdown` | GIF or SVG | `<picture>` | `--dark`, `<picture>` |
| `html` | GIF or SVG | `<picture>` | `--dark`, `<picture>` |
| `mkdocs` | GIF or SVG | a style that hides one of two | `--dark`, `#only-light` and `#only-dark` |
| `rst` | GIF or SVG, and PDF in LaTeX | with SVG | `--dark`, classes `only-light` and `only-dark` |
| `obsidian` | GIF or SVG | with SVG | with SVG |
| `latex` | PDF, or all steps with `animate` | has controls | |

With `--format svg` one file does it all: it is animated, stands still where less motion is asked for, and with
`render --theme auto` has dark colours too. `--dark` then only changes the command that makes the file.

## READMEs: GitHub, GitLab and other forges

Forges take HTML in Markdown, which Markdown's own pictures would be too weak for: `<picture>` has a still for readers
who want less motion, and other colours for dark pages.
TEXT
  recipe markdown html "--preset padding_strides --for markdown --dark --base docs/img"
  cat <<'TEXT'

A table, as in [the gallery](gallery.md):
TEXT
  recipe markdown html "--preset no_padding_strides --preset padding_strides --for markdown --table --columns 2 --base docs/img"
  cat <<'TEXT'

## Web pages

An animated SVG may also be pasted into the page itself, as notebooks and many shortcodes do: its ids, classes and keyframes
begin with a name that follows from the figure, so that it stands beside others, or twice, and its styles are for nothing else.
TEXT
  recipe html html "--preset dilation --for html --format svg --base /img"
  cat <<'TEXT'

## MkDocs with Material

`mkdocs.yml` needs `attr_list` and `md_in_html` under `markdown_extensions`. MkDocs mends the paths of Markdown's own
pictures, whatever the page's address, but not those of `<picture>`; so all variants are pictures, and styles hide all
but one.
TEXT
  recipe mkdocs markdown "--preset padding_strides_transposed --for mkdocs --base img"
  cat <<'TEXT'

## Sphinx

HTML gets the animation, LaTeX a step as PDF, since LaTeX knows no GIFs. The classes that `--dark` sets are known to the
themes Furo and PyData.
TEXT
  recipe rst rst "--layer 'nn.MaxPool2d(3, stride=2)' -n 7 --for rst --base _static"
  cat <<'TEXT'

## LaTeX
TEXT
  recipe latex latex "-n 5 -k 3 -s 2 -p 1 --for latex --base figures"
  cat <<'TEXT'

All steps, with buttons to play them, in readers that know them (such as Acrobat and Okular):
TEXT
  recipe latex latex "-n 5 -k 3 -s 2 -p 1 --for latex --format animate --base figures"
  cat <<'TEXT'

## Obsidian

A link into the vault, which is found from every note; with `--base` an address a Markdown picture.
TEXT
  recipe obsidian markdown "--preset conv1d_dilated --for obsidian"
}

gallery >"$folder/gallery.md"
embedding >"$folder/embedding.md"
[ "${3:-}" = --pictures ] || exit 0
"$program" render --all --format svg --theme auto --out-dir "$folder" --quiet
