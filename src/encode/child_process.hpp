#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "convarith/result.hpp"

namespace convarith {

/// The program of a name in the folders of PATH.
std::optional<std::filesystem::path> find_program(std::string_view name);

/// A file without a name, which goes away with the object, or with the process however it ends.
class NamelessFile {
 public:
  static Result<NamelessFile> create();
  NamelessFile(NamelessFile&& other) noexcept;
  NamelessFile& operator=(NamelessFile&&) = delete;
  ~NamelessFile();

  int descriptor() const { return descriptor_; }
  std::uint64_t size() const;
  /// Up to `most` bytes from a place on; fewer at the end.
  Result<std::vector<std::uint8_t>> read(std::uint64_t place, std::size_t most) const;

 private:
  explicit NamelessFile(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

/// The place at which a child finds the file that it shall write.
inline constexpr std::string_view kChildsFile = "/dev/fd/3";

/// A program at work. It reads what is written to it, writes a file of its own (kChildsFile), and what it prints is
/// kept. It is ended with the object.
class ChildProcess {
 public:
  static Result<std::unique_ptr<ChildProcess>> start(const std::filesystem::path& program,
                                                     std::vector<std::string> arguments);
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  /// Errors: the program takes no more, or a signal came.
  Status write(std::span<const std::uint8_t> bytes);
  /// Says that nothing more comes and waits until the program has ended. Errors: it failed, with the first line of what
  /// it printed.
  Status finish();
  const NamelessFile& file() const { return file_; }
  /// All it has printed so far, up to a megabyte.
  std::string printed() const;

 private:
  ChildProcess(std::string name, NamelessFile file, NamelessFile printed)
      : name_(std::move(name)), file_(std::move(file)), printed_(std::move(printed)) {}

  Status spawn(const std::filesystem::path& program, std::vector<std::string>& arguments, int input);
  Problem problem(const std::string& what) const;

  std::string name_;
  NamelessFile file_;
  NamelessFile printed_;
  pid_t process_ = -1;  // -1 once it has ended
  int input_ = -1;
};

}  // namespace convarith
