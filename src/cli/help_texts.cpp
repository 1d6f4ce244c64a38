#include "cli/help_texts.hpp"
#include "arithmetic/layer_values.hpp"

namespace convarith {

const char* const kDescription =
    "Animations and figures of convolution arithmetic: any convolution, transposed convolution or pooling layer as "
    "GIF, SVG, WebP, PNG, PDF, TikZ, video or an interactive page.";

const char* const kExamples =
    "Examples:\n"
    "  convarith render --preset padding_strides\n"
    "  convarith render -n 5 -k 3 -s 2 -p 1\n"
    "  convarith render --all --out-dir docs/img --format gif,pdf\n"
    "  convarith embed --preset padding_strides --for markdown\n"
    "  convarith shape -n 5 -k 3 -s 2 -p 1\n"
    "  convarith presets\n"
    "\n"
    "'convarith help render', and so for the others, explains every flag.\n";

const char* const kRenderNotes =
    "Sizes are one number, or HxW with the rows first; 5,7 and (5, 7) are 5x7, too. For a transposed layer n is the\n"
    "input of the transposed convolution and p the padding in its signature, as in PyTorch.\n"
    "\n"
    "Numbers are nested lists, or the name of a file: .json (nested lists), .csv (a row a line; an empty line begins "
    "the\n"
    "next channel) or .npy (NumPy). Those that --random makes up are whole, inputs 0 to 9, weights and bias -3 to 3, "
    "or\n"
    "have as many decimals as --precision says. Messages count rows and columns from 0, and lines of files from 1.\n"
    "\n"
    "Files are OUTDIR/gif/NAME.gif, OUTDIR/png/NAME_00.png, OUTDIR/pdf/NAME_00.pdf, ... A layer without a preset is\n"
    "named after its parameters and what is shown: conv_n5_k3_s2_p1, conv_n5_k3_labels_caption. More than 400 files\n"
    "of one figure are written only where --format or --no-limits says so.\n"
    "\n"
    "What a preset asks for is taken away by --labels=no, and so for every switch; an empty title or caption is "
    "none.\n"
    "\n"
    "The exit code is 0 when all is done, 1 when something failed or only some of several figures were written, 2\n"
    "when the request was wrong and nothing was written.\n";

const char* const kRenderExamples =
    "Examples:\n"
    "  convarith render -n 5 -k 3 -s 2 -p 1\n"
    "  convarith render -n 3 -k 3 -s 2 -p 1 --transposed --output-padding 1 -o odd.gif\n"
    "  convarith render -n 5x7 -k 3x2 --width 400 --hold 2 --format gif\n"
    "  convarith render --layer 'nn.MaxPool2d(3, stride=2)' -n 7\n"
    "  convarith render --preset dilation -d 3 --dpi 300 --format png --steps 0\n"
    "  convarith render --preset dilation padding_strides --format gif\n"
    "  convarith render --all --out-dir docs/img --format gif,pdf\n"
    "  convarith render -n 5 -k 3 -s 2 -p 1 --labels --caption both --step-counter\n"
    "  convarith render --preset padding_strides_transposed --view stamp\n"
    "  convarith render --preset padding_strides --strip 4 --step-counter --format pdf\n"
    "  convarith render --preset padding_strides -o figure.tex\n"
    "  convarith render -n 5 -k 3 --beside transpose --title 'A convolution and its transpose'\n"
    "  convarith render -n 5 -k 3 --random 7 --format json -o -\n"
    "  convarith render --values '[[1, 2], [3, 4]]' --weights '[[1, 0], [0, -1]]' --format json -o -\n"
    "  convarith render --all --jobs 2 --shard 1/4 --format png\n"
    "  convarith render -n 6 -k 3 --print-preset > mine.json && convarith render --preset mine.json\n";

const char* const kEmbedExamples =
    "The snippet goes to standard output, and to standard error the command that makes the files it names. Each has\n"
    "alternative text that follows from the layer. Markdown, HTML and MkDocs show the first step to readers who ask "
    "for\n"
    "less motion. An SVG does so by itself, and brings its dark colours with it.\n"
    "\n"
    "Examples:\n"
    "  convarith embed --preset padding_strides --for markdown\n"
    "  convarith embed --preset padding_strides --preset dilation --for markdown --dark --base docs/img\n"
    "  convarith embed --family arithmetic --for html --table --columns 4 --base https://example.org/img\n"
    "  convarith embed -n 5 -k 3 -s 2 -p 1 --for mkdocs --format svg\n"
    "  convarith embed --layer 'nn.MaxPool2d(3, stride=2)' -n 7 --for rst\n"
    "  convarith embed --preset dilation --for latex --format animate\n";

const char* const kShapeExamples =
    "Sizes are rows x columns, with depth before them in three dimensions, and channels where the layer's framework "
    "has\n"
    "them: first, of Keras last. Where a text does not say how many come in, --channels does. Rows and columns are\n"
    "counted from 0. Padding counts as cells of the receptive field, zeros as factors of multiplications, and the "
    "bias\n"
    "as weights. A chain with adaptive pooling sees the cells that there are, and no padding.\n"
    "\n"
    "Formulas are in Unicode characters (text), in LaTeX between dollar signs, as GitHub shows it (markdown), or in "
    "LaTeX\n"
    "without delimiters (latex).\n"
    "\n"
    "Examples:\n"
    "  convarith shape -n 5 -k 3 -s 2 -p 1\n"
    "  convarith shape -n 3 -k 3 -s 2 -p 1 --transposed --output-padding 1 --formula latex\n"
    "  convarith shape --layer 'nn.Conv2d(16, 33, (3, 5), stride=2)' -n 32x64\n"
    "  convarith shape --layer 'nn.Conv2d(3, 16, 3, padding=1)' --layer 'nn.MaxPool2d(2)' -n 32 --json\n"
    "  convarith shape --layer 'Conv2D(32, 3, input_shape=(28, 28, 3))'\n"
    "  convarith shape --preset padding_strides --as keras\n";

const char* const kPresetsExamples =
    "Examples:\n"
    "  convarith presets\n"
    "  convarith presets show padding_strides > mine.json\n"
    "\n"
    "'convarith presets NAME' is short for 'convarith presets show NAME'.\n";

}  // namespace convarith
