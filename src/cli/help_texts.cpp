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
    "  convarith kernels\n"
    "\n"
    "'convarith help COMMAND', such as 'convarith help render', explains every flag of a command.\n";

const char* const kRenderNotes =
    "Sizes are one number, or HxW with the rows first; 5,7 and (5, 7) mean the same as 5x7. For a transposed layer,\n"
    "n is the input of the transposed convolution and p is the padding in its signature, as in PyTorch.\n"
    "\n"
    "Numbers are given as nested lists, or as the name of a file: .json (nested lists), .csv (one row per line; an\n"
    "empty line begins the next channel) or .npy (NumPy). The numbers that --random makes up are whole numbers, 0\n"
    "to 9 for inputs and -3 to 3 for weights and bias, or have as many decimals as --precision says. Messages count\n"
    "rows and columns from 0, and the lines of a file from 1.\n"
    "\n"
    "Values may also be a picture, .png, .jpg or .jpeg: one channel if it is grey, else three, of whole numbers from "
    "0\n"
    "to 255. Transparent parts lie on white. First comes --crop, then --resize, which averages over areas, then "
    "--grey,\n"
    "then --scale, which keeps decimals: those of averages, and those of pictures of 16 bits.\n"
    "\n"
    "Weights may be the name of a kernel. It is applied as it is printed below, as layers don't flip kernels. Each\n"
    "filter gets the kernel on each of its channels and adds up what they give; to filter each of three channels by\n"
    "itself, add --groups 3, which then also sets the number of filters. A file of such a name is written ./NAME.\n"
    "\n"
    "Files are written to OUTDIR/gif/NAME.gif, OUTDIR/png/NAME_00.png, OUTDIR/pdf/NAME_00.pdf, ... A figure without\n"
    "a preset is named after its parameters and what it shows: conv_n5_k3_s2_p1, conv_n5_k3_labels_caption. More\n"
    "than 400 files of one figure are written only if --format or --no-limits is given.\n"
    "\n"
    "To switch off what a preset switches on, write --labels=no, and likewise for every other switch; an empty\n"
    "title or caption removes that of the preset.\n"
    "\n"
    "The exit code is 0 when everything was done, 1 when something failed or only some of several figures were\n"
    "written, and 2 when the request was wrong and nothing was written.\n";

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
    "  convarith render -n 6 --random 1 --weights sobel-x --format gif\n"
    "  convarith render --all --jobs 2 --shard 1/4 --format png\n"
    "  convarith render -n 6 -k 3 --print-preset > mine.json && convarith render --preset mine.json\n";

const char* const kEmbedExamples =
    "The snippet goes to standard output, and the command that makes the files it names goes to standard error.\n"
    "Every picture has alternative text that is derived from the layer. Markdown, HTML and MkDocs show the first\n"
    "step to readers who ask for less motion. An SVG does so by itself, and contains its own dark colours.\n"
    "'convarith help render' lists the views and themes, and explains sizes and files with numbers.\n"
    "\n"
    "Examples:\n"
    "  convarith embed --preset padding_strides --for markdown\n"
    "  convarith embed --preset padding_strides --preset dilation --for markdown --dark --base docs/img\n"
    "  convarith embed --family arithmetic --for html --table --columns 4 --base https://example.org/img\n"
    "  convarith embed -n 5 -k 3 -s 2 -p 1 --for mkdocs --format svg\n"
    "  convarith embed --layer 'nn.MaxPool2d(3, stride=2)' -n 7 --for rst\n"
    "  convarith embed --preset dilation --for latex --format animate\n";

const char* const kShapeExamples =
    "Sizes are rows x columns, after the depth in three dimensions, and include the channels where the layer's\n"
    "framework puts them: first, or last in Keras. If the text of a layer does not say how many channels its input\n"
    "has, give --channels. Rows and columns are counted from 0. Padding counts towards the receptive field, its\n"
    "zeros count as factors of multiplications, and the bias counts towards the weights. The receptive field of a\n"
    "chain with adaptive pooling has only cells of the input, and no padding.\n"
    "\n"
    "Formulas are written in Unicode characters (text), in LaTeX between dollar signs, as GitHub shows it\n"
    "(markdown), or in LaTeX without delimiters (latex).\n"
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

const char* const kKernelsNotes =
    "Rows are separated by commas. Kernels are applied as printed: layers don't flip them. Box and gaussian keep the\n"
    "brightness, as their numbers add up to 1.\n"
    "\n"
    "Examples:\n"
    "  convarith kernels\n"
    "  convarith render -n 6 --random 1 --weights sobel-x\n"
    "  convarith render -n 7 --random 1 --weights gaussian:5 --precision 4\n";

}  // namespace convarith
