#include "output/staged_file.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace convarith {
namespace {

namespace fs = std::filesystem;

std::string explain(int error) {
  return std::generic_category().message(error);
}

Status write_all(int descriptor, std::span<const std::uint8_t> bytes, const std::string& name) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0) return failure(name, "can't be written: " + explain(errno));
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return ok();
}

mode_t usual_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

/// The mode of an ordinary new file. Reading the umask changes it for a moment, so this is done before any thread
/// starts.
const mode_t kUsualMode = usual_mode();

/// Follows symbolic links to their target, which need not exist.
Result<fs::path> follow_links(const fs::path& link) {
  constexpr int most_hops = 40;
  fs::path path = link;
  std::error_code error;
  for (int hops = 0; fs::is_symlink(path, error); ++hops) {
    if (hops == most_hops) return failure(link.string(), "can't be written: " + explain(ELOOP));
    const fs::path next = fs::read_symlink(path, error);
    path = next.is_absolute() ? next : path.parent_path() / next;
  }
  return path;
}

/// Returns the template of a hidden file's name. It is cut because file systems allow at most 255 bytes.
std::string staging_name(const fs::path& target) {
  constexpr std::size_t longest = 240;
  return fmt::format(".{}.XXXXXX", target.filename().string().substr(0, longest));
}

/// Returns the mode of the file that is to be replaced, or that of an ordinary new file.
mode_t mode_for(const fs::file_status& replaced) {
  if (!fs::exists(replaced)) return kUsualMode;
  return static_cast<mode_t>(replaced.permissions() & fs::perms::mask);
}

}  // namespace

Result<std::unique_ptr<StagedFile>> StagedFile::create(const fs::path& requested) {
  std::error_code error;
  fs::path target = requested;
  fs::file_status found = fs::symlink_status(target, error);
  if (fs::is_symlink(found)) {
    Result<fs::path> followed = follow_links(requested);
    if (!followed) return followed.problems();
    target = *std::move(followed);
    found = fs::status(target, error);
  }
  if (fs::is_directory(found)) return failure(target.string(), "is a folder", "name a file");
  // The object exists before the file does, so that no file is left behind if memory runs out in between.
  std::unique_ptr<StagedFile> file(new StagedFile(target));
  if (Status opened = file->open(mode_for(found)); !opened) return opened.problems();
  return file;
}

Status StagedFile::open(unsigned mode) {
  const fs::path folder = target_.has_parent_path() ? target_.parent_path() : fs::path(".");
  const std::string pattern = (folder / staging_name(target_)).string();
  std::string staging = pattern;
  descriptor_ = ::mkostemp(staging.data(), O_CLOEXEC);
  if (descriptor_ < 0 && (errno == ENOENT || errno == ENOTDIR)) {
    // A file where a folder should be stays what it is.
    std::error_code error(errno, std::generic_category());
    if (errno == ENOENT) fs::create_directories(folder, error);
    if (error) {
      return failure(target_.string(), "its folder " + folder.string() + " can't be created: " + error.message(),
                     "choose another with --out-dir");
    }
    staging = pattern;
    descriptor_ = ::mkostemp(staging.data(), O_CLOEXEC);
  }
  if (descriptor_ < 0) {
    return failure(target_.string(), "can't be written: " + explain(errno), "choose another folder with --out-dir");
  }
  staging_.swap(staging);
  ::fchmod(descriptor_, mode);
  return ok();
}

StagedFile::~StagedFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!staging_.empty()) ::unlink(staging_.c_str());
}

Status StagedFile::write(std::span<const std::uint8_t> bytes) {
  size_ += bytes.size();
  return write_all(descriptor_, bytes, target_.string());
}

Status StagedFile::close() {
  const int closed = ::close(descriptor_);
  descriptor_ = -1;
  if (closed != 0) return failure(target_.string(), "can't be written: " + explain(errno));
  return ok();
}

Status StagedFile::publish() {
  if (::rename(staging_.c_str(), target_.c_str()) != 0) {
    return failure(target_.string(), "can't be replaced: " + explain(errno));
  }
  staging_.clear();
  return ok();
}

Result<std::unique_ptr<StreamSink>> StreamSink::open(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return failure(path.string(), "can't be opened: " + explain(errno));
  return std::unique_ptr<StreamSink>(new StreamSink(path.string(), descriptor));
}

std::unique_ptr<StreamSink> StreamSink::standard_output() {
  return std::unique_ptr<StreamSink>(new StreamSink("standard output", ::dup(STDOUT_FILENO)));
}

StreamSink::~StreamSink() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Status StreamSink::write(std::span<const std::uint8_t> bytes) {
  return write_all(descriptor_, bytes, name_);
}

Status StreamSink::close() {
  const int closed = ::close(descriptor_);
  descriptor_ = -1;
  if (closed != 0) return failure(name_, "can't be written: " + explain(errno));
  return ok();
}

bool is_stream(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  return fs::is_fifo(status) || fs::is_character_file(status) || fs::is_block_file(status) || fs::is_socket(status);
}

}  // namespace convarith
