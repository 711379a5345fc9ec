# SPDX-License-Identifier: GPL-3.0-or-later
# Embeds presets/*.json, presets/studies/*.json and presets/lessons/*.json into preset_texts.cpp, so that they are there wherever the program is.

set(preset_files quickstart.json collapse.json synthetic.json bert.json)
set(study_files table1.json ablation.json trajectory.json allocation.json laws.json mechanisms.json stabilisers.json remedies.json)
set(lesson_files what-alpha-does.json smooth-is-not-good.json which-stabiliser-collapses.json fitting-or-collapsing.json can-it-be-saved.json)

# Sets `result` to C++ entries of name and content for the files of a folder.
function(embedded_texts result folder)
  set(entries "")
  foreach(file IN LISTS ARGN)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/${file})
    file(READ ${folder}/${file} text)
    string(APPEND entries "    {\"${file}\", R\"preset(${text})preset\"},\n")
  endforeach()
  set(${result} "${entries}" PARENT_SCOPE)
endfunction()

embedded_texts(PRESET_ENTRIES ${PROJECT_SOURCE_DIR}/presets ${preset_files})
embedded_texts(STUDY_ENTRIES ${PROJECT_SOURCE_DIR}/presets/studies ${study_files})
embedded_texts(LESSON_ENTRIES ${PROJECT_SOURCE_DIR}/presets/lessons ${lesson_files})
configure_file(${CMAKE_CURRENT_LIST_DIR}/preset_texts.cpp.in ${PROJECT_BINARY_DIR}/preset_texts.cpp @ONLY)
