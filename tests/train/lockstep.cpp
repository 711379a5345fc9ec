// SPDX-License-Identifier: GPL-3.0-or-later
// A twin that trains beside its leader: same batches, same events, no feedback, never ahead and never far behind.
#include "core/train/session.h"

#include "core/telemetry/fork.h"
#include "core/telemetry/run_folder.h"
#include "core/train/worker.h"
#include "tests/train/test_session.h"
#include "tests/train/tiny.h"

#include <QtTest>
#include <chrono>

using namespace overdamp;

namespace {

using namespace std::chrono_literals;

std::vector<double> losses(const std::filesystem::path& run) {
    const History history = load_history(run);
    const auto column = history.column(*find_metric("train/loss"));
    return {column.begin(), column.end()};
}

Experiment long_experiment(std::int64_t steps) {
    Experiment experiment = tiny_experiment();
    experiment.knobs.training.steps = steps;
    experiment.knobs.evaluation.every = experiment.knobs.sampling.every = 0;
    return experiment;
}

} // namespace

class LockstepTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::filesystem::path runs() const { return folder_.path().toStdString(); }

    static void make_steps(Session& session, int steps) {
        for (int i = 0; i < steps; ++i)
            session.step();
        session.wait();
    }

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void a_twin_is_the_run_that_never_had_feedback() {
        Experiment experiment = long_experiment(300);
        std::filesystem::path run, twin;
        {
            TestSession leader(experiment, {.runs = runs(), .start_paused = true});
            leader.wait();
            make_steps(leader, 25);
            leader.checkpoint();
            leader.wait();
            run = leader.status().folder;
            twin = fork_run(run, runs(), twin_at(0));
            TestSession follower({}, {.resume = twin, .start_paused = true});
            QCOMPARE(follower.wait(), SessionState::paused);
            follower.follow(leader);
            experiment.knobs.feedback.strength = 0.4;
            experiment.knobs.objective.weight_decay = 0.2;
            leader.publish(experiment.knobs, 5);
            follower.run();
            leader.run();
            std::int64_t most_ahead = 0;
            QVERIFY(eventually([&] {
                const std::int64_t behind = follower.status().step, ahead = leader.status().step; // the twin first: it only grows
                most_ahead = std::max(most_ahead, ahead - behind);
                return follower.status().state == SessionState::finished;
            }));
            QVERIFY2(most_ahead <= 2 * lead_steps, qPrintable(QString::number(most_ahead)));
            QCOMPARE(leader.wait(), SessionState::finished);
        }
        // The reference: α 0 from the start, and the other knob moved by hand at the same step.
        Experiment without = long_experiment(300);
        without.knobs.feedback.strength = 0;
        std::filesystem::path reference;
        {
            TestSession session(without, {.runs = runs(), .start_paused = true});
            session.wait();
            make_steps(session, 25);
            without.knobs.objective.weight_decay = 0.2;
            session.publish(without.knobs, 5);
            session.run();
            session.wait();
            reference = session.status().folder;
        }
        QCOMPARE(losses(twin).size(), 300u);
        QCOMPARE(losses(twin), losses(reference));
        QVERIFY(losses(twin) != losses(run));
        const auto events = load_events(twin);
        QCOMPARE(events.size(), 2u); // no feedback, and the leader's other knob
        QCOMPARE(events[1].step, 25);
        QCOMPARE(events[1].changes.size(), 1u);
    }

    void a_twin_waits_for_a_paused_leader() {
        TestSession leader(long_experiment(100000), {.runs = runs(), .start_paused = true});
        leader.wait();
        make_steps(leader, 10);
        const auto twin = fork_run(leader.status().folder, runs(), twin_at(0));
        TestSession follower({}, {.resume = twin});
        follower.follow(leader);
        QVERIFY(eventually([&] { return follower.status().step == 10; }));
        std::this_thread::sleep_for(100ms);
        QCOMPARE(follower.status().step, 10);
        make_steps(leader, 1);
        QVERIFY(eventually([&] { return follower.status().step == 11; }));
    }

    void a_leader_goes_on_alone_when_its_twin_ends() {
        TestSession leader(long_experiment(100000), {.runs = runs(), .start_paused = true});
        leader.wait();
        make_steps(leader, 2);
        {
            const auto twin = fork_run(leader.status().folder, runs(), twin_at(0));
            TestSession follower({}, {.resume = twin, .start_paused = true});
            follower.wait();
            follower.follow(leader);
            leader.run();
            QVERIFY(eventually([&] { return leader.status().step >= lead_steps; }));
            std::this_thread::sleep_for(100ms);
            QCOMPARE(leader.status().step, lead_steps); // the twin has made no step
        }
        QVERIFY(eventually([&] { return leader.status().step > 2 * lead_steps; }));
    }

    void a_twin_that_cannot_start_holds_nobody() {
        TestSession leader(long_experiment(100000), {.runs = runs(), .start_paused = true});
        leader.wait();
        TestSession follower({}, {.resume = runs() / "nowhere"});
        follower.follow(leader);
        leader.run();
        QVERIFY(eventually([&] { return leader.status().step > 2 * lead_steps; }));
    }
};

QTEST_GUILESS_MAIN(LockstepTest)
#include "lockstep.moc"
