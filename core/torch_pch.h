// SPDX-License-Identifier: GPL-3.0-or-later
// Precompiled: the headers of LibTorch that most of core needs. They take most of a file's compile time.
#pragma once

#include <ATen/ATen.h>
#include <nlohmann/json.hpp>
#include <torch/csrc/autograd/custom_function.h>
