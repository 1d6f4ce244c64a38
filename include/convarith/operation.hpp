#pragma once

#include "convarith/layer.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Every number of a layer lies between its smallest sensible value and this.
inline constexpr int kLargestParameter = 16384;

/// The most cells that either map, or the plane on which one is drawn, may have.
inline constexpr long long kMostCells = 1LL << 24;

/// A layer along one spatial axis. Lengths are in cells.
struct Axis {
  int input = 0;
  int kernel = 0;
  int stride = 1;
  int padding = 0;
  int dilation = 1;
  int output_padding = 0;
  int output = 0;

  /// d(k - 1) + 1: the cells from a kernel's first tap to its last.
  int effective_kernel() const { return dilation * (kernel - 1) + 1; }

  bool operator==(const Axis&) const = default;
};

/// A valid layer: whoever holds one need not check it again.
struct Operation {
  Operator op = Operator::convolution;
  bool transposed = false;
  Axis rows;
  Axis cols;

  bool operator==(const Operation&) const = default;
};

/// Fills in the defaults, computes the output and checks everything at once.
///
/// Output of a convolution or a pooling: floor((n + 2p - d(k-1) - 1) / s) + 1;
/// of a transposed convolution: (n-1)s - 2p + d(k-1) + a + 1
/// (PyTorch: Conv2d, MaxPool2d, ConvTranspose2d; Dumoulin and Visin, relations 6, 14 and, for dilation, 15).
///
/// Errors: `where` of each problem is the name of a member of LayerOptions.
Result<Operation> make_operation(const LayerOptions& options);

}  // namespace convarith
