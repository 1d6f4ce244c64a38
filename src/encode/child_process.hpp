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

/// Looks for a program in the folders of PATH.
std::optional<std::filesystem::path> find_program(std::string_view name);

/// A file without a name, which is deleted with the object, or with the process however the process ends.
class NamelessFile {
 public:
  static Result<NamelessFile> create();
  NamelessFile(NamelessFile&& other) noexcept;
  NamelessFile& operator=(NamelessFile&&) = delete;
  ~NamelessFile();

  int descriptor() const { return descriptor_; }
  std::uint64_t size() const;
  /// Reads up to `most` bytes from byte `place` on; fewer at the end of the file.
  Result<std::vector<std::uint8_t>> read(std::uint64_t place, std::size_t most) const;

 private:
  explicit NamelessFile(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

/// The path at which a child process finds the file that it is to write.
inline constexpr std::string_view kChildsFile = "/dev/fd/3";

/// A running program. It reads what write() sends and writes a file of its own (kChildsFile); what it prints is kept.
/// The program is killed when the object is destroyed.
class ChildProcess {
 public:
  static Result<std::unique_ptr<ChildProcess>> start(const std::filesystem::path& program,
                                                     std::vector<std::string> arguments);
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  /// Sends bytes to the program. Errors: the program reads no more, or a signal arrived.
  Status write(std::span<const std::uint8_t> bytes);
  /// Closes the program's input and waits until the program has ended. Errors: the program failed; the message has the
  /// first line of what the program printed.
  Status finish();
  const NamelessFile& file() const { return file_; }
  /// Returns all that the program has printed so far, up to a megabyte.
  std::string printed() const;

 private:
  ChildProcess(std::string name, NamelessFile file, NamelessFile printed)
      : name_(std::move(name)), file_(std::move(file)), printed_(std::move(printed)) {}

  Status spawn(const std::filesystem::path& program, std::vector<std::string>& arguments, int input);
  Problem problem(const std::string& what) const;

  std::string name_;
  NamelessFile file_;
  NamelessFile printed_;
  pid_t process_ = -1;  // -1 once the program has ended
  int input_ = -1;
};

}  // namespace convarith
