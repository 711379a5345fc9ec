// SPDX-License-Identifier: GPL-3.0-or-later
// The one table of checks of the paper's theory.
#pragma once

#include "core/theory/result.h"

#include <functional>
#include <memory>
#include <span>
#include <stdexcept>

namespace overdamp {

class Laboratory;

/// One claim of the paper and the way to measure it.
struct TheoryCheck {
    std::string_view id;        ///< of the command line: "support"
    std::string_view claim;     ///< translatable
    std::string_view reference; ///< lemma, theorem or equation; translatable
    std::string_view measured;  ///< translatable
    bool proof_step;            ///< true for a step of a proof, which a counter-example is tried on
    TheoryResult (*run)(Laboratory&); ///< fills table, verdict, explanation and chart
};

/// In the paper's order: its claims, then the steps of its proofs.
std::span<const TheoryCheck> theory_checks();

/// The check of that id; null if there is none.
const TheoryCheck* find_theory_check(std::string_view id);

/// The caller asked for an end.
class TheoryCancelled : public std::runtime_error {
  public:
    TheoryCancelled() : std::runtime_error("the check was cancelled") {}
};

/// Runs checks one after the other; those that need the same minima of the loss share them. Every random number is a function of a fixed seed, so that a
/// check gives the same numbers whenever and in whatever company it runs.
class TheoryRunner {
  public:
    /// `progress` is called often while a check runs, with how much of it is done in [0, 1]; if it returns false, the check ends.
    explicit TheoryRunner(std::function<bool(double share)> progress = {});
    ~TheoryRunner();

    /// Throws TheoryCancelled.
    TheoryResult run(const TheoryCheck& check);

  private:
    std::unique_ptr<Laboratory> laboratory_;
};

} // namespace overdamp
