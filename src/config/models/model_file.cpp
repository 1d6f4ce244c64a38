#include "config/models/model_file.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <system_error>
#include <utility>

#include "config/models/read_model.hpp"
#include "config/source_bytes.hpp"

namespace convarith {
namespace {

/// The most bytes of a file of a model. ONNX's own files have at most 2 GB.
constexpr std::size_t kMostBytesOfModel = std::size_t{2} << 30;

/// The bytes of a file, of which the system brings those into memory that are looked at.
class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& file) : number_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct stat facts {};
    if (number_ < 0 || ::fstat(number_, &facts) != 0 || facts.st_size <= 0) return;
    size_ = static_cast<std::size_t>(facts.st_size);
    if (size_ > kMostBytesOfModel) return;
    void* const start = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, number_, 0);
    if (start != MAP_FAILED) start_ = static_cast<const char*>(start);
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile() {
    if (start_ != nullptr) ::munmap(const_cast<char*>(start_), size_);
    if (number_ >= 0) ::close(number_);
  }

  bool is_open() const { return start_ != nullptr; }
  std::size_t size() const { return size_; }
  std::string_view bytes() const { return {start_, size_}; }

 private:
  int number_;
  std::size_t size_ = 0;
  const char* start_ = nullptr;
};

Result<Model> read_named(std::string_view content, const std::string& name) {
  Result<Model> model = read_model(content, name);
  if (model) return model;
  Problems problems = std::move(model).problems();
  for (Problem& problem : problems) {
    if (!problem.where.empty()) problem.why = fmt::format("{}: {}", problem.where, problem.why);
    problem.where.clear();
  }
  return problems;
}

}  // namespace

Result<Model> load_model(const std::filesystem::path& file) {
  const std::string name = file == kStandardInput ? "standard input" : file.string();
  std::error_code error;
  if (file != kStandardInput && !std::filesystem::exists(file, error)) {
    return usage_problem({}, fmt::format("there is no file '{}'", name));
  }
  if (std::filesystem::is_regular_file(file, error)) {
    const MappedFile mapped(file);
    if (mapped.is_open()) return read_named(mapped.bytes(), name);
    if (mapped.size() > kMostBytesOfModel) {
      return usage_problem({}, fmt::format("{}: has more than {} bytes", name, kMostBytesOfModel));
    }
  }
  const Result<std::string> content = bytes_of_source(file);
  if (content) return read_named(*content, name);
  Problem problem = content.problems().front();
  problem.why = fmt::format("{}: {}", name, problem.why);
  return problem;
}

}  // namespace convarith
