// The documents that the program generates, and what the README says of pictures.

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "arithmetic/model/model_trace.hpp"
#include "arithmetic/operation.hpp"
#include "config/numbers/fit_values.hpp"
#include "config/preset.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::docs_test {
namespace {

namespace fs = std::filesystem;

const fs::path kProject = CONVARITH_SOURCE_DIR;

/// What each match of an expression has in its first group.
std::vector<std::string> all_of(const std::string& text, const std::string& expression) {
  const std::regex pattern(expression);
  std::vector<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match) {
    found.push_back((*match)[1]);
  }
  return found;
}

TEST(Docs, AreWhatTheProgramGenerates) {
  const TemporaryFolder folder;
  const ProcessResult made =
      run_process({(kProject / "tools/docs.sh").string(), CONVARITH_PROGRAM, folder.path().string()});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  for (const char* const name : {"gallery.md", "embedding.md"}) {
    EXPECT_EQ(read_file(kProject / "docs" / name), read_file(folder / name)) << name << ": run make docs";
  }
}

TEST(Docs, HaveEveryFamilyOfPresets) {
  const std::string script = read_file(kProject / "tools/docs.sh");
  std::set<std::string> families;
  for (const BuiltinPreset& preset : builtin_presets()) {
    families.insert(load_preset(std::string(preset.name))->request.family.value_or(""));
  }
  for (const std::string& family : families) {
    EXPECT_NE(script.find("\n  family " + family + " "), std::string::npos)
        << "gallery() in tools/docs.sh needs a line for the family '" << family << "'";
  }
}

TEST(Docs, ShowEveryPresetAndOnlyWhatExists) {
  const std::string gallery = read_file(kProject / "docs/gallery.md");
  const std::vector<std::string> sources = all_of(gallery, "src=\"([^\"]*)\"");
  for (const std::string& source : sources) EXPECT_TRUE(fs::exists(kProject / "docs" / source)) << source;
  const std::set<std::string> shown(sources.begin(), sources.end());
  for (const BuiltinPreset& preset : builtin_presets()) {
    EXPECT_TRUE(shown.contains("svg/" + std::string(preset.name) + ".svg"))
        << "docs/gallery.md lacks " << preset.name << ": run make docs";
  }
  EXPECT_EQ(shown.size(), builtin_presets().size());
}

/// The sizes of the input and the outputs of a model.
std::set<std::string> sizes_of_model(const Request& request) {
  std::set<std::string> sizes;
  const ModelTrace trace = *trace_model(*request.model, {request.n, request.channels, false});
  const auto add = [&sizes](const MapShape& shape) {
    if (shape.sizes.size() == 2) sizes.insert(std::to_string(shape.sizes[0]) + "x" + std::to_string(shape.sizes[1]));
  };
  add(trace.inputs.front().shape);
  for (const TracedLayer& layer : trace.layers) add(layer.effect.output.shape);
  return sizes;
}

/// The sizes that alternative texts may name: of the layer's maps and kernels, and of 1x1 convolutions.
std::set<std::string> sizes_of(const std::string& preset) {
  Request request = load_preset(preset)->request;
  if (request.model) return sizes_of_model(request);
  take_sizes_from_values(request);
  const Operation operation = *make_operation(request);
  std::set<std::string> sizes{"1x1"};
  for (int Axis::*const member : {&Axis::input, &Axis::kernel, &Axis::output}) {
    sizes.insert(std::to_string(operation.rows.*member) + "x" + std::to_string(operation.cols.*member));
  }
  return sizes;
}

TEST(Readme, SaysTrueSizesOfItsPictures) {
  const std::string readme = read_file(kProject / "README.md");
  const std::regex pattern("src=\"(?:gif|docs/svg)/([^\"]*)\\.\\w+\"[^>]*alt=\"([^\"]*)\"");
  std::size_t pictures = 0;
  for (std::sregex_iterator match(readme.begin(), readme.end(), pattern), end; match != end; ++match, ++pictures) {
    const std::set<std::string> sizes = sizes_of((*match)[1]);
    for (const std::string& size : all_of((*match)[2], R"(\b(\d+x\d+))")) {
      EXPECT_TRUE(sizes.contains(size)) << (*match)[1] << " has no " << size;
    }
  }
  EXPECT_GT(pictures, 30U);
}

}  // namespace
}  // namespace convarith::testing::docs_test
