#include "encode/child_process.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace convarith {
namespace {

namespace fs = std::filesystem;

std::string explain(int error) {
  return std::generic_category().message(error);
}

bool is_program(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
}

std::string first_line(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \r\n");
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_first_of("\r\n", begin) - begin);
}

}  // namespace

std::optional<fs::path> find_program(std::string_view name) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here changes the environment
  const char* const value = std::getenv("PATH");
  const std::string folders = value == nullptr ? "" : value;
  for (std::size_t begin = 0; begin < folders.size();) {
    const std::size_t end = std::min(folders.find(':', begin), folders.size());
    // An empty entry means the current folder, whose programs nobody means to run.
    if (end > begin && is_program(fs::path(folders.substr(begin, end - begin)) / name)) {
      return fs::path(folders.substr(begin, end - begin)) / name;
    }
    begin = end + 1;
  }
  return std::nullopt;
}

Result<NamelessFile> NamelessFile::create() {
  std::error_code error;
  const fs::path folder = fs::temp_directory_path(error);
  std::string name = (error ? fs::path("/tmp") : folder) / "convarith.XXXXXX";
  const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
  if (descriptor < 0) return failure(name, "can't be created: " + explain(errno), "set TMPDIR to a folder with space");
  ::unlink(name.c_str());
  return NamelessFile(descriptor);
}

NamelessFile::NamelessFile(NamelessFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

NamelessFile::~NamelessFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::uint64_t NamelessFile::size() const {
  struct stat status {};
  return ::fstat(descriptor_, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

Result<std::vector<std::uint8_t>> NamelessFile::read(std::uint64_t place, std::size_t most) const {
  std::vector<std::uint8_t> bytes(most);
  const ssize_t count = ::pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(place));
  if (count < 0) return failure("a temporary file", "can't be read: " + explain(errno));
  bytes.resize(static_cast<std::size_t>(count));
  return bytes;
}

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(const fs::path& program, std::vector<std::string> arguments) {
  Result<NamelessFile> file = NamelessFile::create();
  if (!file) return file.problems();
  Result<NamelessFile> printed = NamelessFile::create();
  if (!printed) return printed.problems();
  std::unique_ptr<ChildProcess> child(
      new ChildProcess(program.filename().string(), *std::move(file), *std::move(printed)));
  // A socket rather than a pipe: a write to a socket that nobody reads any more can be told not to raise a signal.
  std::array<int, 2> ends{-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return failure(program.string(), "can't be started: " + explain(errno));
  }
  child->input_ = ends[0];
  Status spawned = child->spawn(program, arguments, ends[1]);
  ::close(ends[1]);
  if (!spawned) return spawned.problems();
  return child;
}

Status ChildProcess::spawn(const fs::path& program, std::vector<std::string>& arguments, int input) {
  std::vector<char*> words{name_.data()};
  for (std::string& argument : arguments) words.push_back(argument.data());
  words.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, printed_.descriptor(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, printed_.descriptor(), STDERR_FILENO);
  posix_spawn_file_actions_adddup2(&files, file_.descriptor(), 3);
  const int error = ::posix_spawn(&process_, program.c_str(), &files, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (error == 0) return ok();
  process_ = -1;
  return failure(program.string(), "can't be started: " + explain(error));
}

ChildProcess::~ChildProcess() {
  if (input_ >= 0) ::close(input_);
  if (process_ < 0) return;
  ::kill(process_, SIGKILL);
  while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) continue;
}

Status ChildProcess::write(std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(input_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && (errno == EPIPE || errno == ECONNRESET)) {
      Status finished = finish();
      return finished ? Status(problem("ended before it had read all of its input")) : finished;
    }
    if (sent < 0) return problem("can't be written to: " + explain(errno));
    bytes = bytes.subspan(static_cast<std::size_t>(sent));
  }
  return ok();
}

Status ChildProcess::finish() {
  ::close(std::exchange(input_, -1));
  int status = 0;
  if (::waitpid(process_, &status, 0) < 0) return problem("can't be waited for: " + explain(errno));
  process_ = -1;
  if (WIFSIGNALED(status)) return problem(fmt::format("was ended by signal {}", WTERMSIG(status)));
  if (WEXITSTATUS(status) != 0) return problem(fmt::format("failed with exit code {}", WEXITSTATUS(status)));
  return ok();
}

std::string ChildProcess::printed() const {
  constexpr std::size_t most = 1 << 20;
  const auto bytes = printed_.read(0, most);
  return bytes ? std::string(bytes->begin(), bytes->end()) : std::string();
}

Problem ChildProcess::problem(const std::string& what) const {
  const std::string line = first_line(printed());
  return failure(name_, line.empty() ? what : fmt::format("{}: {}", what, line));
}

}  // namespace convarith
