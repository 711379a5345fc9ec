// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/language/masking.h"

#include "core/settings/random_stream.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

Token random_token(const TextTokenizer& tokenizer, std::mt19937_64& stream) {
    for (;;)
        if (const Token token = uniform_below(stream, tokenizer.vocabulary()); token != tokenizer.unknown_token() && token != tokenizer.mask_token())
            return token;
}

Token shown_token(Token hidden, const TextTokenizer& tokenizer, std::mt19937_64& stream) {
    const double choice = uniform(stream);
    if (choice < shown_as_mask)
        return tokenizer.mask_token();
    return choice < shown_as_mask + shown_as_random ? random_token(tokenizer, stream) : hidden;
}

} // namespace

Batch mask_tokens(const at::Tensor& windows, const TextTokenizer& tokenizer, std::mt19937_64& stream) {
    Batch batch{windows.clone(), at::full_like(windows, ignored_target)};
    std::int64_t* inputs = batch.inputs.data_ptr<std::int64_t>();
    std::int64_t* targets = batch.targets.data_ptr<std::int64_t>();
    std::vector<std::int64_t> candidates;
    for (std::int64_t i = 0; i < windows.numel(); ++i)
        if (inputs[i] != tokenizer.unknown_token())
            candidates.push_back(i);
    const std::int64_t wanted = std::max<std::int64_t>(1, std::llround(target_share * static_cast<double>(candidates.size())));
    for (const std::int64_t chosen : sample_without_replacement(stream, std::ssize(candidates), std::min(wanted, std::ssize(candidates)))) {
        const std::int64_t position = candidates[static_cast<std::size_t>(chosen)];
        targets[position] = inputs[position];
        inputs[position] = shown_token(targets[position], tokenizer, stream);
    }
    return batch;
}

} // namespace overdamp
