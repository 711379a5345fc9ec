// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generate/gibbs.h"

#include "core/settings/random_stream.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <limits>
#include <numeric>

namespace overdamp {

namespace {

/// What one draw of tokens needs, whatever the positions.
struct Drawing {
    const Transformer& model;
    const Sampling& sampling;
    Token unknown, mask;
    const Masks& masks;
};

std::vector<std::int64_t> shuffled(std::int64_t begin, std::int64_t end, std::mt19937_64& stream) {
    std::vector<std::int64_t> numbers(static_cast<std::size_t>(end - begin));
    std::iota(numbers.begin(), numbers.end(), begin);
    for (std::int64_t left = std::ssize(numbers); left > 1; --left)
        std::swap(numbers[static_cast<std::size_t>(left - 1)], numbers[static_cast<std::size_t>(uniform_below(stream, left))]);
    return numbers;
}

at::Tensor index_tensor(std::span<const std::int64_t> numbers) {
    return at::tensor(at::IntArrayRef(numbers.data(), numbers.size()), at::TensorOptions(at::kLong));
}

/// Hides `positions` of every row of window [sequences, time] and draws them anew, given all others.
void resample(at::Tensor& window, std::span<const std::int64_t> positions, const Drawing& drawing, std::mt19937_64& stream) {
    const std::int64_t sequences = window.size(0), drawn = std::ssize(positions);
    const at::Tensor columns = index_tensor(positions);
    window.index_fill_(1, columns, drawing.mask);
    const at::Device device = drawing.model.embedding().device();
    const at::Tensor hidden = drawing.model.hidden_states(window.to(device), drawing.masks).view({sequences, window.size(1), -1});
    at::Tensor logits = drawing.model.logits(hidden.index_select(1, columns.to(device)).flatten(0, 1));
    logits.select(1, drawing.mask).fill_(-std::numeric_limits<double>::infinity());
    logits = logits.to(at::kCPU, at::kFloat).contiguous();
    const auto vocabulary = static_cast<std::size_t>(logits.size(1));
    auto rows = window.accessor<std::int64_t, 2>();
    const float* row = logits.data_ptr<float>();
    for (std::int64_t sequence = 0; sequence < sequences; ++sequence)
        for (std::int64_t i = 0; i < drawn; ++i, row += vocabulary)
            rows[sequence][positions[static_cast<std::size_t>(i)]] = draw_token({row, vocabulary}, drawing.sampling, drawing.unknown, stream);
}

/// Fills the window from `first` on.
void sweep(at::Tensor& window, std::int64_t first, const Drawing& drawing, std::mt19937_64& stream) {
    const std::vector<std::int64_t> order = shuffled(first, window.size(1), stream);
    const auto count = std::ssize(order);
    const std::int64_t passes = std::min<std::int64_t>(gibbs_passes, count);
    for (std::int64_t pass = 0; pass < passes; ++pass) {
        const std::int64_t begin = pass * count / passes, end = (pass + 1) * count / passes;
        resample(window, std::span(order).subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)), drawing, stream);
    }
}

} // namespace

std::vector<std::vector<Token>> gibbs(const Transformer& model, std::span<const Token> prompt, std::int64_t sequences, std::int64_t tokens,
                                      const Sampling& sampling, Token unknown, Token mask, std::mt19937_64& stream, const Masks& masks) {
    const at::NoGradGuard no_gradient;
    const Drawing drawing{model, sampling, unknown, mask, masks};
    const std::int64_t context = model.shape().context, given = std::ssize(prompt);
    at::Tensor texts = at::full({sequences, given + tokens}, mask, at::TensorOptions(at::kLong));
    texts.narrow(1, 0, given).copy_(index_tensor(prompt).expand({sequences, given}));
    for (std::int64_t done = given; done < given + tokens;) {
        const std::int64_t before = done < context ? done : std::max<std::int64_t>(1, context / 2);
        const std::int64_t length = std::min(context - before, given + tokens - done);
        at::Tensor window = texts.narrow(1, done - before, before + length);
        for (std::int64_t i = 0; i < gibbs_sweeps; ++i)
            sweep(window, before, drawing, stream);
        done += length;
    }
    std::vector<std::vector<Token>> result;
    const at::Tensor made = texts.narrow(1, given, tokens).contiguous();
    for (std::int64_t sequence = 0; sequence < sequences; ++sequence)
        result.emplace_back(made.data_ptr<std::int64_t>() + sequence * tokens, made.data_ptr<std::int64_t>() + (sequence + 1) * tokens);
    return result;
}

} // namespace overdamp
