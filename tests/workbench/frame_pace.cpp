// SPDX-License-Identifier: GPL-3.0-or-later
// Dear frames come more rarely.
#include "app/workbench/frame_pace.h"

#include <QTest>

#include <ctime>

using namespace overdamp;

namespace {

/// Keeps the processor busy for that many of this thread's own seconds, however busy the machine is.
void work(double seconds) {
    const auto used = [] {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
    };
    for (const double begin = used(); used() - begin < seconds;)
        continue;
}

} // namespace

class FramePaceTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void the_window_works_for_a_small_share_of_the_time() {
        FramePace pace;
        pace.pause();
        const int idle = pace.pause();
        QVERIFY(idle >= 50 && idle <= 120);
        work(0.006);
        const int after_work = pace.pause();
        QVERIFY2(after_work >= 200 && after_work <= 400, qPrintable(QString::number(after_work)));
        work(0.5); // a file was opened, say: the next frame is not put off for long
        QVERIFY(pace.pause() <= 500);
        QCOMPARE(pace.pause(), idle);
    }
};

QTEST_MAIN(FramePaceTest)
#include "frame_pace.moc"
