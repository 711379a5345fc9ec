# SPDX-License-Identifier: GPL-3.0-or-later
# Writes OUT, which defines program_commit(): COMMIT, or else that of the repository in SOURCES; nothing is written if OUT says so already.

if(NOT COMMIT)
  # An outer repository, such as that of a packager, would be another program's.
  execute_process(COMMAND git -C ${SOURCES} rev-parse --show-cdup
    OUTPUT_VARIABLE way_up RESULT_VARIABLE failed OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(NOT failed AND way_up STREQUAL "")
    execute_process(COMMAND git -C ${SOURCES} describe --always --abbrev=12 --exclude=* --dirty=-changed
      OUTPUT_VARIABLE COMMIT OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  endif()
endif()

file(CONFIGURE OUTPUT ${OUT} @ONLY CONTENT [[
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program/version.h"

namespace overdamp {

std::string_view program_commit() { return "@COMMIT@"; }

} // namespace overdamp
]])
