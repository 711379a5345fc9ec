// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/objective.h"

#include "core/kernel/prediction_rows.h"
#include "core/language/batches.h"
#include "core/stabilizer/linear.h"
#include "core/stabilizer/on_device.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <torch/csrc/autograd/custom_function.h>

namespace overdamp {

namespace {

/// Rows of logits worked on at once: on the CPU about a megabyte of float, which stays in the second-level cache; on a GPU half a gigabyte, which
/// keeps all of it busy.
std::int64_t rows_per_chunk(std::int64_t vocabulary, const at::Device& device) {
    return std::max<std::int64_t>(16, (std::int64_t{1} << (device.is_cpu() ? 18 : 27)) / vocabulary);
}

/// Probabilities and sums over rows keep at least float32.
at::ScalarType type_of_sums(const at::Tensor& hidden) { return hidden.scalar_type() == at::kDouble ? at::kDouble : at::kFloat; }

/// One pass over the rows. Holds what all chunks share.
class Pass {
  public:
    Pass(const at::Tensor& hidden, const Head& head, const at::Tensor& targets, std::int64_t time, const FeedbackInForce& feedback,
         const Remedies& remedies, const WholeBatch& whole)
        : hidden_(hidden), weight_(head.weight), bias_(head.bias), time_(time), feedback_(feedback), remedies_(remedies), whole_(whole),
          sums_(hidden.options().dtype(type_of_sums(hidden))) {
        counted_ = targets.ne(ignored_target).to(type_of_sums(hidden));
        safe_targets_ = targets.clamp_min(0);
        row_factor_ = whole.world ? counted_ / static_cast<double>(whole.targets) : counted_ / counted_.sum().clamp_min(1);
    }

    ObjectiveGradient run(bool with_gradient) {
        const at::Tensor zero = at::zeros({}, sums_);
        result_.means = {zero, zero.clone(), zero.clone(), zero.clone(), {}};
        if (feedback_.strength != 0 && needs_mean(feedback_.law))
            result_.means.mean_prediction = mean_prediction();
        if (with_gradient) {
            result_.hidden = at::empty_like(hidden_);
            result_.weight = at::zeros(weight_.sizes(), sums_);
            if (bias_.defined())
                result_.bias = at::zeros(bias_.sizes(), sums_);
        }
        const std::int64_t rows = hidden_.size(0);
        const std::int64_t chunk = rows_per_chunk(weight_.size(0), hidden_.device());
        for (std::int64_t begin = 0; begin < rows; begin += chunk)
            is_simple() ? work_simply_on(begin, std::min(chunk, rows - begin), with_gradient)
                        : work_on(begin, std::min(chunk, rows - begin), with_gradient);
        if (whole_.world)
            add_up_means();
        if (is_simple() && feedback_.law == FeedbackLaw::entropy)
            result_.means.potential = result_.means.predictive_entropy.clone();
        if (feedback_.law == FeedbackLaw::marginal && result_.means.mean_prediction.defined())
            result_.means.potential = entropy_of(result_.means.mean_prediction);
        return std::move(result_);
    }

  private:
    /// From this process's share of the means to those of the whole batch.
    void add_up_means() {
        ObjectiveMeans& means = result_.means;
        const at::Tensor sums = at::stack({means.loss, means.predictive_entropy, means.potential, means.remedy});
        whole_.world->sum(sums);
        means.loss = sums[0];
        means.predictive_entropy = sums[1];
        means.potential = sums[2];
        means.remedy = sums[3];
    }

    static at::Tensor entropy_of(const at::Tensor& distribution) { return -at::xlogy(distribution, distribution).sum(); }

    void compute_logits(std::int64_t begin, std::int64_t rows, at::Tensor& logits) const {
        if (bias_.defined())
            logits.copy_(bias_.expand_as(logits));
        multiply_into(logits, hidden_.narrow(0, begin, rows), weight_.t(), 1, bias_.defined() ? 1 : 0);
    }

    at::Tensor log_probabilities(std::int64_t begin, std::int64_t rows) const {
        at::Tensor logits = at::empty({rows, weight_.size(0)}, hidden_.options());
        compute_logits(begin, rows, logits);
        return at::log_softmax(logits, 1, type_of_sums(hidden_));
    }

    at::Tensor mean_prediction() const {
        const std::int64_t chunk = rows_per_chunk(weight_.size(0), hidden_.device());
        at::Tensor mean = at::zeros({weight_.size(0)}, sums_);
        for (std::int64_t begin = 0; begin < hidden_.size(0); begin += chunk) {
            const std::int64_t rows = std::min(chunk, hidden_.size(0) - begin);
            mean.addmv_(log_probabilities(begin, rows).exp_().t(), row_factor_.narrow(0, begin, rows));
        }
        if (whole_.world)
            whole_.world->sum(mean);
        return mean;
    }

