# Emscripten, as Debian packages it. Given to CMake as CMAKE_TOOLCHAIN_FILE; make npm and make playground do so.
include(/usr/share/emscripten/cmake/Modules/Platform/Emscripten.cmake)

# Small rather than fast: programs travel. Exceptions are those of WebAssembly, and sums must come out as everywhere else.
set(CMAKE_C_FLAGS_INIT "-Oz -DNDEBUG")
set(CMAKE_CXX_FLAGS_INIT "-Oz -DNDEBUG -fwasm-exceptions -ffp-contract=off")
string(APPEND CMAKE_CXX_FLAGS_INIT " -include ${CMAKE_CURRENT_LIST_DIR}/missing_library_parts.hpp")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-fwasm-exceptions")
