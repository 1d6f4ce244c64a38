#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "output/staged_file.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

/// How many more allocations of this thread succeed; all of them where it is negative.
thread_local int allocations_left = -1;

}  // namespace

// The library's own, but for a failure that a test asks for. Not inlined, or compilers see memory of malloc() deleted.
[[gnu::noinline]] void* operator new(std::size_t size) {
  if (allocations_left == 0) throw std::bad_alloc();
  if (allocations_left > 0) --allocations_left;
  void* const memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace convarith::testing::failing_memory_test {
namespace {

/// Makes a file and gives it up again while only so many allocations succeed. Whether they were enough.
bool makes_a_file(const std::filesystem::path& target, int allocations) {
  allocations_left = allocations;
  try {
    const auto file = StagedFile::create(target);
    allocations_left = -1;
    EXPECT_TRUE(file);
    return true;
  } catch (const std::bad_alloc&) {
    allocations_left = -1;
    return false;
  }
}

TEST(FailingMemory, LeavesNoHiddenFileWhereverItFails) {
  const TemporaryFolder folder;
  const std::filesystem::path target = folder / "some/folder/with_a_name_that_needs_an_allocation.gif";
  int allocations = 0;
  while (!makes_a_file(target, allocations)) {
    EXPECT_EQ(folder.files(), std::vector<std::string>{}) << "after " << allocations << " allocations";
    ++allocations;
    ASSERT_LT(allocations, 1000);
  }
  EXPECT_GT(allocations, 2) << "no allocation failed";
  EXPECT_EQ(folder.files(), std::vector<std::string>{});
}

}  // namespace
}  // namespace convarith::testing::failing_memory_test
