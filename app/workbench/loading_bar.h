// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a large run while the window stays usable, and shows how far it is.
#pragma once

#include "core/telemetry/history.h"

#include <QFrame>

#include <atomic>
#include <filesystem>
#include <memory>
#include <thread>

class QLabel;
class QProgressBar;

namespace overdamp {

/// Hidden while it reads nothing.
class LoadingBar : public QFrame {
    Q_OBJECT

  public:
    explicit LoadingBar(QWidget* parent = nullptr);
    ~LoadingBar() override;

    /// Whether reading the run takes long enough to be noticed.
    static bool is_worthwhile(const std::filesystem::path& folder);

    /// Reads the run on a thread of its own, instead of what is being read.
    void read(const std::filesystem::path& folder);
    bool is_reading() const { return isVisibleTo(parentWidget()); }

  public Q_SLOTS:
    void cancel();

  Q_SIGNALS:
    void finished(const std::filesystem::path& folder, std::shared_ptr<overdamp::History> history);
    void failed(const QString& message);

  private:
    void show_share(double share);

    QLabel* label_;
    QProgressBar* progress_;
    int reading_ = 0; ///< number of the newest reading; what arrives from older ones is dropped
    std::shared_ptr<std::atomic<bool>> cancelled_;
    std::jthread thread_;
};

} // namespace overdamp
