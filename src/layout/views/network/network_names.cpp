#include "layout/views/network/network_names.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "layout/text/typesetting.hpp"
#include "type/utf8.hpp"

namespace convarith {
namespace {

/// Returns the characters of a text, each in UTF-8.
std::vector<std::string> characters_of(std::string_view text) {
  std::vector<std::string> characters;
  for (const char byte : text) {
    const bool continues = (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
    if (continues && !characters.empty()) {
      characters.back() += byte;
    } else {
      characters.emplace_back(1, byte);
    }
  }
  return characters;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

/// Returns "0" of "layer1.0" in the block "layer1", as ONNX files of PyTorch name blocks.
std::string_view without_block(std::string_view name, std::string_view block) {
  const bool repeats = name.size() > block.size() && name.starts_with(block) && name[block.size()] == '.';
  return repeats ? name.substr(block.size() + 1) : name;
}

}  // namespace

std::string in_settable_characters(std::string_view text) {
  std::string settable;
  for (const std::string& character : characters_of(text)) {
    const auto decoded = decode_utf8(character);
    const bool is_settable = decoded && decoded->size() == 1 && is_embedded(decoded->front());
    settable += is_settable ? character : "?";
  }
  return settable;
}

std::vector<std::string> path_of_layer(const ModelLayer& layer) {
  std::vector<std::string> path;
  std::string block;
  for (const std::string& part : split(layer.name, '/')) {
    for (const std::string& name : split(without_block(part, block), '.')) path.push_back(in_settable_characters(name));
    block = part;
  }
  // The last name in ONNX files is that of the operator.
  const bool is_join = std::holds_alternative<Join>(layer.action);
  if (path.size() > 1 && !is_join && !layer.type.empty() && path.back() == layer.type) path.pop_back();
  return path;
}

bool is_number_name(std::string_view name) {
  return !name.empty() &&
         std::all_of(name.begin(), name.end(), [](unsigned char letter) { return std::isdigit(letter) != 0; });
}

std::string joined_names(std::span<const std::string> names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ".") + name;
  return all;
}

std::string common_beginning(std::string_view a, std::string_view b) {
  if (a == b) return std::string(a);
  const auto end = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
  const std::string_view common = a.substr(0, static_cast<std::size_t>(end - a.begin()));
  const std::size_t separator = common.find_last_of("._-");
  return separator == std::string_view::npos ? std::string() : std::string(common.substr(0, separator));
}

std::string shortened_to_width(const std::string& text, double size, double width) {
  const auto fits = [&](const std::string& tried) { return Typesetter().line(tried, size).width <= width; };
  if (fits(text)) return text;
  const std::vector<std::string> characters = characters_of(text);
  for (std::size_t kept = characters.size() - 1; kept > 2; --kept) {
    std::string tried;
    const std::size_t ahead = (kept + 1) / 2;
    for (std::size_t i = 0; i < ahead; ++i) tried += characters[i];
    tried += "…";
    for (std::size_t i = characters.size() - (kept - ahead); i < characters.size(); ++i) tried += characters[i];
    if (fits(tried)) return tried;
  }
  return characters.front() + "…";
}

}  // namespace convarith
