# SPDX-License-Identifier: GPL-3.0-or-later
# libzip, which is optional: without it run folders cannot be packed and unpacked.

find_package(PkgConfig QUIET)
if(PKG_CONFIG_FOUND)
  pkg_check_modules(LIBZIP QUIET IMPORTED_TARGET GLOBAL libzip)
endif()
if(LIBZIP_FOUND)
  target_sources(overdamp_plain PRIVATE telemetry/run_archive.cpp)
  target_link_libraries(overdamp_plain PRIVATE PkgConfig::LIBZIP)
else()
  message(STATUS "Without libzip: run folders cannot be packed into archives")
  target_sources(overdamp_plain PRIVATE telemetry/run_archive_without_libzip.cpp)
endif()
