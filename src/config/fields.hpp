#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "convarith/request.hpp"

namespace convarith {

/// The member of a request that holds a field's value.
using Member = std::variant<
    std::optional<std::string> Request::*, std::optional<Operator> Request::*, std::optional<PerAxis> Request::*,
    std::optional<Padding> Request::*, std::optional<PaddingMode> Request::*, std::optional<Model> Request::*,
    std::optional<Tensor> Request::*, std::optional<NamedTensors> Request::*, std::optional<bool> Request::*,
    std::optional<int> Request::*, std::optional<double> Request::*, std::optional<StepRange> Request::*,
    std::optional<Strip> Request::*, std::optional<PictureWidth> Request::*, std::optional<PictureScale> Request::*,
    std::optional<std::vector<std::string>> Request::*>;

/// One setting of a figure. It is the same in a preset and, if it has flags, on the command line.
struct Field {
  std::string_view key;      ///< the key in the JSON of presets
  std::string_view flags;    ///< such as "-s,--stride"; empty for a field of presets only
  std::string_view metavar;  ///< describes the value after the flag; empty for switches
  std::string_view group;    ///< the heading in the help
  std::string_view help;
  Member member;
  double least = 0;  ///< the least number allowed
  double most = 0;   ///< the greatest number allowed
};

inline constexpr std::string_view kLayerGroup = "Layer";
inline constexpr std::string_view kModelGroup = "Model";
inline constexpr std::string_view kValuesGroup = "Values";
inline constexpr std::string_view kFigureGroup = "Figure";
inline constexpr std::string_view kPictureGroup = "Picture";
inline constexpr std::string_view kNamingGroup = "Name";

/// Returns all fields, in the order of help texts and printed presets. A new field is added to this list only.
std::span<const Field> fields();

/// Returns the field with this JSON key, or null.
const Field* find_field(std::string_view key);

/// Returns the flags as messages name them, such as "-s/--stride", or the key if the field has no flag.
std::string flag_names(const Field& field);

/// Returns the long flag as a word: "output_padding" for "-a,--output-padding". Empty if the field has no flag.
std::string long_name(const Field& field);

bool is_set(const Request& request, const Field& field);

/// Copies the field's value, whether it is set or not.
void copy_field(const Field& field, const Request& from, Request& to);

/// Whether the field has the same value in both requests, or is unset in both.
bool same_field(const Field& field, const Request& a, const Request& b);

}  // namespace convarith
