#include "config/padding_pairs.hpp"

#include "config/fields.hpp"

namespace convarith {

void settle_pair_of_padding(SourcedRequest& request) {
  if (!request.request.p || request.request.dims == 1) return;
  const auto place = request.places.find("p");
  if (place == request.places.end() || place->second != flag_names(*find_field("p"))) return;
  const auto* sided = std::get_if<SidedPadding>(&*request.request.p);
  if (sided == nullptr || sided->given != 1) return;
  request.request.p = PerAxis{sided->cols.before, sided->cols.after};
}

}  // namespace convarith