    PredictionRows predict(std::int64_t begin, std::int64_t rows) {
        PredictionRows chunk;
        chunk.log_probabilities = log_probabilities(begin, rows);
        chunk.probabilities = chunk.log_probabilities.exp();
        chunk.plogp = chunk.probabilities * chunk.log_probabilities;
        chunk.entropy = chunk.plogp.sum(1).neg_();
        if (feedback_.strength == 0)
            return chunk;
        if (feedback_.law == FeedbackLaw::marginal)
            chunk.mean = result_.means.mean_prediction;
        else if (feedback_.law == FeedbackLaw::anchor)
            chunk.mean = feedback_.running_mean.defined() ? feedback_.running_mean : result_.means.mean_prediction;
        else if (feedback_.law == FeedbackLaw::temporal) {
            if (!last_row_.defined())
                last_row_ = at::zeros({1, weight_.size(0)}, sums_);
            chunk.previous = at::cat({last_row_, chunk.probabilities.narrow(0, 0, rows - 1)});
            last_row_ = chunk.probabilities.narrow(0, rows - 1, 1).clone();
            chunk.has_previous = at::arange(begin, begin + rows, hidden_.options().dtype(at::kLong)).remainder(time_).ne(0).to(type_of_sums(hidden_));
        }
        return chunk;
    }

    /// One visit to each row does for plain cross-entropy and for the law `entropy`.
    bool is_simple() const {
        return hidden_.device().is_cpu() && hidden_.scalar_type() == at::kFloat && feedback_.noise == 0 && !remedies_.active() &&
               (feedback_.strength == 0 || feedback_.law == FeedbackLaw::entropy);
    }

    void work_simply_on(std::int64_t begin, std::int64_t rows, bool with_gradient) {
        const std::int64_t vocabulary = weight_.size(0);
        if (!room_.defined())
            room_ = at::empty({rows, vocabulary}, hidden_.options()); // the first chunk is the largest
        at::Tensor logits = room_.narrow(0, 0, rows);
        compute_logits(begin, rows, logits);
        const at::Tensor losses = at::empty({rows}, hidden_.options()), entropies = at::empty_like(losses);
        float* const values = logits.data_ptr<float>();
        const float* const factors = row_factor_.data_ptr<float>() + begin;
        const std::int64_t* const targets = safe_targets_.data_ptr<std::int64_t>() + begin;
        at::parallel_for(0, rows, 16, [&](std::int64_t first, std::int64_t end) {
            std::vector<float> scratch(static_cast<std::size_t>(vocabulary));
            for (std::int64_t row = first; row < end; ++row) {
                const std::span<float> line(values + row * vocabulary, static_cast<std::size_t>(vocabulary));
                const PredictedRow predicted = with_gradient
                                                   ? predict_row(line, targets[row], factors[row], static_cast<float>(feedback_.strength), scratch)
                                                   : measure_row(line, targets[row]);
                losses.data_ptr<float>()[row] = predicted.loss;
                entropies.data_ptr<float>()[row] = predicted.entropy;
            }
        });
        const at::Tensor factor = row_factor_.narrow(0, begin, rows);
        result_.means.loss += losses.dot(factor);
        result_.means.predictive_entropy += entropies.dot(factor);
        if (with_gradient)
            hand_back(begin, rows, logits);
    }

    /// From the gradient on the logits to those on hidden states, weight and bias.
    void hand_back(std::int64_t begin, std::int64_t rows, const at::Tensor& logit_gradient) {
        const at::Tensor gradient = logit_gradient.to(hidden_.scalar_type()), hidden = hidden_.narrow(0, begin, rows);
        at::Tensor hidden_gradient = result_.hidden.narrow(0, begin, rows);
        multiply_into(hidden_gradient, gradient, weight_);
        if (result_.weight.scalar_type() == hidden.scalar_type())
            multiply_into(result_.weight, gradient.t(), hidden, 1, 1);
        else
            result_.weight.add_(at::mm(gradient.t(), hidden));
        if (bias_.defined())
            result_.bias.add_(logit_gradient.sum(0));
    }

    /// Drawn on the CPU, so that every device gets the same numbers.
    at::Tensor noise_like(const at::Tensor& gradient) const {
        return on_device(at::randn(gradient.sizes(), feedback_.generator, at::TensorOptions(gradient.scalar_type())), gradient.device());
    }

