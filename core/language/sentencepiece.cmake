# SPDX-License-Identifier: GPL-3.0-or-later
# SentencePiece is optional: without it bpe and unigram are refused when they are chosen.

find_package(PkgConfig QUIET)
if(PKG_CONFIG_FOUND)
  pkg_check_modules(SENTENCEPIECE QUIET IMPORTED_TARGET sentencepiece)
endif()
if(SENTENCEPIECE_FOUND)
  set(sentencepiece_source language/sentencepiece.cpp)
else()
  set(sentencepiece_source language/sentencepiece_absent.cpp)
  message(STATUS "SentencePiece was not found; the tokenizers bpe and unigram are left out")
endif()

# Links the library, if there is one, to the target that is built from ${sentencepiece_source}.
function(use_sentencepiece target)
  if(SENTENCEPIECE_FOUND)
    target_link_libraries(${target} PRIVATE PkgConfig::SENTENCEPIECE)
    set_source_files_properties(language/sentencepiece.cpp PROPERTIES
      COMPILE_DEFINITIONS SENTENCEPIECE_VERSION="${SENTENCEPIECE_VERSION}"
      SKIP_PRECOMPILE_HEADERS ON)
  endif()
endfunction()
