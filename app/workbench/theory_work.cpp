// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/theory_work.h"

#include "core/theory/checks.h"
#include "core/train/device.h"
#include "widgets/wording.h"

#include <QCoreApplication>

namespace overdamp {

namespace {

std::string this_version() { return ("Overdamp " + QCoreApplication::applicationVersion()).trimmed().toStdString() + ", LibTorch " + libtorch_version(); }

} // namespace

TheoryWork::~TheoryWork() {
    cancel();
    if (thread_.joinable())
        thread_.join();
}

void TheoryWork::start(std::vector<std::string> ids) {
    if (runs_)
        return;
    if (thread_.joinable())
        thread_.join();
    runs_ = true;
    cancelled_ = false;
    share_ = 0;
    thread_ = std::thread([this, ids = std::move(ids)] { work(ids); });
}

void TheoryWork::cancel() { cancelled_ = true; }

void TheoryWork::work(const std::vector<std::string>& ids) {
    // Signals are sent in the window's thread.
    const auto tell = [this](auto&& call) { QMetaObject::invokeMethod(this, std::forward<decltype(call)>(call), Qt::QueuedConnection); };
    QString problem;
    try {
        use_threads(1); // many small computations, beside a run that may be training
        TheoryRunner runner([this](double share) {
            share_ = share;
            return !cancelled_;
        });
        for (int done = 0; done < static_cast<int>(ids.size()); ++done) {
            const std::string& id = ids[static_cast<std::size_t>(done)];
            tell([this, id, done, all = static_cast<int>(ids.size())] { Q_EMIT begun(plain(id), done, all); });
            TheoryResult result = runner.run(*find_theory_check(id));
            result.version = this_version();
            tell([this, result = std::move(result)] { Q_EMIT measured(result); });
        }
    } catch (const TheoryCancelled&) {
    } catch (const std::exception& error) {
        problem = plain(error.what());
    }
    tell([this, problem] {
        runs_ = false;
        Q_EMIT ended(problem);
    });
}

} // namespace overdamp