    void work_on(std::int64_t begin, std::int64_t rows, bool with_gradient) {
        PredictionRows chunk = predict(begin, rows);
        const at::Tensor factor = row_factor_.narrow(0, begin, rows);
        const at::Tensor targets = safe_targets_.narrow(0, begin, rows).unsqueeze(1);
        result_.means.loss -= chunk.log_probabilities.gather(1, targets).squeeze(1).dot(factor);
        result_.means.predictive_entropy += chunk.entropy.dot(factor);
        at::Tensor gradient;
        if (feedback_.strength != 0) {
            LawTerms terms = law_terms(feedback_.law, chunk);
            result_.means.potential += terms.potential.dot(factor);
            if (with_gradient) {
                const at::Tensor own = factor * (1 + feedback_.strength * terms.own);
                const at::Tensor scale = (feedback_.strength * factor).unsqueeze(1);
                gradient = terms.other.dim() == 2 ? terms.other.mul_(scale) : terms.other * scale;
                gradient.addcmul_(chunk.probabilities, own.unsqueeze(1));
            }
        } else {
            if (feedback_.law == FeedbackLaw::entropy)
                result_.means.potential += chunk.entropy.dot(factor);
            if (with_gradient)
                gradient = remedies_.active() ? chunk.probabilities * factor.unsqueeze(1) : chunk.probabilities.mul_(factor.unsqueeze(1));
        }
        if (remedies_.active())
            result_.means.remedy += add_remedies(remedies_, chunk, {begin, targets, factor}, gradient);
        if (!with_gradient)
            return;
        gradient.scatter_add_(1, targets, -factor.unsqueeze(1));
        if (feedback_.noise != 0)
            gradient.add_(noise_like(gradient) * (feedback_.noise * factor).unsqueeze(1));
        hand_back(begin, rows, gradient);
    }

    const at::Tensor& hidden_;
    const at::Tensor& weight_;
    const at::Tensor& bias_; ///< may be undefined
    std::int64_t time_;
    const FeedbackInForce& feedback_;
    const Remedies& remedies_;
    const WholeBatch whole_;
    const at::TensorOptions sums_; ///< of probabilities and of what is added up over rows
    at::Tensor counted_, safe_targets_, row_factor_, last_row_;
    at::Tensor room_; ///< for a chunk of logits
    ObjectiveGradient result_;
};

/// The gradient is computed with the value; backward only hands it on.
class ObjectiveFunction : public torch::autograd::Function<ObjectiveFunction> {
  public:
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& hidden, const at::Tensor& weight, const at::Tensor& bias,
                              const at::Tensor& targets, std::int64_t time, const FeedbackInForce& feedback, const Remedies& remedies,
                              const WholeBatch& whole, ObjectiveMeans& means) {
        const Head head{weight, bias.numel() > 0 ? bias : at::Tensor()};
        ObjectiveGradient result = objective_gradient(hidden, head, targets, time, feedback, remedies, true, whole);
        context->saved_data["hidden"] = result.hidden;
        context->saved_data["weight"] = result.weight;
        if (head.bias.defined())
            context->saved_data["bias"] = result.bias;
        means = result.means;
        return means.loss + feedback.strength * means.potential + means.remedy;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context, torch::autograd::variable_list output_gradients) {
        const at::Tensor& scale = output_gradients[0];
        const at::ScalarType type = context->saved_data["hidden"].toTensor().scalar_type();
        const auto scaled = [&](const char* name) {
            const auto& saved = context->saved_data[name];
            return saved.isTensor() ? saved.toTensor().mul_(scale).to(type) : at::Tensor(); // the graph is walked once
        };
        return {scaled("hidden"), scaled("weight"), scaled("bias"), {}, {}, {}, {}, {}, {}};
    }
};

} // namespace

ObjectiveGradient objective_gradient(const at::Tensor& hidden, const Head& head, const at::Tensor& targets, std::int64_t time,
                                     const FeedbackInForce& feedback, const Remedies& remedies, bool with_gradient, const WholeBatch& whole) {
    const at::NoGradGuard no_gradient;
    const at::Device device = hidden.device();
    const bool looks_around = (feedback.law == FeedbackLaw::temporal && feedback.strength != 0) || remedies.unlikelihood != 0;
    if (looks_around || !targets.device().is_cpu())
        return Pass(hidden, head, on_device(targets, device), time, feedback, remedies, whole).run(with_gradient);
    const at::Tensor counted = targets.ne(ignored_target).nonzero().squeeze(1);
    if (2 * counted.numel() > targets.numel())
        return Pass(hidden, head, on_device(targets, device), time, feedback, remedies, whole).run(with_gradient);
    const at::Tensor rows = on_device(counted, device);
    ObjectiveGradient result =
        Pass(hidden.index_select(0, rows), head, on_device(targets.index_select(0, counted), device), time, feedback, remedies, whole)
            .run(with_gradient);
    if (with_gradient)
        result.hidden = at::zeros_like(hidden).index_copy_(0, rows, result.hidden);
    return result;
}

Objective objective(const at::Tensor& hidden, const Head& head, const at::Tensor& targets, std::int64_t time, const FeedbackInForce& feedback,
                    const Remedies& remedies, const WholeBatch& whole) {
    Objective result;
    // The graph takes no undefined inputs, so an empty tensor stands for a missing bias.
    const at::Tensor bias = head.bias.defined() ? head.bias : at::empty({0}, head.weight.options());
    result.value = ObjectiveFunction::apply(hidden, head.weight, bias, targets, time, feedback, remedies, whole, result.means);
    return result;
}

} // namespace overdamp
