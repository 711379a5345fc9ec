# SPDX-License-Identifier: GPL-3.0-or-later
# What `cmake --install` and `cpack` put where: the component runner holds overdamp-run, the component workbench the window, which needs the runner.

find_program(GZIP gzip REQUIRED)
# cpack takes what overdamp_packaging has built, and need not build the tests.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
set(packaging ${PROJECT_SOURCE_DIR}/packaging)
set(made ${PROJECT_BINARY_DIR}/packaging)
set(made_files "")

# Has `file` made below ${made} by a command that writes it to standard output; the other arguments are what it depends on.
function(made_file file command)
  get_filename_component(folder ${made}/${file} DIRECTORY)
  file(MAKE_DIRECTORY ${folder})
  add_custom_command(OUTPUT ${made}/${file} COMMAND sh -c "${command} > ${made}/${file}" DEPENDS ${ARGN} VERBATIM)
  set(made_files ${made_files} ${made}/${file} PARENT_SCOPE)
endfunction()

# ---- The last release: its version is ours, its date the one that is told.

file(STRINGS ${packaging}/debian/changelog heading LIMIT_COUNT 1)
file(STRINGS ${packaging}/debian/changelog signature LIMIT_COUNT 1 REGEX "^ -- ")
if(NOT heading MATCHES "^overdamp \\(${PROJECT_VERSION}\\)")
  message(FATAL_ERROR "packaging/debian/changelog begins with \"${heading}\", but the project's version is ${PROJECT_VERSION}")
endif()
string(REGEX REPLACE "^ -- (.*)  (.*)$" "\\2" release_time "${signature}")
string(REGEX REPLACE "^ -- (.*)  (.*)$" "\\1" maintainer "${signature}")
execute_process(COMMAND date --utc --date=${release_time} +%F OUTPUT_VARIABLE OVERDAMP_RELEASE_DATE OUTPUT_STRIP_TRAILING_WHITESPACE)

# ---- The runner

install(TARGETS overdamp-run COMPONENT runner)
if(TARGET overdamp_sentencepiece)
  set_target_properties(overdamp_sentencepiece PROPERTIES INSTALL_RPATH "")
  install(TARGETS overdamp_sentencepiece LIBRARY DESTINATION ${OVERDAMP_MODULES} COMPONENT runner)
endif()

# Made by the program itself, in the language of its sources; the home folder of whoever builds is nobody else's.
set(told "env -u XDG_DATA_HOME HOME='~' LC_ALL=C.UTF-8")
made_file(overdamp-run.1 "${told} $<TARGET_FILE:overdamp-run> manual" overdamp-run)
made_file(overdamp-run.1.gz "${GZIP} -9nc ${made}/overdamp-run.1" ${made}/overdamp-run.1)
install(FILES ${made}/overdamp-run.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT runner)
foreach(place bash:bash-completion/completions/overdamp-run zsh:zsh/vendor-completions/_overdamp-run fish:fish/vendor_completions.d/overdamp-run.fish)
  string(REPLACE ":" ";" place ${place})
  list(GET place 0 shell)
  list(GET place 1 file)
  made_file(${file} "${told} $<TARGET_FILE:overdamp-run> completion ${shell}" overdamp-run)
  get_filename_component(folder ${file} DIRECTORY)
  install(FILES ${made}/${file} DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder} COMPONENT runner)
endforeach()

# ---- The workbench

if(TARGET overdamp)
  set_target_properties(overdamp PROPERTIES INSTALL_RPATH "${CMAKE_INSTALL_RPATH}") # Qt's own setup adds folders
  install(TARGETS overdamp COMPONENT workbench)
  made_file(overdamp.1 "${told} $<TARGET_FILE:overdamp> --manual" overdamp)
  made_file(overdamp.1.gz "${GZIP} -9nc ${made}/overdamp.1" ${made}/overdamp.1)
  install(FILES ${made}/overdamp.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT workbench)
  configure_file(${packaging}/desktop/org.overdamp.overdamp.metainfo.xml ${made}/org.overdamp.overdamp.metainfo.xml @ONLY)
  install(FILES ${made}/org.overdamp.overdamp.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo COMPONENT workbench)
  install(FILES ${packaging}/desktop/overdamp.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications COMPONENT workbench)
  install(FILES ${packaging}/desktop/overdamp-mime.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages RENAME overdamp.xml COMPONENT workbench)
  install(FILES ${PROJECT_SOURCE_DIR}/resources/overdamp.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps COMPONENT workbench)
endif()

# ---- Papers of both

made_file(changelog.gz "${GZIP} -9nc ${packaging}/debian/changelog" ${packaging}/debian/changelog)
foreach(package runner:overdamp-run workbench:overdamp)
  string(REPLACE ":" ";" package ${package})
  list(GET package 0 component)
  list(GET package 1 name)
  if(TARGET ${name})
    install(FILES ${packaging}/debian/copyright ${made}/changelog.gz DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${name} COMPONENT ${component})
  endif()
endforeach()
add_custom_target(overdamp_packaging ALL DEPENDS ${made_files})

# ---- Packages for Debian

set(CPACK_GENERATOR DEB)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_PACKAGE_NAME overdamp)
set(CPACK_PACKAGE_VENDOR "Overdamp developers")
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL runner)
if(TARGET overdamp)
  list(APPEND CPACK_COMPONENTS_ALL workbench)
endif()
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "${maintainer}")
set(CPACK_DEBIAN_PACKAGE_SOURCE overdamp)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)

set(CPACK_DEBIAN_RUNNER_PACKAGE_NAME overdamp-run)
set(CPACK_DEBIAN_RUNNER_FILE_NAME DEB-DEFAULT)
# The built-in presets train on the fortunes.
set(CPACK_DEBIAN_RUNNER_PACKAGE_DEPENDS fortunes)
set(CPACK_DEBIAN_RUNNER_PACKAGE_RECOMMENDS libopenblas0-pthread)
set(CPACK_DEBIAN_RUNNER_PACKAGE_SUGGESTS "overdamp, bash-completion")
set(CPACK_DEBIAN_RUNNER_DESCRIPTION "trains language models under the feedback that collapses them
Small language models are trained under feedback that stabilises them, and
what that does to entropy, repetition and word frequencies is measured, as in
the paper \"Stability as a Liability\". Every run can be stopped, resumed,
forked and repeated bit for bit on the CPU.

This package holds the command line, which needs no display.")

set(CPACK_DEBIAN_WORKBENCH_PACKAGE_NAME overdamp)
set(CPACK_DEBIAN_WORKBENCH_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_WORKBENCH_PACKAGE_DEPENDS "overdamp-run (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_WORKBENCH_PACKAGE_RECOMMENDS qt6-translations-l10n)
set(CPACK_DEBIAN_WORKBENCH_PACKAGE_SUGGESTS qt6-wayland)
set(CPACK_DEBIAN_WORKBENCH_DESCRIPTION "workbench to watch language models lose their words
A window in which a small language model trains while its parameters are
moved by hand: loss, entropy and the texts that it writes are seen side by
side, and runs are rewound, forked and compared.

It implements and measures the mechanisms of the paper \"Stability as a
Liability\".")
include(CPack)
