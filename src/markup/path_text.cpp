#include "markup/path_text.hpp"

#include <cmath>

#include "markup/xml_text.hpp"

namespace convarith {

PathText::PathText(int places) : places_(places), units_(std::pow(10, places)) {}

PathText::Place PathText::to_place(Point point) const {
  // Values halfway between two places, such as halves of round numbers, must not be rounded up or down
  // by their last bits.
  constexpr double nudge = 1e-4;
  const auto rounded = [this](double distance) {
    return static_cast<long long>(std::floor(distance * units_ + 0.5 + nudge));
  };
  return {rounded(point.x - begin_.x), rounded(point.y - begin_.y)};
}

void PathText::add_command(char command) {
  // In SVG, a line or a curve that follows another one needs no letter.
  if (command == command_ && command != 'm' && command != 'z') return;
  tail_ += command;
  command_ = command;
  follows_number_ = false;
}

void PathText::add_number(long long number) {
  const std::string text = decimal(static_cast<double>(number) / units_, places_);
  const bool stands_apart = text.front() == '-' || (text.front() == '.' && has_point_);
  if (follows_number_ && !stands_apart) tail_ += ' ';
  tail_ += text;
  follows_number_ = true;
  has_point_ = text.find('.') != std::string::npos;
}

void PathText::add_way(Place to) {
  add_number(to.x - here_.x);
  add_number(to.y - here_.y);
}

void PathText::move_to(Point to) {
  if (!has_begun_) {
    has_begun_ = true;
    begin_ = to;
    return;
  }
  const Place place = to_place(to);
  add_command('m');
  add_way(place);
  here_ = subpath_ = place;
}

void PathText::line_to(Point to) {
  const Place place = to_place(to);
  if (place.y == here_.y) {
    add_command('h');
    add_number(place.x - here_.x);
  } else if (place.x == here_.x) {
    add_command('v');
    add_number(place.y - here_.y);
  } else {
    add_command('l');
    add_way(place);
  }
  here_ = place;
}

void PathText::curve_to(Point first_control, Point second_control, Point to) {
  add_command('c');
  add_way(to_place(first_control));
  add_way(to_place(second_control));
  add_way(to_place(to));
  here_ = to_place(to);
}

void PathText::close() {
  add_command('z');
  here_ = subpath_;
}

}  // namespace convarith
