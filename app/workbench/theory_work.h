// SPDX-License-Identifier: GPL-3.0-or-later
// Theory checks on a thread of their own.
#pragma once

#include "core/theory/result.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace overdamp {

class TheoryWork : public QObject {
    Q_OBJECT

  public:
    explicit TheoryWork(QObject* parent = nullptr) : QObject(parent) {}
    /// Ends the check that runs; that takes up to a second.
    ~TheoryWork() override;

    /// Runs the checks of these ids one after the other; nothing while others run.
    void start(std::vector<std::string> ids);
    /// Ends the check that runs at its next pulse, and leaves out those after it.
    void cancel();
    bool runs() const { return runs_; }

    /// How much of the running check is done, in [0, 1].
    double share() const { return share_; }

  Q_SIGNALS:
    /// This check begins; `done` of `all` were run before.
    void begun(const QString& id, int done, int all);
    void measured(const overdamp::TheoryResult& result);
    /// Nothing runs any more. `problem` says why a check could not be run, and is empty else.
    void ended(const QString& problem);

  private:
    void work(const std::vector<std::string>& ids);

    std::thread thread_;
    std::atomic<bool> cancelled_ = false;
    std::atomic<double> share_ = 0;
    bool runs_ = false; ///< of the window's thread
};

} // namespace overdamp
