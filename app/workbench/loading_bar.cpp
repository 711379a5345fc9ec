// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/loading_bar.h"

#include "core/telemetry/run_folder.h"
#include "widgets/wording.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>
#include <cmath>
#include <utility>

namespace overdamp {

LoadingBar::LoadingBar(QWidget* parent) : QFrame(parent), label_(new QLabel), progress_(new QProgressBar) {
    progress_->setRange(0, 1000);
    progress_->setTextVisible(false);
    progress_->setMaximumHeight(12);
    progress_->setAccessibleName(tr("Share of the run that has been read"));
    auto* stop = new QPushButton(tr("Cancel"));
    connect(stop, &QPushButton::clicked, this, &LoadingBar::cancel);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 4, 4);
    row->addWidget(label_);
    row->addWidget(progress_, 1);
    row->addWidget(stop);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    hide();
}

LoadingBar::~LoadingBar() { cancel(); }

bool LoadingBar::is_worthwhile(const std::filesystem::path& folder) {
    constexpr std::uintmax_t noticed = 8 << 20;
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(folder / "metrics.jsonl", error);
    return !error && size > noticed;
}

void LoadingBar::read(const std::filesystem::path& folder) {
    cancel();
    label_->setText(tr("Reading %1").arg(plain(folder.filename().string())));
    show_share(0);
    show();
    cancelled_ = std::make_shared<std::atomic<bool>>(false);
    const auto deliver = [this, number = reading_](auto what) {
        QMetaObject::invokeMethod(this, [this, number, what = std::move(what)] {
            if (number == reading_)
                what();
        }, Qt::QueuedConnection);
    };
    thread_ = std::jthread([this, folder, deliver, cancelled = cancelled_] {
        try {
            int shown = -1;
            auto history = std::make_shared<History>(load_history(folder, [&](double share) {
                if (const int now = static_cast<int>(share * 200); std::exchange(shown, now) != now)
                    deliver([this, share] { show_share(share); });
                return !cancelled->load();
            }));
            deliver([this, folder, history] {
                hide();
                Q_EMIT finished(folder, history);
            });
        } catch (const ReadCancelled&) {
            return;
        } catch (const std::exception& error) {
            deliver([this, message = plain(error.what())] {
                hide();
                Q_EMIT failed(message);
            });
        }
    });
}

void LoadingBar::cancel() {
    ++reading_;
    hide();
    if (cancelled_)
        *cancelled_ = true;
    if (thread_.joinable())
        thread_.join();
}

void LoadingBar::show_share(double share) { progress_->setValue(static_cast<int>(std::lround(1000 * share))); }

} // namespace overdamp
