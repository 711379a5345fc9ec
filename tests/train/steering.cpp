// SPDX-License-Identifier: GPL-3.0-or-later
// A run under many hands: whatever is asked of it at whatever moment, its record tells what it did.
#include "core/settings/text.h"
#include "core/telemetry/run_folder.h"
#include "tests/device/simulated_device.h"
#include "tests/train/test_session.h"
#include "tests/train/tiny.h"

#include <QtTest>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>

using namespace overdamp;

namespace {

constexpr std::int64_t steps = 120;

Experiment long_experiment() {
    Experiment experiment = tiny_experiment();
    experiment.knobs.training.steps = steps;
    experiment.knobs.training.checkpoint_every = 50;
    experiment.knobs.evaluation.every = 31;
    experiment.knobs.sampling.every = 23;
    experiment.knobs.feedback.ramp_steps = 0;
    return experiment;
}

/// Does to a running session all that an owner may do, in an order that `seed` decides, until the run is complete.
void disturb(Session& session, Knobs knobs, unsigned seed) {
    std::mt19937 random(seed);
    const auto under = [&](int bound) { return static_cast<int>(random() % static_cast<unsigned>(bound)); };
    session.run();
    for (std::int64_t gesture = 1; session.status().state != SessionState::finished; ++gesture) {
        std::this_thread::sleep_for(std::chrono::microseconds(under(10000)));
        switch (under(8)) {
        case 0:
            session.pause();
            break;
        case 1:
            session.step();
            break;
        case 2:
            session.sample();
            break;
        case 3:
            session.checkpoint();
            break;
        case 4:
            session.compare_temperatures({0.5, 1});
            break;
        default:
            knobs.feedback.strength = under(20) / 100.0;
            session.publish(knobs, gesture);
            session.run();
        }
    }
}

} // namespace

class SteeringTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    std::filesystem::path disturbed_run(unsigned seed) {
        TestSession session(long_experiment(), {.runs = folder_.path().toStdString(), .start_paused = true});
        session.wait();
        disturb(session, long_experiment().knobs, seed);
        return session.status().folder;
    }

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void every_step_used_the_knobs_of_the_events_before_it() {
        const std::filesystem::path run = disturbed_run(1);
        const std::vector<EventRecord> events = load_events(run);
        QVERIFY(events.size() > 5);
        double strength = long_experiment().knobs.feedback.strength;
        std::int64_t revision = 0, expected_step = 0;
        auto next = events.begin();
        const History history = load_history(run);
        const auto strengths = history.column(*find_metric("train/strength"));
        for (const std::int64_t step : history.steps(MetricSource::step)) {
            QCOMPARE(step, expected_step++);
            for (; next != events.end() && next->step <= step; ++next) {
                QVERIFY(next->revision > revision);
                revision = next->revision;
                for (const KnobChange& change : next->changes)
                    strength = std::get<double>(change.to);
            }
            if (step > 0) // the feedback engages after the first step
                QCOMPARE(strengths[static_cast<std::size_t>(step)], strength);
        }
        QCOMPARE(expected_step, steps);
        QVERIFY(next == events.end());
        std::vector<std::int64_t> evaluated;
        for (std::int64_t step = 0; step < steps; step += 31)
            evaluated.push_back(step);
        evaluated.push_back(steps);
        const auto found = history.steps(MetricSource::evaluation);
        QVERIFY(std::ranges::equal(found, evaluated));
    }

    void repeating_its_events_repeats_a_disturbed_run() {
        if (test_device().is_cuda())
            QSKIP("a GPU adds in an order that changes");
        const std::filesystem::path run = disturbed_run(2), again = run.parent_path() / "again";
        std::filesystem::copy(run, again, std::filesystem::copy_options::recursive);
        std::filesystem::remove_all(again / "checkpoints");
        TestSession session({}, {.resume = again});
        QCOMPARE(session.wait(), SessionState::finished);
        const std::string last = "checkpoints/step-" + std::to_string(steps);
        for (const char* file : {"model.safetensors", "optimizer.safetensors"})
            QVERIFY2(read_text(run / last / file) == read_text(again / last / file), file);
    }

    void a_run_out_of_memory_has_recorded_every_step_that_it_counts() {
        if (test_device().str() != simulated_device)
            QSKIP("only the simulated device can be made full");
        Experiment experiment = tiny_experiment();
        experiment.knobs.training.steps = 100000;
        experiment.knobs.training.checkpoint_every = 0;
        experiment.knobs.evaluation.every = experiment.knobs.sampling.every = 0;
        TestSession session(experiment, {.runs = folder_.path().toStdString()});
        QVERIFY(eventually([&] { return session.status().step > 5; }));
        const FullSimulatedDevice full;
        QCOMPARE(session.wait(), SessionState::failed);
        QVERIFY2(session.status().message.find("out of memory") == 0, session.status().message.c_str());
        const std::filesystem::path run = session.status().folder;
        const std::int64_t recorded = last_step_record(run)->step + 1;
        QCOMPARE(nlohmann::json::parse(read_text(run / "summary.json")).at("steps").get<std::int64_t>(), recorded);
        QCOMPARE(session.status().step, recorded);
    }
};

QTEST_GUILESS_MAIN(SteeringTest)
#include "steering.moc"
