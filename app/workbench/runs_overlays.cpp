// SPDX-License-Identifier: GPL-3.0-or-later
// The ticked runs, read for the plots without holding the window up, and again as they grow.
#include "app/workbench/overlay_names.h"
#include "app/workbench/runs_dock.h"
#include "app/workbench/runs_watcher.h"
#include "core/telemetry/run_folder.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QElapsedTimer>

#include <algorithm>

namespace overdamp {

namespace {

constexpr qint64 pause_factor = 20; ///< pauses between two looks are at least that much longer than the looks

} // namespace

void RunsDock::load_overlays() {
    /// Read already, or to be read.
    struct Wanted {
        std::filesystem::path folder;
        std::uint64_t version;
        std::shared_ptr<History> history;
    };
    std::vector<Wanted> wanted;
    for (const auto& folder : model_->ticked()) {
        const int row = model_->row_of(folder);
        const std::uint64_t version = row >= 0 ? model_->run(row).version : 0;
        const auto known = overlaid_.find(folder);
        const bool fresh = known != overlaid_.end() && known->second.version == version;
        wanted.push_back({folder, version, fresh ? known->second.history : nullptr});
    }
    reading_overlays_ = true;
    pool_.start([this, wanted = std::move(wanted), order = ++overlays_order_]() mutable {
        QElapsedTimer clock;
        clock.start();
        std::map<std::filesystem::path, Overlaid> read;
        QString trouble;
        for (Wanted& one : wanted)
            try {
                read[one.folder] = {one.history ? one.history : std::make_shared<History>(load_history(one.folder)), one.version};
            } catch (const std::exception& error) {
                trouble = plain(error.what());
            }
        QMetaObject::invokeMethod(
            this,
            [this, read = std::move(read), trouble, order, took = clock.elapsed()] {
                if (order != overlays_order_)
                    return; // other runs were ticked meanwhile
                reading_overlays_ = false;
                next_look_.setRemainingTime(pause_factor * took);
                if (!trouble.isEmpty())
                    Q_EMIT problem(trouble);
                take_overlays(read);
            },
            Qt::QueuedConnection);
    });
}

/// Plots hold on to the histories that they have: what was read anew is put into these.
void RunsDock::take_overlays(std::map<std::filesystem::path, Overlaid> read) {
    for (auto& [folder, run] : read) {
        const auto known = overlaid_.find(folder);
        if (known == overlaid_.end() || known->second.history == run.history)
            continue;
        *known->second.history = std::move(*run.history);
        run.history = known->second.history;
    }
    overlaid_ = std::move(read);
    if (announced_ == model_->ticked())
        Q_EMIT overlays_grew();
    else
        announce_overlays();
}

void RunsDock::follow_overlays() {
    if (reading_overlays_ || !next_look_.hasExpired())
        return;
    const auto grew = [this](const auto& entry) {
        const int row = model_->row_of(entry.first);
        return row >= 0 && model_->run(row).version != entry.second.version;
    };
    if (std::ranges::any_of(overlaid_, grew))
        load_overlays();
}

void RunsDock::announce_overlays() {
    overlaid_beside_ = shown_folder();
    announced_ = model_->ticked();
    std::vector<RunInfo> runs;
    std::vector<int> places;
    for (std::size_t i = 0; i < model_->ticked().size(); ++i) {
        const auto& folder = model_->ticked()[i];
        const int row = model_->row_of(folder);
        const bool hides_itself = folder == overlaid_beside_;
        if (overlaid_.contains(folder) && row >= 0 && !hides_itself) {
            runs.push_back(model_->run(row));
            places.push_back(static_cast<int>(i));
        }
    }
    const QStringList names = overlay_names(runs);
    std::vector<Overlay> overlays;
    for (std::size_t i = 0; i < runs.size(); ++i)
        overlays.push_back({.name = names[static_cast<qsizetype>(i)],
                            .history = overlaid_.at(runs[i].folder).history,
                            .colour = places[i] % ticked_colours,
                            .folder = runs[i].folder});
    Q_EMIT overlays_loaded(overlays);
}

} // namespace overdamp
