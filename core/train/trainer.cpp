// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/trainer.h"

#include "core/model/work.h"
#include "core/settings/random_stream.h"
#include "core/stabilizer/on_device.h"
#include "core/train/device.h"
#include "core/train/evaluation.h"
#include "core/train/schedule.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <cassert>
#include <cmath>

namespace overdamp {

namespace {

Shape shape_of(const Knobs& knobs, const Language& language) {
    return {.layers = knobs.model.layers,
            .width = knobs.model.width,
            .heads = knobs.model.heads,
            .context = knobs.model.context,
            .vocabulary = language.tokenizer->vocabulary()};
}

at::ScalarType type_for(Precision precision, const std::string& device) {
    return computes_in_bfloat16(precision, device) ? at::kBFloat16 : at::kFloat;
}

constexpr const char* running_mean_name = "feedback.running_mean";
constexpr const char* weight_average_name = "weight_average";

Remedies remedies_in_force(const Knobs& knobs, const at::Tensor& inputs) {
    return {.entropy_bonus = knobs.objective.entropy_bonus,
            .label_smoothing = knobs.objective.label_smoothing,
            .unlikelihood = knobs.objective.unlikelihood,
            .inputs = inputs};
}

/// Lends the model the averaged weights, if there are any, and gives it back its own bit for bit.
class LentWeights {
  public:
    LentWeights(const Parameters& parameters, const at::Tensor& average) : parameters_(parameters) {
        if (!average.defined())
            return;
        own_ = parameters.flat().detach().clone();
        put(average);
    }
    ~LentWeights() {
        if (own_.defined())
            put(own_);
    }
    LentWeights(const LentWeights&) = delete;
    LentWeights& operator=(const LentWeights&) = delete;

  private:
    void put(const at::Tensor& weights) const {
        parameters_.flat().copy_(weights);
        parameters_.refresh_copies();
    }

