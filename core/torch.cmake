# SPDX-License-Identifier: GPL-3.0-or-later
# overdamp_torch: LibTorch's headers and libraries. Debian's 1.13 is the default; a newer one, CUDA included, comes through CMAKE_PREFIX_PATH.

# With CUDA it would look for the GPU at hand, by compiling, to say for which one to compile; nothing here is compiled by nvcc.
set(TORCH_CUDA_ARCH_LIST 8.0)

# Programs outside this folder link it too.
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)
find_package(Torch REQUIRED)
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL OFF)
set(OVERDAMP_CUDA "${TORCH_CUDA_LIBRARIES}" CACHE INTERNAL "What LibTorch has for CUDA; empty if it has none")

add_library(overdamp_torch INTERFACE)
target_include_directories(overdamp_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
# PyTorch's libtorch.so exports a std::filesystem of an older compiler, whose remove_all() jumps to nowhere: the system's must be found first.
target_link_libraries(overdamp_torch INTERFACE stdc++ ${TORCH_LIBRARIES})
# Carries the C++ ABI that a LibTorch from elsewhere was built with.
separate_arguments(torch_flags UNIX_COMMAND "${TORCH_CXX_FLAGS}")
target_compile_options(overdamp_torch INTERFACE ${torch_flags})
# A wheel of PyTorch has CUDA's libraries beside it; the linker would else look at the toolkit's, which may be older.
file(GLOB wheel_libraries ${TORCH_INSTALL_PREFIX}/../nvidia/*/lib)
foreach(folder ${wheel_libraries})
  target_link_options(overdamp_torch INTERFACE -Wl,-rpath-link,${folder})
endforeach()
