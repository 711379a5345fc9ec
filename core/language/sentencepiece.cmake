# SPDX-License-Identifier: GPL-3.0-or-later
# The module around SentencePiece, which is optional: without it bpe and unigram are refused when they are chosen.

find_package(PkgConfig QUIET)
if(PKG_CONFIG_FOUND)
  pkg_check_modules(SENTENCEPIECE QUIET IMPORTED_TARGET sentencepiece)
endif()
# The address sanitizer does not let a library keep its symbols to itself, as this one must.
if(NOT SENTENCEPIECE_FOUND OR OVERDAMP_SANITIZE)
  message(STATUS "Without SentencePiece: the tokenizers bpe and unigram are left out")
  return()
endif()

add_library(overdamp_sentencepiece MODULE language/content.cpp language/sentencepiece.cpp settings/text.cpp)
set_target_properties(overdamp_sentencepiece PROPERTIES PREFIX "" LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/${OVERDAMP_MODULES})
target_compile_definitions(overdamp_sentencepiece PRIVATE SENTENCEPIECE_VERSION="${SENTENCEPIECE_VERSION}")
target_link_libraries(overdamp_sentencepiece PRIVATE overdamp_options nlohmann_json::nlohmann_json PkgConfig::SENTENCEPIECE)

# Whatever links the core has the module built as well.
add_dependencies(overdamp_core overdamp_sentencepiece)
