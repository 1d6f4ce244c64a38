# The thin front: installs what is missing, calls CMake, renders.
BUILD ?= build
PREFIX ?= /usr/local
# More for CMake when it first configures: CONFIGURE=-DCONVARITH_WERROR=ON
CONFIGURE ?=
CORES := $(shell nproc)
# CMake's own make is not part of this one: it would inherit -j and say which folders it enters.
CMAKE := env -u MAKEFLAGS -u MAKELEVEL cmake
PROGRAM := $(BUILD)/src/convarith
PRESETS := $(wildcard presets/*.json)
ANIMATIONS := $(PRESETS:presets/%.json=gif/%.gif)
# All but the presets that are compiled in: with one of them changed, the others need not be rendered again.
DRAWING := CMakeLists.txt $(shell find src include cmake -type f)

.PHONY: animations all_animations program tests test test-thorough test-consumers bench docs document playground npm test-wasm wasm install clean
.DELETE_ON_ERROR:

animations: $(ANIMATIONS)
all_animations: animations

$(ANIMATIONS): gif/%.gif: presets/%.json $(BUILD)/drawing.stamp | program
	@$(PROGRAM) render --preset $< --quiet && echo "Rendered $@, and its steps in png and pdf"

$(BUILD)/drawing.stamp: $(DRAWING) | program
	@touch $@

# CMake knows best whether there is something to do.
program: $(BUILD)/configured.stamp
	@$(CMAKE) --build $(BUILD) --target convarith --parallel $(CORES)

$(BUILD)/configured.stamp: CMakeLists.txt tools/packages.sh
	@tools/packages.sh build
	@$(CMAKE) -S . -B $(BUILD) -DCMAKE_BUILD_TYPE=Release -DCONVARITH_TESTS=OFF \
	  -DCMAKE_UNITY_BUILD=ON -DCMAKE_TARGET_MESSAGES=OFF $(CONFIGURE) >$(BUILD)-configuration.log || { cat $(BUILD)-configuration.log; exit 1; }
	@mv $(BUILD)-configuration.log $(BUILD)/configuration.log
	@touch $@

tests: program
	@tools/packages.sh test
	@$(CMAKE) -S . -B $(BUILD) -DCONVARITH_TESTS=ON >$(BUILD)/configuration.log
	@$(CMAKE) --build $(BUILD) --parallel $(CORES)

CTEST := ctest --test-dir $(BUILD) --parallel $(CORES) --output-on-failure --no-tests=error

test:
	@tools/timed.sh start $(BUILD)-times
	@tools/timed.sh $(BUILD)-times "compile the program and the tests" $(MAKE) --no-print-directory tests
	@tools/timed.sh $(BUILD)-times "run the tests" $(CTEST)
	@tools/timed.sh end $(BUILD)-times "make test"

# Every random case that there is, not a few of each sort, all paths through the code that clang's analyzer can follow, and
# the library without the packages that only some formats need.
test-thorough: tests
	@tools/packages.sh check
	@CONVARITH_TEST_EFFORT=full $(CTEST)
	@CONVARITH_TEST_EFFORT=full $(MAKE) --no-print-directory test-wasm
	@tests/library/core_only.sh $(BUILD) .
	@tools/tidy.sh $(BUILD)-tidy --deep

# What it writes in the programs that people open it with: a browser, LaTeX, Sphinx. All is kept in $(BUILD)/consumers.
test-consumers: program playground tests/consumers/node_modules/.package-lock.json
	@tools/packages.sh consumers
	@CONVARITH=$(abspath $(PROGRAM)) PLAYGROUND=$(abspath $(BUILD)/playground/index.html) CONSUMERS=$(abspath $(BUILD)/consumers) tests/consumers/run

tests/consumers/node_modules/.package-lock.json: tests/consumers/package-lock.json | program
	@command -v npm >/dev/null || tools/packages.sh consumers
	@npm ci --prefix tests/consumers --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# Against other tools, in one run: what the documents claim about speed and size.
bench: program
	@tools/packages.sh bench
	@$(CMAKE) -S . -B $(BUILD) -DCONVARITH_BENCH=ON >$(BUILD)/configuration.log
	@$(CMAKE) --build $(BUILD) --target levels --parallel $(CORES)
	@python3 bench/run.py $(PROGRAM) $(BUILD)/bench/levels

# docs/gallery.md with its pictures, and docs/embedding.md.
docs: program
	@tools/docs.sh $(PROGRAM) docs --pictures

# docs/guide.pdf: the arithmetic in some pages, with figures and formulas of this program.
document: program
	@tools/packages.sh document
	@tools/document.sh $(PROGRAM) $(BUILD)/document && echo "Set docs/guide.pdf"

# A page to play with, in one file: $(BUILD)/playground/index.html.
playground: wasm
	@mkdir -p $(BUILD)/playground
	@tools/playground.sh $(BUILD)-wasm/src/wasm $(BUILD)/playground/index.html

# The command line for Node on any system, and for programs in JavaScript: an npm package in $(BUILD)/npm.
npm: wasm
	@node src/wasm/npm/pack.mjs $(BUILD)-wasm/src/wasm $(BUILD)/npm
	@cd $(BUILD)/npm && npm pack --dry-run --loglevel=error >/dev/null && echo "Put the npm package together in $(BUILD)/npm"

# The same bytes and messages from both, and the package packed, installed and run.
test-wasm: npm
	@CONVARITH=$(abspath $(PROGRAM)) PACKAGE=$(abspath $(BUILD)/npm) tests/wasm/run

# Debian's Emscripten finds its parser of JavaScript among the modules of Debian's Node, and its cache is complete.
EMSCRIPTEN := env -u MAKEFLAGS -u MAKELEVEL -u EM_CACHE NODE_PATH=/usr/share/nodejs

# The engine for browsers and for Node, by Emscripten. It takes the fonts that the program embeds.
WASM := cmake -S . -B $(BUILD)-wasm -DCMAKE_TOOLCHAIN_FILE=$(CURDIR)/cmake/wasm/toolchain.cmake -DCMAKE_BUILD_TYPE=None \
  -DCMAKE_UNITY_BUILD=ON -DCONVARITH_CORE_ONLY=ON -DCONVARITH_TYPEFACES=$(abspath $(BUILD))/src/type \
  -DCONVARITH_WASM_SOURCES=$(abspath $(BUILD))-wasm/sources
wasm: program
	@tools/packages.sh wasm
	@tools/wasm_sources.sh $(BUILD)-wasm/sources
	@$(EMSCRIPTEN) $(WASM) >$(BUILD)-wasm/configuration.log
	@$(EMSCRIPTEN) cmake --build $(BUILD)-wasm --parallel $(CORES)

# The program, and the library with its headers and packages for CMake and pkg-config.
install: program
	@$(CMAKE) --build $(BUILD) --target convarith_library --parallel $(CORES)
	@$(CMAKE) --install $(BUILD) --prefix $(PREFIX)

clean:
	rm -rf $(BUILD) $(BUILD)-wasm $(BUILD)-tidy png pdf tex tests/consumers/node_modules
