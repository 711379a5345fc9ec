// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/worker.h"

#include "core/measure/distribution.h"
#include "core/model/hugging_face.h"
#include "core/settings/text.h"
#include "core/telemetry/fork.h"
#include "core/telemetry/import_origin.h"
#include "core/telemetry/world_size.h"
#include "core/train/checkpoint.h"
#include "core/train/clock.h"
#include "core/train/device.h"
#include "core/train/evaluation.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <utility>

namespace overdamp {

namespace {

bool due(std::int64_t step, std::int64_t every) { return every > 0 && step % every == 0; }

/// Makes the path of something that exists independent of the working directory.
void make_absolute(std::string& path) {
    if (std::filesystem::exists(path))
        path = std::filesystem::absolute(path).lexically_normal().string();
}

/// The exception's message, short and with advice where memory ran out.
std::string explain(const std::exception& error) {
    const auto* torch_error = dynamic_cast<const c10::Error*>(&error);
    const std::string message = torch_error ? torch_error->what_without_backtrace() : error.what();
    const bool no_memory = dynamic_cast<const std::bad_alloc*>(&error) || message.find("memory") != std::string::npos;
    return no_memory && (torch_error || dynamic_cast<const std::bad_alloc*>(&error))
               ? "out of memory: reduce training.batch, model.context, model.width or model.layers (" + message + ")"
               : message;
}

} // namespace

Worker::Worker(Mailbox& mailbox, Experiment experiment, SessionOptions options)
    : mailbox_(mailbox), experiment_(std::move(experiment)), options_(std::move(options)) {}

void Worker::run(const std::stop_token& stop) {
    // Wakes obey() and wait() when the owner asks for the end.
    const std::stop_callback wake(stop, [this] {
        // Passing through the lock keeps the signal from falling between a waiter's look at the token and its sleep.
        { const std::scoped_lock lock(mailbox_.mutex); }
        mailbox_.wake.notify_all();
    });
    try {
        prepare(stop);
    } catch (const std::exception& error) {
        recorder_.reset(); // a run that cannot be resumed keeps its summary
        finish(SessionState::failed, explain(error));
        return leave_lockstep();
    }
    try {
        loop(stop);
        part_from_others();
    } catch (const std::exception& error) {
        settle_after_failure();
        finish(SessionState::failed, explain(error));
    }
    leave_lockstep();
}

void Worker::prepare(const std::stop_token& stop) {
    if (options_.resume.empty()) {
        experiment_.knobs = follow_checkpoint(experiment_.knobs);
    } else {
        refuse_imported(options_.resume);
        experiment_ = load_experiment(options_.resume / "experiment.json");
    }
    if (options_.last_step > 0)
        experiment_.knobs.training.steps = options_.last_step;
    check_consistency(experiment_.knobs);
    // A run may be resumed from another working directory.
    if (std::string& corpus = experiment_.knobs.language.corpus; corpus != "fortunes" && corpus != "synthetic")
        make_absolute(corpus);
    make_absolute(experiment_.knobs.model.checkpoint);
    const std::int64_t threads = use_threads(wanted_threads());
    const std::string wanted = options_.device.empty() ? resolve_device(experiment_.knobs.training.device) : options_.device;
    const std::string device = options_.rendezvous ? device_of_rank(wanted, 0) : wanted;
    // A resumed run keeps its tokenizer, whatever has become of the files and libraries that made it.
    const bool keeps_tokenizer = !options_.resume.empty() && std::filesystem::exists(options_.resume / "language.json");
    auto language = std::make_shared<const Language>(load_language(experiment_.knobs, keeps_tokenizer ? load_tokenizer(options_.resume) : nullptr));
    trainer_ = std::make_unique<Trainer>(experiment_.knobs, language, device);
    current_ = {.knobs = experiment_.knobs};
    const double corpus_share = corpus_share_top10(language->frequencies);
    onset_.emplace(corpus_share);
    if (options_.resume.empty())
        start_from_checkpoint();
    const std::string notice = options_.resume.empty() ? "" : resume();
    logged_ = current_;
    meet_others(stop);
    paused_ = options_.start_paused;
    {
        const std::scoped_lock lock(mailbox_.mutex);
        mailbox_.status.step = trainer_->steps_done();
        mailbox_.status.steps = experiment_.knobs.training.steps;
        mailbox_.status.parameters = trainer_->parameter_count();
        mailbox_.status.device = device_description(device, threads, experiment_.knobs.training.precision) +
                                 (lead_ ? ", " + std::to_string(world_size()) + " processes" : "");
        mailbox_.status.seconds = seconds_;
        mailbox_.status.folder = folder_;
        mailbox_.status.notice = notice;
        mailbox_.status.corpus_share = corpus_share;
    }
    set_state(paused_ ? SessionState::paused : SessionState::running);
}

void Worker::start_from_checkpoint() {
    const std::filesystem::path folder = experiment_.knobs.model.checkpoint;
    if (folder.empty())
        return;
    const Shape& shape = trainer_->model().shape();
    HuggingFaceForm form = hugging_face_form(folder);
    if (const std::int64_t vocabulary = form.shape.vocabulary; vocabulary != shape.vocabulary)
        throw CheckpointError((folder / "config.json").string() + ": vocab_size is " + std::to_string(vocabulary) + ", but the tokenizer has " +
                              std::to_string(shape.vocabulary) + " tokens; set language.tokenizer to checkpoint");
    form.shape.context = shape.context;
    trainer_->restore(load_hugging_face_weights(folder, form), trainer_->optimizer_state(), 0);
}

std::string Worker::resume() {
    folder_ = options_.resume;
    check_world_size(folder_, world_size());
    recorder_.emplace(folder_); // first, because it keeps a second program out
    check_language(folder_, trainer_->language());
    // Whoever reads the finished run needs every line, so a damaged one is said before the first step.
    const History history = load_history(folder_);
    if (history.corpus_frequencies().counts.empty())
        publish(corpus_frequencies(trainer_->language())); // it was ended before it had written them
    std::string damage;
    const CheckpointInfo info = load_newest_checkpoint(damage);
    const std::int64_t step = trainer_->steps_done();
    onset_->observe(history, step);
    current_ = {.knobs = live_part(experiment_.knobs, info.knobs), .revision = info.revision};
    seconds_ = info.seconds;
    checkpointed_ = step;
    if (step > experiment_.knobs.training.steps)
        throw CheckpointError("the run is at step " + std::to_string(step) + ", past the end " + std::to_string(experiment_.knobs.training.steps));
    last_step_ = last_step_record(folder_);
    replay_end_ = last_step_ ? last_step_->step + 1 : 0;
    for (EventRecord& event : load_events(folder_))
        if (event.step >= step)
            recorded_.push_back(std::move(event));
    for (EventRecord& event : load_schedule(folder_))
        if (event.step >= std::max(step, replay_end_))
            scheduled_.push_back(std::move(event));
    if (options_.last_step > 0)
        save_experiment(experiment_, folder_ / "experiment.json");
    resumed_ = true;
    std::string notice;
    if (!damage.empty())
        notice = "went back to step " + std::to_string(step) + ", because " + damage;
    else if (replay_end_ > step)
        notice = "goes on from the checkpoint at step " + std::to_string(step) + " and first repeats the recorded steps up to " +
                 std::to_string(replay_end_);
    return notice;
}

CheckpointInfo Worker::load_newest_checkpoint(std::string& damage) {
    for (const auto& checkpoint : list_checkpoints(folder_)) {
        try {
            return load_checkpoint(checkpoint, *trainer_);
        } catch (const std::exception& error) {
            damage += std::string(damage.empty() ? "" : "; ") + explain(error);
        }
    }
    start_from_checkpoint();
    return {.knobs = experiment_.knobs};
}

void Worker::loop(const std::stop_token& stop) {
    keep_pace();
    Turn outcome = Turn::again;
    while (outcome == Turn::again) {
        try {
            outcome = turn(stop);
        } catch (const NumericError& error) {
            pause_diverged(error);
        }
    }
    if (outcome == Turn::complete)
        return finish(SessionState::finished, {});
    if (recorder_ && checkpointed_ != trainer_->steps_done())
        write_checkpoint();
    if (recorder_)
        recorder_->flush();
    if (stopped_)
        finish(SessionState::finished, "stopped");
}

Worker::Turn Worker::turn(const std::stop_token& stop) {
    if (!goes_straight_on(stop)) {
        settle();
        if (!obey(stop))
            return Turn::leave;
        counted_ = clock_seconds();
        take_snapshot();
        ensure_folder();
        const bool goes_on = visit_boundary();
        count_seconds();
        if (at_end())
            return Turn::complete;
        if (!goes_on && !single_step_)
            return Turn::again;
    }
    train_one_step();
    if (std::exchange(single_step_, false)) {
        paused_ = true;
        set_state(SessionState::paused);
    }
    return Turn::again;
}

bool Worker::evaluation_due() const {
    const std::int64_t every = current_.knobs.evaluation.every, step = trainer_->steps_done();
    return evaluated_ != step && every > 0 && (at_end() || due(step, every));
}

bool Worker::sample_due() const {
    const std::int64_t every = current_.knobs.sampling.every, step = trainer_->steps_done();
    return sampled_ != step && every > 0 && (at_end() || due(step, every));
}

bool Worker::checkpoint_due() const {
    const std::int64_t step = trainer_->steps_done();
    return checkpointed_ != step && (at_end() || (step > 0 && due(step, current_.knobs.training.checkpoint_every)));
}

bool Worker::visit_boundary() {
    const std::int64_t step = trainer_->steps_done();
    bool goes_on = true;
    if (evaluation_due()) {
        FrequencyRecord frequencies;
        last_evaluation_ = trainer_->evaluate(current_.knobs, &frequencies);
        last_evaluation_->revision = current_.revision;
        last_evaluation_->wall = wall_time();
        last_evaluation_->seconds = seconds_;
        publish(*last_evaluation_);
        frequencies.revision = current_.revision;
        publish(frequencies);
        evaluated_ = step;
        goes_on = !pauses_at(*last_evaluation_);
    }
    if (sample_due())
        draw_sample();
    if (checkpoint_due())
        write_checkpoint();
    if (!goes_on && !at_end()) {
        paused_ = true;
        set_state(SessionState::paused, "collapse sets in: the evaluation at step " + std::to_string(step) + " shows its onset");
    }
    return goes_on;
}

void Worker::log_snapshot_change() {
    std::vector<KnobChange> changes = changes_between(logged_.knobs, current_.knobs);
    if (!changes.empty())
        publish(
            EventRecord{.step = trainer_->steps_done(), .revision = current_.revision, .gesture = current_.gesture, .changes = std::move(changes)});
    logged_ = current_;
}

void Worker::ensure_folder() {
    if (recorder_ || options_.runs.empty())
        return;
    folder_ = create_run_folder(options_.runs, experiment_);
    save_language(folder_, trainer_->language());
    save_world_size(folder_, world_size());
    note_program(folder_, options_.program, 0);
    recorder_.emplace(folder_);
    publish(corpus_frequencies(trainer_->language()));
    const std::scoped_lock lock(mailbox_.mutex);
    mailbox_.status.folder = folder_;
}

void Worker::publish(const Record& record) {
    mailbox_.channel.push(record);
    if (recorder_)
        recorder_->record(record);
    if (const auto* event = std::get_if<EventRecord>(&record))
        hand_over(*event);
}

void Worker::draw_sample() {
    SampleRecord sample = trainer_->sample(current_.knobs);
    sample.revision = current_.revision;
    publish(sample);
    if (recorder_ || options_.runs.empty())
        sampled_ = sample.step; // an unrecorded look before the first step does not stand for the recorded sample
}

void Worker::write_checkpoint() {
    if (!recorder_)
        return;
    if (lead_)
        lead_->compare(*trainer_);
    recorder_->flush();
    save_checkpoint(folder_, *trainer_, {.step = trainer_->steps_done(), .revision = logged_.revision, .seconds = seconds_, .knobs = logged_.knobs});
    checkpointed_ = trainer_->steps_done();
}

} // namespace overdamp
