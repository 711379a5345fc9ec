// SPDX-License-Identifier: GPL-3.0-or-later
// What checks of the theory share: progress, the end that a caller asks for, and the minima that several of them look at.
#pragma once

#include "core/theory/sequence_model.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace overdamp {

/// The seed of every check.
inline constexpr std::int64_t theory_seed = 2026;

/// Where the search for a minimum of L_λ over the tiny language ended.
struct StationaryPoint {
    double weight_decay = 0;         ///< λ
    at::Tensor place;                ///< θ* [P]
    double norm = 0;                 ///< ‖θ*‖
    double gradient_norm = 0;        ///< ‖∇L_λ(θ*)‖
    double divergence_gradient = 0;  ///< ‖∇KL(P_emp‖P_θ*)‖
    double smoothness = 0;           ///< largest eigenvalue of the Hessian of L at θ*
    Generation generation;

    /// Whether it is a minimum: ‖∇L_λ‖ is below a hundredth of λ‖θ*‖, its part from the weight decay.
    bool reached() const { return gradient_norm < 0.01 * weight_decay * norm; }
};

class Laboratory {
  public:
    explicit Laboratory(std::function<bool(double share)> progress);

    /// Says that this much of the running check is done. Throws TheoryCancelled if the caller wants an end.
    void advance(double share);
    /// Says the same as before; between long computations, so that an end does not wait for them. Throws TheoryCancelled.
    void pulse() { advance(share_); }

    /// 12 sentences of 4 out of 8 words, Zipf's weights on 40 documents.
    static SequenceTask tiny_language();
    /// Searches for minima of L_λ for falling λ, each begun where the one before ended; computed at the first call.
    const std::vector<StationaryPoint>& stationary_points();
    /// Those of them that were reached. Throws std::runtime_error if they are fewer than two, of which no dependence on λ can be seen.
    std::vector<StationaryPoint> minima();

  private:
    std::function<bool(double)> progress_;
    double share_ = 0;
    std::optional<std::vector<StationaryPoint>> points_;
};

/// Independent normal numbers of that standard deviation, float64.
at::Tensor normal_numbers(std::mt19937_64& stream, at::IntArrayRef shape, double deviation = 1);

/// "0.001", as rows of a table are labelled.
std::string number_label(double number);

} // namespace overdamp
