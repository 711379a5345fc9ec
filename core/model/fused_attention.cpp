// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fused_attention.h"

#include "core/kernel/attention_head.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <torch/csrc/autograd/custom_function.h>

namespace overdamp {

namespace {

/// The heads of all sequences, numbered sequence by sequence.
class Heads {
  public:
    Heads(const at::Tensor& qkv, std::int64_t heads, const Visibility& visibility)
        : numbers_(qkv.data_ptr<float>()), time_(qkv.size(1)), heads_(heads), width_(qkv.size(2) / 3), visibility_(visibility),
          mask_(visibility.mask.defined() ? visibility.mask.contiguous() : at::Tensor()) {}

    /// Where a head's queries begin in the whole of qkv, and its output in the whole of the output.
    std::int64_t place_in_qkv(std::int64_t head) const { return (head / heads_) * time_ * 3 * width_ + place_in_row(head); }
    std::int64_t place_in_output(std::int64_t head) const { return (head / heads_) * time_ * width_ + place_in_row(head); }
    std::int64_t width() const { return width_; }

    AttentionHead operator[](std::int64_t head) const {
        const float* queries = numbers_ + place_in_qkv(head);
        return {.queries = queries,
                .keys = queries + width_,
                .values = queries + 2 * width_,
                .time = time_,
                .width = width_ / heads_,
                .row = 3 * width_,
                .output_row = width_,
                .causal = visibility_.causal,
                .mask = mask_.defined() ? mask_.data_ptr<float>() : nullptr};
    }

  private:
    std::int64_t place_in_row(std::int64_t head) const { return head % heads_ * (width_ / heads_); }

    const float* numbers_;
    std::int64_t time_, heads_, width_;
    const Visibility& visibility_;
    at::Tensor mask_;
};

/// Calls work(head, scratch) for all of them, on LibTorch's threads.
template <typename Work> void for_each_head(std::int64_t count, Work work) {
    at::parallel_for(0, count, 1, [&](std::int64_t begin, std::int64_t end) {
        AttentionScratch scratch;
        for (std::int64_t head = begin; head < end; ++head)
            work(head, scratch);
    });
}

class FusedAttention : public torch::autograd::Function<FusedAttention> {
  public:
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& qkv, std::int64_t heads, const Visibility& visibility,
                              at::Tensor* received) {
        const std::int64_t batch = qkv.size(0), time = qkv.size(1);
        const at::Tensor output = at::empty({batch, time, qkv.size(2) / 3}, qkv.options());
        const at::Tensor log_sums = at::empty({batch * heads, time}, qkv.options());
        const at::Tensor sums = received ? at::zeros({batch * heads, time}, qkv.options()) : at::Tensor();
        const Heads all(qkv, heads, visibility);
        for_each_head(batch * heads, [&](std::int64_t head, AttentionScratch& scratch) {
            attend(all[head], output.data_ptr<float>() + all.place_in_output(head), log_sums.data_ptr<float>() + head * time,
                   sums.defined() ? sums.data_ptr<float>() + head * time : nullptr, scratch);
        });
        if (received)
            *received = sums.sum(0) / (viewers(visibility, time, qkv.options()) * (batch * heads));
        context->save_for_backward({qkv, output, log_sums, visibility.mask});
        context->saved_data["heads"] = heads;
        context->saved_data["causal"] = visibility.causal;
        return output;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context, torch::autograd::variable_list output_gradients) {
        const auto saved = context->get_saved_variables();
        const at::Tensor &qkv = saved[0], &output = saved[1], &log_sums = saved[2];
        const Visibility visibility{context->saved_data["causal"].toBool(), saved[3]};
        const std::int64_t heads = context->saved_data["heads"].toInt();
        const at::Tensor output_gradient = output_gradients[0].contiguous();
        const at::Tensor gradient = at::zeros_like(qkv);
        const Heads all(qkv, heads, visibility);
        for_each_head(qkv.size(0) * heads, [&](std::int64_t head, AttentionScratch& scratch) {
            float* queries = gradient.data_ptr<float>() + all.place_in_qkv(head);
            attend_backward(all[head], output.data_ptr<float>() + all.place_in_output(head), log_sums.data_ptr<float>() + head * qkv.size(1),
                            output_gradient.data_ptr<float>() + all.place_in_output(head), queries, queries + all.width(), queries + 2 * all.width(), scratch);
        });
        return {gradient, {}, {}, {}};
    }
};

} // namespace

bool can_fuse_attention(const at::Tensor& qkv) { return qkv.device().is_cpu() && qkv.scalar_type() == at::kFloat; }

at::Tensor fused_cached_attention(const at::Tensor& qkv, std::int64_t heads, LayerCache& cache, std::int64_t past) {
    const at::Tensor new_ones = qkv.contiguous();
    const std::int64_t batch = qkv.size(0), width = qkv.size(2) / 3, head_width = width / heads, context = cache.keys.size(2);
    const at::Tensor output = at::empty({batch, 1, width}, qkv.options());
    at::parallel_for(0, batch * heads, 1, [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> scores(static_cast<std::size_t>(past + 1));
        for (std::int64_t head = begin; head < end; ++head) {
            const float* query = new_ones.data_ptr<float>() + head / heads * 3 * width + head % heads * head_width;
            float* keys = cache.keys.data_ptr<float>() + head * context * head_width;
            float* values = cache.values.data_ptr<float>() + head * context * head_width;
            std::copy_n(query + width, head_width, keys + past * head_width);
            std::copy_n(query + 2 * width, head_width, values + past * head_width);
            attend_to_cache(query, keys, values, past + 1, head_width, output.data_ptr<float>() + head * head_width, scores.data());
        }
    });
    return output;
}

at::Tensor fused_attention(const at::Tensor& qkv, std::int64_t heads, const Visibility& visibility, at::Tensor* received) {
    return FusedAttention::apply(qkv.contiguous(), heads, visibility, received);
}

} // namespace overdamp
