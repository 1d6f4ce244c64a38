# The packages of the build with Emscripten, which finds none of the system: header-only libraries through a folder with links
# to them, and C sources that tools/wasm_sources.sh unpacked into CONVARITH_WASM_SOURCES.
set(CONVARITH_WASM_SOURCES "" CACHE PATH "Folder with the sources of giflib and libdeflate")
set(headers ${CMAKE_BINARY_DIR}/headers)
file(MAKE_DIRECTORY ${headers})
foreach(library fmt nlohmann CLI protozero)
  file(CREATE_LINK /usr/include/${library} ${headers}/${library} SYMBOLIC)
endforeach()

function(add_headers target)
  add_library(${target} INTERFACE IMPORTED)
  target_include_directories(${target} SYSTEM INTERFACE ${headers})
endfunction()
add_headers(fmt::fmt)
target_compile_definitions(fmt::fmt INTERFACE FMT_HEADER_ONLY)
add_headers(nlohmann_json::nlohmann_json)
add_headers(CLI11::CLI11)
add_library(Threads::Threads INTERFACE IMPORTED)
set(PROTOZERO_INCLUDE_DIR ${headers})

enable_language(C)
file(GLOB giflib ${CONVARITH_WASM_SOURCES}/giflib-*)
add_library(giflib STATIC ${giflib}/egif_lib.c ${giflib}/gifalloc.c ${giflib}/gif_hash.c ${giflib}/gif_err.c
                          ${giflib}/openbsd-reallocarray.c)
target_include_directories(giflib SYSTEM PUBLIC ${giflib})
add_library(GIF::GIF ALIAS giflib)

file(GLOB deflate ${CONVARITH_WASM_SOURCES}/libdeflate-*)
add_library(deflate STATIC ${deflate}/lib/adler32.c ${deflate}/lib/crc32.c ${deflate}/lib/deflate_decompress.c
                           ${deflate}/lib/utils.c)
target_include_directories(deflate SYSTEM PUBLIC ${deflate})
add_library(PkgConfig::libdeflate ALIAS deflate)
