#include "wasm/description.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/figure_requests.hpp"
#include "cli/job.hpp"
#include "config/fields.hpp"
#include "config/preset.hpp"
#include "config/values.hpp"

namespace convarith {
namespace {

using nlohmann::ordered_json;

/// Returns the flag of a field with its value, or the flag alone for a switch that is on.
std::string word_of(const Field& field, const Request& request) {
  const std::string text = to_text(request, field);
  const std::string_view flags = field.flags;
  const std::string flag(flags.substr(flags.rfind('-') == 0 ? 0 : flags.rfind("--")));
  return field.metavar.empty() && text == "yes" ? flag : flag + "=" + text;
}

/// Returns the words of a command line that makes the figure of a request.
std::vector<std::string> command_of(const Request& request) {
  std::vector<std::string> words{"convarith", "render"};
  for (const Field& field : fields()) {
    if (!field.flags.empty() && field.key != "name" && is_set(request, field)) words.push_back(word_of(field, request));
  }
  return words;
}

}  // namespace

Result<std::string> describe_figure(int argc, const char* const* argv) {
  const Result<Command> command = parse_command_line(argc, argv);
  if (!command) return command.problems();
  const auto* const render = std::get_if<RenderCommand>(&*command);
  if (render == nullptr) return usage_problem({}, "only 'render' makes figures");
  const auto requests = requests_of(*render);
  if (!requests) return requests.problems();
  if (requests->size() != 1) return usage_problem({}, "asks for several figures", "ask for one of them");
  const Result<SourcedRequest>& request = requests->front();
  if (!request) return request.problems();
  const Result<Job> job = plan_job(*request, render->output);
  if (!job) return job.problems();
  return ordered_json{{"name", job->name},
                      {"alt", job->options.alt},
                      {"warnings", job->warnings},
                      {"width", job->page_width()},
                      {"height", job->page_height()},
                      {"first_step", job->first_step},
                      {"steps", job->steps()},
                      {"request", ordered_json::parse(write_preset(request->request))},
                      {"command", command_of(request->request)}}
      .dump();
}

}  // namespace convarith
