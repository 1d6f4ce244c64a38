#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "convarith/request.hpp"

namespace convarith {

/// Where a field keeps its value.
using Member =
    std::variant<std::optional<std::string> Request::*, std::optional<Operator> Request::*,
                 std::optional<PerAxis> Request::*, std::optional<Padding> Request::*,
                 std::optional<PaddingMode> Request::*, std::optional<Tensor> Request::*,
                 std::optional<bool> Request::*, std::optional<int> Request::*, std::optional<double> Request::*,
                 std::optional<StepRange> Request::*, std::optional<Strip> Request::*,
                 std::optional<PictureWidth> Request::*, std::optional<std::vector<std::string>> Request::*>;

/// One thing that can be said of a figure: the same in a preset and, where it has flags, on the command line.
struct Field {
  std::string_view key;      ///< in preset JSON
  std::string_view flags;    ///< such as "-s,--stride"; empty: presets only
  std::string_view metavar;  ///< what the flag is followed by; empty for switches
  std::string_view group;    ///< heading in the help
  std::string_view help;
  Member member;
  double least = 0;  ///< of numbers
  double most = 0;   ///< of numbers
};

inline constexpr std::string_view kLayerGroup = "Layer";
inline constexpr std::string_view kValuesGroup = "Values";
inline constexpr std::string_view kFigureGroup = "Figure";
inline constexpr std::string_view kPictureGroup = "Picture";
inline constexpr std::string_view kNamingGroup = "Name";

/// All fields, in the order of help texts and printed presets; the one place to add one.
std::span<const Field> fields();

/// The field of a JSON key, or null.
const Field* find_field(std::string_view key);

/// "-s/--stride", for messages; the key where there is no flag.
std::string flag_names(const Field& field);

/// "output_padding" of "-a,--output-padding"; empty where there is no flag.
std::string long_name(const Field& field);

bool is_set(const Request& request, const Field& field);

/// Takes over the field's value, set or not.
void copy_field(const Field& field, const Request& from, Request& to);

/// Whether both say the same, unset included.
bool same_field(const Field& field, const Request& a, const Request& b);

}  // namespace convarith
