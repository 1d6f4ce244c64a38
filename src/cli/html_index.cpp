#include "cli/html_index.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "layout/model_words.hpp"
#include "markup/index_page.hpp"
#include "markup/page_colours.hpp"
#include "output/staged_file.hpp"

namespace convarith {
namespace {

constexpr std::string_view kFormat = "html";

/// Returns the page of a job, or null if it writes none or the file is named by -o and so not listed.
const Output* page_of(const Job& job) {
  const auto page = std::find_if(job.outputs.begin(), job.outputs.end(), [](const Output& output) {
    return output.format->name == kFormat && !output.is_named;
  });
  return page == job.outputs.end() ? nullptr : &*page;
}

std::vector<const Job*> with_pages(std::span<const Job* const> jobs) {
  std::vector<const Job*> with;
  std::copy_if(jobs.begin(), jobs.end(), std::back_inserter(with),
               [](const Job* job) { return page_of(*job) != nullptr; });
  return with;
}

IndexEntry entry_of(const Job& job) {
  const Subject& subject = job.subject;
  return {job.name,
          job.family,
          heading_of(job.options),
          job.options.alt,
          subject_text(subject),
          subject_parameters_text(subject),
          &job.film,
          job.dark ? &*job.dark : nullptr,
          job.first_step};
}

}  // namespace

std::vector<const Job*> pointers_to(std::span<const Job> jobs) {
  std::vector<const Job*> pointers;
  pointers.reserve(jobs.size());
  for (const Job& job : jobs) pointers.push_back(&job);
  return pointers;
}

std::optional<std::filesystem::path> html_index_path(std::span<const Job* const> jobs) {
  const std::vector<const Job*> with = with_pages(jobs);
  if (with.size() < 2) return std::nullopt;
  return page_of(*with.front())->file.parent_path() / "index.html";
}

Result<Written> write_html_index(std::span<const Job* const> jobs) {
  std::vector<IndexEntry> entries;
  for (const Job* job : with_pages(jobs)) entries.push_back(entry_of(*job));
  const std::string page = index_document(entries);
  auto file = StagedFile::create(*html_index_path(jobs));
  if (!file) return file.problems();
  StagedFile& staged = **file;
  if (Status written = staged.write_text(page); !written) return written.problems();
  if (Status closed = staged.close(); !closed) return closed.problems();
  if (Status published = staged.publish(); !published) return published.problems();
  return Written{1, page.size()};
}

}  // namespace convarith
