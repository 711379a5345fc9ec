// SPDX-License-Identifier: GPL-3.0-or-later
// The ticked runs, read for the plots without holding the window up.
#include "app/workbench/runs_dock.h"

#include "core/telemetry/run_folder.h"
#include "widgets/wording.h"

namespace overdamp {

void RunsDock::load_overlays() {
    pool_.start([this, ticked = model_->ticked(), known = histories_, order = ++overlays_order_] {
        Histories histories;
        QString trouble;
        for (const auto& folder : ticked)
            try {
                const auto old = known.find(folder);
                histories[folder] = old != known.end() ? old->second : std::make_shared<const History>(load_history(folder));
            } catch (const std::exception& error) {
                trouble = plain(error.what());
            }
        QMetaObject::invokeMethod(
            this,
            [this, histories = std::move(histories), trouble, order] {
                if (order != overlays_order_)
                    return; // other runs were ticked meanwhile
                histories_ = histories;
                if (!trouble.isEmpty())
                    Q_EMIT problem(trouble);
                announce_overlays();
            },
            Qt::QueuedConnection);
    });
}

void RunsDock::announce_overlays() {
    std::vector<Overlay> overlays;
    const auto& ticked = model_->ticked();
    overlaid_beside_ = shown_folder();
    for (std::size_t i = 0; i < ticked.size(); ++i) {
        const auto found = histories_.find(ticked[i]);
        const int row = model_->row_of(ticked[i]);
        const bool hides_itself = ticked[i] == overlaid_beside_;
        if (found != histories_.end() && row >= 0 && !hides_itself)
            overlays.push_back({plain(model_->run(row).name()), found->second, static_cast<int>(i)});
    }
    Q_EMIT overlays_loaded(overlays);
}

} // namespace overdamp
