# The library as other projects use it: one archive of all stages behind include/convarith, which CMake finds by
# find_package(convarith), and others by pkg-config.
list(TRANSFORM stages REPLACE ".+" "$<TARGET_OBJECTS:\\0>" OUTPUT_VARIABLE objects)
add_library(convarith_library STATIC ${objects})
set_target_properties(convarith_library PROPERTIES OUTPUT_NAME convarith EXPORT_NAME convarith LINKER_LANGUAGE CXX)
target_compile_features(convarith_library PUBLIC cxx_std_20)
target_include_directories(convarith_library PUBLIC $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_link_libraries(convarith_library PRIVATE fmt::fmt GIF::GIF PkgConfig::libdeflate)
set(pkgconfig_requires "fmt libdeflate")
if(NOT CONVARITH_CORE_ONLY)
  target_link_libraries(convarith_library PRIVATE PkgConfig::cairo PkgConfig::freetype PkgConfig::harfbuzz
                                                  PkgConfig::fontconfig PkgConfig::fribidi PkgConfig::webp
                                                  PkgConfig::libpng PkgConfig::libjpeg)
  string(APPEND pkgconfig_requires " cairo cairo-pdf freetype2 harfbuzz fontconfig fribidi libwebp libwebpmux libpng libjpeg")
endif()

include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/convarith)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/convarith-config.cmake.in convarith-config.cmake
                              INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(convarith-config-version.cmake COMPATIBILITY SameMinorVersion)
# The prefix is only known when it is installed.
file(RELATIVE_PATH prefix_from_package /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(${PROJECT_SOURCE_DIR}/cmake/convarith.pc.in convarith.pc @ONLY)

install(TARGETS convarith_library EXPORT convarith)
install(EXPORT convarith NAMESPACE convarith:: FILE convarith-targets.cmake DESTINATION ${package_folder})
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/convarith-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/convarith-config-version.cmake
        DESTINATION ${package_folder})
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/convarith.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/convarith TYPE INCLUDE)
