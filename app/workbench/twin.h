// SPDX-License-Identifier: GPL-3.0-or-later
// A run without feedback that trains beside the one shown, and the difference between the two.
#pragma once

#include "core/telemetry/history.h"
#include "core/train/session.h"

#include <QTimer>
#include <QWidget>

#include <filesystem>
#include <future>
#include <memory>
#include <optional>

namespace overdamp {

class Bridge;
class LinePlot;

class Twin : public QWidget {
    Q_OBJECT

  public:
    explicit Twin(Bridge& bridge, QWidget* parent = nullptr);

    /// Starts to train it from `step` on, or goes on with the twin of that step that the run has already; started() tells when it is there, the bridge why
    /// not.
    void start(std::int64_t step);
    /// Ends it, keeping its folder, and does not wait for it.
    void end();
    /// The same, and nothing writes to its folder when it returns.
    void end_and_wait();

    bool trains() const { return session_ != nullptr; }
    /// Its record as it is; null without a twin.
    std::shared_ptr<const History> history() const { return history_; }
    const std::filesystem::path& folder() const { return folder_; }
    /// How far it is, or why it failed.
    QString progress() const;
    /// Draws the differences with moving averages of that factor.
    void set_smoothing(double factor);
    void set_cursor(std::optional<double> step);
    /// The run's own record grew.
    void refresh();
    const std::vector<LinePlot*>& plots() const { return plots_; }

  Q_SIGNALS:
    void started();
    /// Its record or its progress is another.
    void records_arrived();
    void cursor_moved(std::optional<double> step);

  private:
    void poll();
    void show_differences();

    Bridge& bridge_;
    std::unique_ptr<Session> session_;
    std::shared_ptr<History> history_;
    std::filesystem::path folder_;
    std::shared_future<void> ending_;
    QString announced_; ///< the progress at the last records_arrived()
    std::vector<LinePlot*> plots_;
    QTimer timer_;
};

} // namespace overdamp
