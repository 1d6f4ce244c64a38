// Renders a strided convolution into memory: an animation, and the last step as a picture.

#include <convarith/engine.hpp>
#include <iostream>

int main() {
  convarith::Request request;
  request.n = convarith::PerAxis::all(5);
  request.k = convarith::PerAxis::all(3);
  request.s = convarith::PerAxis::all(2);
  request.p = convarith::PerAxis::all(1);
  request.format = {"gif", "png"};

  const auto figure = convarith::Figure::plan(request);
  if (!figure) {
    for (const convarith::Problem& problem : figure.problems()) std::cerr << to_line(problem) << '\n';
    return 1;
  }
  convarith::MemorySink animation;
  convarith::MemorySink picture;
  const bool is_written = figure->write("gif", animation) && figure->write_step("png", figure->steps() - 1, picture);
  if (!is_written) return 1;
  std::cout << figure->alt() << ": " << figure->steps() << " steps, " << animation.bytes().size() << " bytes of GIF, "
            << picture.bytes().size() << " bytes of PNG\n";
  return 0;
}
