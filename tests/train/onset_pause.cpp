// SPDX-License-Identifier: GPL-3.0-or-later
// A run that pauses by itself where collapse sets in.
#include "core/telemetry/onset.h"
#include "tests/train/test_session.h"
#include "tests/train/tiny.h"

#include <QtTest>

using namespace overdamp;

class OnsetPauseTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::filesystem::path runs() const { return folder_.path().toStdString(); }

    std::filesystem::path run_whole(const Experiment& experiment) {
        TestSession session(experiment, {.runs = runs()});
        session.wait();
        return session.status().folder;
    }

    /// The tiny run collapses at once: 10 times as much feedback from step 12 on, evaluated every 5 steps.
    static Experiment collapsing() {
        Experiment experiment = tiny_experiment();
        experiment.knobs.feedback.strength = 0.5;
        experiment.knobs.feedback.gain = 50;
        experiment.knobs.feedback.engage_step = 12;
        experiment.knobs.feedback.ramp_steps = 0;
        experiment.knobs.optimizer.learning_rate = 1e-2;
        experiment.knobs.evaluation.every = 5;
        return experiment;
    }

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void a_run_pauses_at_its_onset_if_asked_and_computes_the_same() {
        const std::filesystem::path whole = run_whole(collapsing());
        const History history = load_history(whole);
        const Onset onset = find_onset(history, 100);
        QVERIFY(onset.onset_step && *onset.onset_step < 40);

        TestSession session(collapsing(), {.runs = runs(), .start_paused = true});
        session.wait();
        session.pause_at_onset(true);
        session.run();
        QCOMPARE(session.wait(), SessionState::paused);
        QCOMPARE(session.status().step, *onset.onset_step);
        QVERIFY2(session.status().message.find("onset") != std::string::npos, session.status().message.c_str());
        const std::filesystem::path run = session.status().folder;
        session.run();
        QCOMPARE(session.wait(), SessionState::finished); // once is enough
        QCOMPARE(last_weights(run, 40), last_weights(whole, 40));
        QVERIFY(same(repeatable(run), repeatable(whole)));
    }

    void a_resumed_run_knows_whether_its_onset_is_past() {
        const History history = load_history(run_whole(collapsing()));
        const std::int64_t onset = *find_onset(history, 100).onset_step;
        for (const bool past : {false, true}) {
            std::filesystem::path run;
            {
                TestSession session(collapsing(), {.runs = runs(), .start_paused = true});
                for (std::int64_t i = 0; i < (past ? onset + 1 : onset - 1); ++i)
                    session.step();
                session.wait();
                run = session.status().folder;
            }
            TestSession session({}, {.resume = run, .start_paused = true});
            session.wait();
            session.pause_at_onset(true);
            session.run();
            QCOMPARE(session.wait(), past ? SessionState::finished : SessionState::paused);
            QCOMPARE(session.status().step, past ? 40 : onset);
        }
    }
};

QTEST_GUILESS_MAIN(OnsetPauseTest)
#include "onset_pause.moc"
