#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace convarith::testing {

/// An empty folder that goes away with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  /// Every file below the folder, hidden ones too, relative to it and sorted.
  std::vector<std::string> files() const;

 private:
  std::filesystem::path path_;
};

/// A file's bytes.
std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, const std::string& bytes);

}  // namespace convarith::testing