    const Parameters& parameters_;
    at::Tensor own_;
};

/// The named tensor with these options; undefined if the state does not hold it. Throws CheckpointError if it has another size.
at::Tensor optional_state(const NamedTensors& state, const char* name, const at::TensorOptions& options, std::int64_t size) {
    const auto found = state.find(name);
    if (found == state.end())
        return {};
    if (found->second.sizes() != at::IntArrayRef({size}))
        throw CheckpointError(std::string("optimizer state ") + name + " does not fit the model");
    return found->second.to(options);
}

} // namespace

Trainer::Trainer(const Knobs& knobs, std::shared_ptr<const Language> language, const std::string& device)
    : language_(std::move(language)),
      model_(make_transformer(knobs.model.kind, shape_of(knobs, *language_),
                              at::TensorOptions(type_for(knobs.training.precision, device)).device(at::Device(device)))),
      optimizer_(knobs.optimizer.kind, knobs.objective.weight_decay_form, model_->parameters()),
      modules_(model_->shape(), model_->causal(), *language_), selection_(*model_, *language_) {
    std::mt19937_64 stream = random_stream(knobs.training.seed, RandomPurpose::weights);
    model_->parameters().initialise(stream);
}

bool Trainer::runs_ahead(const Knobs& knobs) const {
    const bool scores_attention = knobs.dtu.mode != DtuMode::off && knobs.dtu.scores == DtuScores::attention;
    return !model_->parameters().flat().is_cpu() && !world_ && knobs.psu.mode == PsuMode::off && !scores_attention;
}

StepRecord Trainer::step(const Knobs& knobs) {
    begin_step(knobs);
    return finish_step();
}

void Trainer::begin_step(const Knobs& knobs, bool ahead) {
    assert(ahead || in_flight_.empty());
    Parameters& parameters = model_->parameters();
    const FeedbackInForce feedback = feedback_in_force(knobs);
    const SharedBatch batch = take_batch(knobs);
    const Masks masks = modules_.draw(knobs, step_, batch.whole.inputs);
    std::vector<at::Tensor> received;
    const ObjectiveMeans means = differentiate(knobs, batch, masks, feedback, Modules::wants_attention(knobs, masks) ? &received : nullptr);
    if (world_)
        add_up(received);
    prepare_next_batch(knobs);
    if (optimizer_.couples_weight_decay())
        parameters.flat_gradient().add_(parameters.flat(), knobs.objective.weight_decay);

    const at::Tensor measures = step_measures(means, parameters);
    StepInFlight step{.knobs = knobs,
                      .record = planned_record(knobs, masks),
                      .measures = HostCopy(measures),
                      .running_mean = running_mean_,
                      .weight_average = weight_average_};
    Selection selection = selection_; // becomes the run's own once the step has succeeded
    Update update = ahead ? unseen_update(knobs, measures, step.record.learning_rate) : decided_update(batch, step, selection);
    Modules::freeze(masks, *model_, update);
    std::optional<UndoPoint> before;
    if (knobs.psu.mode == PsuMode::policy)
        before.emplace(parameters, optimizer_);
    optimizer_.step(parameters, update);
    Modules::add_update_noise(knobs, step_, update, *model_);
    parameters.refresh_copies();
    if (before)
        learn_from_update(knobs, batch, masks, *before, selection, step.record);
    selection_ = std::move(selection);
    modules_.observe(masks, received);
    if (feedback.strength != 0 && knobs.feedback.law == FeedbackLaw::anchor)
        running_mean_ = running_mean_.defined() ? running_mean_.lerp(means.mean_prediction, 1 - anchor_memory) : means.mean_prediction;
    update_weight_average(knobs.optimizer.weight_average, ahead);
    in_flight_.push_back(std::move(step));
    ++step_;
}

StepRecord Trainer::finish_step() {
    StepInFlight step = std::move(in_flight_.front());
    in_flight_.pop_front();
    if (!step.measures) // decided on when it was begun
        return step.record;
    if (step.read_measures()) {
        selection_.observe(step.record);
        return step.record;
    }
    forget(step);
    begin_step(step.knobs, false); // throws, and says what it was
    return finish_step();
}

void Trainer::forget(const StepInFlight& failed) {
    const auto steps = static_cast<std::int64_t>(in_flight_.size()) + 1;
    in_flight_.clear();
    found_inf_.reset();
    optimizer_.forget_steps(steps);
    running_mean_ = failed.running_mean;
    weight_average_ = failed.weight_average;
    step_ -= steps;
}

Update Trainer::decided_update(const SharedBatch& batch, StepInFlight& step, Selection& selection) const {
    if (!step.read_measures())
        explain(step.record);
    Allocation allocation = selection.choose(step.knobs, batch.whole.inputs, model_->parameters(), step.record);
    const double clip = step.knobs.optimizer.gradient_clip, norm = step.record.gradient_norm;
    return {.learning_rate = allocation.scale * step.record.learning_rate,
            .weight_decay = step.knobs.objective.weight_decay,
            .gradient_scale = clip > 0 && norm > clip ? clip / norm : 1,
            .frozen = {},
            .frozen_blocks = std::move(allocation.frozen)};
}

Update Trainer::unseen_update(const Knobs& knobs, const at::Tensor& measures, double learning_rate) {
    const at::Tensor found = found_inf(measures);
    found_inf_ = found_inf_.defined() ? at::maximum(found_inf_, found) : found; // nothing moves behind a step that failed
    Update update{
        .learning_rate = learning_rate, .weight_decay = knobs.objective.weight_decay, .gradient_scale = 1, .frozen = {}, .found_inf = found_inf_};
    if (const double clip = knobs.optimizer.gradient_clip; clip > 0)
        update.gradient_divisor = clip_divisor(measures, clip);
    return update;
}

ObjectiveMeans Trainer::differentiate(const Knobs& knobs, const SharedBatch& batch, const Masks& masks, const FeedbackInForce& feedback,
                                      std::vector<at::Tensor>* received) {
    const Parameters& parameters = model_->parameters();
    const auto pass = [&](const at::Tensor& inputs, const at::Tensor& targets) {
        parameters.clear_gradient();
        const at::Tensor hidden = model_->hidden_states(inputs, masks, received);
        const Objective objective =
            overdamp::objective(hidden, model_->head(), targets, inputs.size(1), feedback, remedies_in_force(knobs, inputs), batch.beyond);
        objective.value.backward();
        parameters.gather_gradient();
        return objective.means;
    };
    const bool masked = !masks.feed_forward.empty() || !masks.key_sets.empty() || !masks.positions.empty();
    const bool remembers = feedback.strength != 0 && feedback.law == FeedbackLaw::anchor;
    std::optional<PassKey> key;
    if (model_->causal() && !masked && !remembers && feedback.noise == 0 && !world_)
        key = {feedback.law, feedback.strength, knobs.objective.entropy_bonus, knobs.objective.label_smoothing, knobs.objective.unlikelihood};
    return step_graph_.run(key, parameters, batch.own.inputs, batch.own.targets.reshape({-1}), pass);
}

SharedBatch Trainer::take_batch(const Knobs& knobs) {
    if (prepared_ && prepared_->step == step_)
        return prepared_->batch;
    return shared_batch(*language_, knobs, step_, world_.get());
}

void Trainer::prepare_next_batch(const Knobs& knobs) {
    if (!model_->parameters().flat().is_cpu() && (!prepared_ || prepared_->step != step_ + 1))
        prepared_ = {step_ + 1, shared_batch(*language_, knobs, step_ + 1, world_.get())};
}

StepRecord Trainer::planned_record(const Knobs& knobs, const Masks& masks) const {
    StepRecord record;
    record.step = step_;
    record.strength = engaged_strength(knobs, step_);
    record.learning_rate = learning_rate_at(knobs, step_);
    record.work_share = 100 * work_share(model_->shape(), masks, knobs.model.kind) * (reward_due(knobs, step_) ? work_with_reward : 1);
    return record;
}

void Trainer::learn_from_update(const Knobs& knobs, const SharedBatch& batch, const Masks& masks, const UndoPoint& before, Selection& selection,
                                StepRecord& record) {
    try {
        if (reward_due(knobs, step_))
            selection.reward(knobs, loss_of(batch, masks), record);
        selection.learn(knobs, step_);
    } catch (const NumericError&) {
        before.restore(model_->parameters(), optimizer_);
        throw;
    }
}

double Trainer::loss_of(const SharedBatch& batch, const Masks& masks) const {
    const at::NoGradGuard no_gradient;
    const at::Device device = model_->parameters().flat().device();
    const at::Tensor hidden = model_->hidden_states(on_device(batch.own.inputs, device), masks);
    const at::Tensor targets = batch.own.targets.reshape({-1});
    return objective_gradient(hidden, model_->head(), targets, batch.own.inputs.size(1), {}, {}, false, batch.beyond).means.loss.item<double>();
}

void Trainer::add_up(std::vector<at::Tensor>& received) {
    world_->sum(model_->parameters().flat_gradient());
    for (at::Tensor& mean : received) {
        mean = mean.contiguous();
        world_->sum(mean);
        mean = mean / world_->size(); // the processes have equally many rows
    }
}

void Trainer::update_weight_average(double memory, bool ahead) {
    const at::Tensor& weights = model_->parameters().flat();
    if (memory == 0)
        weight_average_.reset();
    else if (!weight_average_.defined())
        weight_average_ = weights.clone();
    else if (ahead)
        weight_average_ = weight_average_.lerp(weights, 1 - memory); // the step may have to be forgotten
    else
        weight_average_.lerp_(weights, 1 - memory);
}

FeedbackInForce Trainer::feedback_in_force(const Knobs& knobs) const {
    FeedbackInForce feedback{
        .law = knobs.feedback.law, .strength = engaged_strength(knobs, step_) * knobs.feedback.gain, .generator = {}, .running_mean = running_mean_};
    if (modules_in_force(knobs, step_) && knobs.feedback.noise > 0) {
        std::mt19937_64 stream = random_stream(knobs.training.seed, RandomPurpose::feedback_noise, step_);
        feedback.noise = knobs.feedback.noise;
        if (world_)
            stream.discard(static_cast<unsigned long long>(world_->rank())); // other rows, other noise
        feedback.generator = at::detail::createCPUGenerator(stream());
    }
    return feedback;
}

void Trainer::explain(const StepRecord& record) const {
    if (!std::isfinite(record.loss))
        throw NumericError("the loss of step " + std::to_string(step_) + " is not finite");
    if (!std::isfinite(record.potential))
        throw NumericError("the feedback potential of step " + std::to_string(step_) + " is not finite");
    const Parameters& parameters = model_->parameters();
    const std::string at_step = " at step " + std::to_string(step_) + " is not finite";
    for (std::size_t i = 0; i < parameters.count(); ++i) {
        const std::string& name = parameters.spec(i).name;
        const at::Tensor gradient = parameters.view_of(parameters.flat_gradient(), i);
        if (!gradient.isfinite().all().item<bool>())
            throw NumericError("the gradient of " + name + at_step);
        if (!std::isfinite(gradient.norm().item<double>()))
            throw NumericError("the norm of the gradient of " + name + at_step);
        if (!std::isfinite(parameters.view_of(parameters.flat(), i).norm().item<double>()))
            throw NumericError("the norm of " + name + at_step);
    }
    throw NumericError("the norm of all gradients or of all parameters" + at_step);
}

EvaluationRecord Trainer::evaluate(const Knobs& knobs, FrequencyRecord* frequencies) {
    EvaluationRecord record;
    {
        const LentWeights lent(model_->parameters(), weight_average_);
        record = overdamp::evaluate(*model_, *language_, knobs, step_, modules_.draw_for_generation(knobs, step_), frequencies);
    }
    // Definition 3.1 is about the weights that training moves, not about their average.
    stability_probe_.measure(*model_, *language_, knobs, record);
    return record;
}

SampleRecord Trainer::sample(const Knobs& knobs) const {
    const LentWeights lent(model_->parameters(), weight_average_);
    return shown_sample(*model_, *language_, knobs, step_, modules_.draw_for_generation(knobs, step_));
}

TemperatureComparison Trainer::compare_temperatures(const Knobs& knobs, std::span<const double> temperatures) const {
    const LentWeights lent(model_->parameters(), weight_average_);
    return overdamp::compare_temperatures(*model_, *language_, knobs, step_, modules_.draw_for_generation(knobs, step_), temperatures);
}

NamedTensors Trainer::model_state() const {
    NamedTensors state;
    const Parameters& parameters = model_->parameters();
    for (std::size_t i = 0; i < parameters.count(); ++i)
        state[parameters.spec(i).name] = parameters.view_of(parameters.flat(), i);
    return state;
}

NamedTensors Trainer::optimizer_state() const {
    NamedTensors state = optimizer_.state();
    state.merge(stability_probe_.state());
    state.merge(modules_.state());
    state.merge(selection_.state());
    if (running_mean_.defined())
        state[running_mean_name] = running_mean_;
    if (weight_average_.defined())
        state[weight_average_name] = weight_average_;
    return state;
}

void Trainer::restore(const NamedTensors& model, const NamedTensors& optimizer, std::int64_t steps_done) {
    const at::NoGradGuard no_gradient;
    const Parameters& parameters = model_->parameters();
    const at::TensorOptions options = parameters.flat().options();
    const at::Tensor running_mean = optional_state(optimizer, running_mean_name, options, model_->shape().vocabulary);
    const at::Tensor weight_average = optional_state(optimizer, weight_average_name, options, parameters.flat().numel());
    modules_.check_state(optimizer);
    for (std::size_t i = 0; i < parameters.count(); ++i) {
        const ParameterSpec& spec = parameters.spec(i);
        const auto found = model.find(spec.name);
        if (found == model.end() || found->second.sizes() != at::IntArrayRef(spec.shape))
            throw CheckpointError("tensor " + spec.name + " is missing or has another shape than the model");
    }
    StabilityProbe probe;
    probe.load_state(optimizer, parameters.flat());
    Selection selection = selection_;
    selection.load_state(optimizer);
    optimizer_.load_state(optimizer);
    modules_.load_state(optimizer);
    stability_probe_ = std::move(probe);
    selection_ = std::move(selection);
    for (std::size_t i = 0; i < parameters.count(); ++i)
        parameters.view_of(parameters.flat(), i).copy_(model.at(parameters.spec(i).name));
    parameters.refresh_copies();
    running_mean_ = running_mean;
    weight_average_ = weight_average;
    in_flight_.clear();
    found_inf_.reset();
    step_ = steps_done;
}

} // namespace overdamp
