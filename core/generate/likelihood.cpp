// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generate/likelihood.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <numeric>

namespace overdamp {

namespace {

/// Logits worked on at once.
constexpr std::int64_t most_logits = 1 << 22;

/// Documents between end tokens, one a row, filled up with end tokens: [documents, longest + 2].
at::Tensor framed(std::span<const std::vector<Token>> documents, Token end) {
    std::size_t longest = 0;
    for (const auto& document : documents)
        longest = std::max(longest, document.size());
    at::Tensor rows = at::full({std::ssize(documents), static_cast<std::int64_t>(longest) + 2}, end, at::TensorOptions(at::kLong));
    auto* tokens = rows.data_ptr<std::int64_t>();
    for (std::size_t i = 0; i < documents.size(); ++i)
        std::ranges::copy(documents[i], tokens + i * (longest + 2) + 1);
    return rows;
}

} // namespace

std::vector<double> document_log_probabilities(const Transformer& model, std::span<const std::vector<Token>> documents, Token end,
                                               const Masks& masks) {
    const at::NoGradGuard no_gradient;
    std::vector<double> result;
    if (documents.empty())
        return result;
    const at::Tensor rows = framed(documents, end);
    const std::int64_t time = rows.size(1) - 1, at_once = std::max<std::int64_t>(1, most_logits / (time * model.shape().vocabulary));
    for (std::int64_t begin = 0; begin < rows.size(0); begin += at_once) {
        const at::Tensor chunk = rows.narrow(0, begin, std::min(at_once, rows.size(0) - begin)).to(model.embedding().device());
        const at::Tensor logits = model.logits(model.hidden_states(chunk.narrow(1, 0, time), masks));
        const at::Tensor targets = chunk.narrow(1, 1, time).reshape({-1, 1});
        const at::Tensor terms = at::log_softmax(logits, 1).gather(1, targets).view({-1, time}).to(at::kCPU, at::kDouble).contiguous();
        for (std::int64_t row = 0; row < terms.size(0); ++row) {
            const double* values = terms.data_ptr<double>() + row * time;
            const auto counted = static_cast<std::ptrdiff_t>(documents[static_cast<std::size_t>(begin + row)].size()) + 1;
            result.push_back(std::accumulate(values, values + counted, 0.0));
        }
    }
    return result;
}

} // namespace overdamp
