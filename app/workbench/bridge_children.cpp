// SPDX-License-Identifier: GPL-3.0-or-later
// Children of a run, made without holding the window up.
#include "app/program/version.h"
#include "app/workbench/bridge.h"
#include "core/telemetry/run_folder.h"
#include "core/telemetry/twins.h"
#include "widgets/wording.h"

#include <algorithm>
#include <utility>

namespace overdamp {

void Bridge::make_child(const std::filesystem::path& parent, std::function<std::filesystem::path()> make, std::function<void(const Child&)> made) {
    if (makes_child())
        return;
    // A session that wrote the parent a moment ago may still be at it.
    const auto endings = std::make_shared<std::vector<Retired>>();
    std::error_code ignored;
    for (Retired& one : retired_)
        if (std::filesystem::equivalent(one.folder, parent, ignored))
            endings->push_back(std::move(one));
    std::erase_if(retired_, [](const Retired& one) { return !one.ending.valid(); });
    Session* shown = shows(parent) ? session_.get() : nullptr;
    goes_on_ = shown && shown->status().state == SessionState::running;
    if (shown) {
        shown->pause();
        shown->checkpoint(); // with it the records reach the disk
    }
    making_ = std::async(std::launch::async, [=, this, number = ++children_] {
        Child child;
        QString trouble;
        try {
            for (Retired& one : *endings)
                one.ending.wait();
            if (shown)
                shown->wait();
            child.folder = make();
            child.history = std::make_shared<History>(load_history(child.folder));
        } catch (const std::exception& error) {
            trouble = plain(error.what());
        }
        QMetaObject::invokeMethod(
            this,
            [=, this] {
                if (number == children_)
                    take_child(child, trouble, parent, made);
            },
            Qt::QueuedConnection);
    });
    Q_EMIT status_changed();
}

void Bridge::take_child(const Child& child, const QString& trouble, const std::filesystem::path& parent, const std::function<void(const Child&)>& made) {
    making_ = {};
    poll(); // the parent's last records
    const bool goes_on = std::exchange(goes_on_, false);
    QString problem = trouble;
    try {
        if (problem.isEmpty())
            made(child);
    } catch (const std::exception& error) {
        problem = plain(error.what());
    }
    if (!problem.isEmpty())
        Q_EMIT child_failed(problem);
    if (goes_on && shows(parent))
        run();
    Q_EMIT status_changed();
}

void Bridge::forget_child() {
    if (!makes_child())
        return;
    ++children_;
    making_ = {}; // waits for it
}

void Bridge::start_twin(std::int64_t step, std::shared_future<void> after, std::function<void(std::unique_ptr<Session>, const Child&)> started) {
    const bool leads = state() != RunState::finished;
    if (leads)
        session(); // an opened run goes on as the twin's leader
    const std::filesystem::path run = status_.folder;
    const auto make = [run, step, after = std::move(after)] {
        if (after.valid())
            after.wait();
        const std::vector<KnownTwin> known = twins_of(run);
        const auto found = std::ranges::find(known, step, &KnownTwin::step);
        if (found == known.end())
            return fork_run(run, std::filesystem::absolute(run).parent_path(), twin_at(step));
        catch_up_schedule(found->folder, run);
        return found->folder;
    };
    make_child(run, make, [this, leads, started = std::move(started)](const Child& child) {
        SessionOptions options{.resume = child.folder, .program = this_version()};
        if (load_experiment(child.folder / "experiment.json").knobs.training.steps < status_.steps)
            options.last_step = status_.steps; // the run was given a later end than when it got its twin
        auto twin = std::make_unique<Session>(Experiment{}, std::move(options));
        if (leads)
            twin->follow(*session_);
        started(std::move(twin), child);
    });
}

} // namespace overdamp
