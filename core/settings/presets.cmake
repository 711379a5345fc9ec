# SPDX-License-Identifier: GPL-3.0-or-later
# Embeds presets/*.json into preset_texts.cpp, so that they are there wherever the program is.

set(preset_files quickstart.json collapse.json synthetic.json bert.json)

set(PRESET_ENTRIES "")
foreach(file IN LISTS preset_files)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/presets/${file})
  file(READ ${PROJECT_SOURCE_DIR}/presets/${file} text)
  string(APPEND PRESET_ENTRIES "    {\"${file}\", R\"preset(${text})preset\"},\n")
endforeach()
configure_file(${CMAKE_CURRENT_LIST_DIR}/preset_texts.cpp.in ${PROJECT_BINARY_DIR}/preset_texts.cpp @ONLY)
